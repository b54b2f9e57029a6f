"""Signature help: how what the cursor is in the parentheses of may be called, and where in it the cursor is."""

from __future__ import annotations

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.meanings.code import call_meanings, member_meanings, type_meanings
from bsl_pilot.features.meanings.model import Meaning
from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.features.signing.call import OpenCall, open_call
from bsl_pilot.features.signing.model import SignatureHelp, chosen
from bsl_pilot.features.signing.nearby import code_tokens
from bsl_pilot.features.signing.query import query_help
from bsl_pilot.features.signing.ways import ways_of
from bsl_pilot.syntax.context import Place, context_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold
from bsl_pilot.types.infer import Inference

_NO_CALLS = frozenset({Place.COMMENT, Place.PREPROC, Place.ANNOTATION})


def signature_help(
    document: Document, inference: Inference, offset: int, style: Style, before: int = 0
) -> SignatureHelp | None:
    """The ways to call what is being called at a byte; None where nothing is or nothing is known of it.

    ``before`` is the way that the user has before him, of those that were shown last.
    """
    context = context_at(document, offset)
    if context.place in _NO_CALLS:
        return None
    about = About(inference, TypeNames(inference.world.catalogue, russian=russian(document, offset)))
    if context.place is Place.QUERY:
        found = query_help(context, about, offset)
        if found is not None:
            return found
    call = open_call(document.text.data, code_tokens(document, offset), offset)
    if call is None:
        return None
    return chosen(ways_of(called(document, inference, call), about, style), call.argument, before)


def called(document: Document, inference: Inference, call: OpenCall) -> tuple[Meaning, ...]:
    """What a call may mean."""
    name = document.text.data[call.word.start : call.word.end].decode("utf-8", "replace")
    if call.before.kind == "new":
        return type_meanings(inference, name) if name else ()
    if call.before.kind == ".":
        return tuple(member_meanings(inference, inference.receiver(call.before.start), name))
    return call_meanings(inference, fold(name))
