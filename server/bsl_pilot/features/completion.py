"""Completion: keywords, snippets, names, members by type, query texts.

The steps in their order: find the word at the cursor, see what surrounds it (code, query, preprocessor,
comment), collect what may stand there, keep what fits the typed letters, put the likely first. Works on
half-typed code: it reads tokens, not the tree. What the platform, metadata and other modules declare comes from
`Knowledge`, where there is any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsl_pilot.features.completing.comments import comment_items
from bsl_pilot.features.completing.expected import Expected, Special, expected
from bsl_pilot.features.completing.global_names import global_items
from bsl_pilot.features.completing.item import Completion, CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.keywords import keyword_items
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.match import EXACT, matching, unique
from bsl_pilot.features.completing.members import member_items
from bsl_pilot.features.completing.names import InMethod, label_items, method_names, module_items
from bsl_pilot.features.completing.names_in_strings import string_items
from bsl_pilot.features.completing.new_types import new_items
from bsl_pilot.features.completing.preprocessor import annotation_items, preprocessor_items
from bsl_pilot.features.completing.query import query_items
from bsl_pilot.features.completing.scene import Scene, Word, scene, word
from bsl_pilot.features.completing.snippets import snippet_items
from bsl_pilot.syntax.context import Place, context_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold

__all__ = ["Completion", "CompletionOptions", "Group", "Item", "ItemKind", "completion"]

_DEFAULTS = CompletionOptions()


def completion(
    document: Document,
    offset: int,
    options: CompletionOptions = _DEFAULTS,
    knowledge: Knowledge | None = None,
) -> Completion:
    """What may stand at byte ``offset``, the likeliest first. ``knowledge`` is what surrounds the document."""
    at = word(document, offset)
    if at.typed[:1].isdecimal():
        return Completion(at.start, at.cursor, at.end, ())
    found = unique(matching(_items(document, at, options, knowledge), at.typed))
    if len(found) == 1 and found[0].quality == EXACT and found[0].item.text == at.typed:
        found = []  # the word is complete, and a list of nothing but it is in the way
    found.sort(key=lambda one: (max(one.quality, EXACT + 1), one.item.group, -one.item.score))
    items = tuple(one.item for one in found[: options.limit])
    return Completion(at.start, at.cursor, at.end, items, incomplete=len(found) > options.limit)


def _items(
    document: Document, at: Word, options: CompletionOptions, knowledge: Knowledge | None
) -> Iterable[Item]:
    context = context_at(document, at.cursor)
    if context.place is Place.QUERY:
        return query_items(document, at, context, options, knowledge)
    if context.place is Place.COMMENT:
        return comment_items(document, at, context.start, options, knowledge)
    if context.place is Place.STRING and knowledge is not None:
        return string_items(document, at, context, knowledge)
    if context.place is Place.PREPROC:
        return preprocessor_items(document, at, context.start, options)
    if context.place is Place.ANNOTATION:
        return annotation_items(document, at, options) if _follows_ampersand(document, at) else ()
    if context.place is not Place.CODE:
        return ()
    return _code_items(scene(document, at), options, knowledge)


def _follows_ampersand(document: Document, at: Word) -> bool:
    return document.text.data[at.start - 1 : at.start] == b"&"


def _code_items(here: Scene, options: CompletionOptions, knowledge: Knowledge | None) -> Iterator[Item]:
    may = expected(here)
    if may.special is None:
        yield from _by_place(here, may, options, knowledge)
        return
    yield from keyword_items(here, may, options)
    if may.special is Special.MEMBER:
        yield from member_items(here, options, knowledge)
    elif may.special is Special.TYPE:
        yield from new_items(here, options, knowledge)
    elif may.special is Special.VARIABLE:
        yield from method_names(here).local
    elif may.special in (Special.LABEL, Special.GOTO):
        yield from label_items(here, tilde=may.special is Special.GOTO)


def _by_place(
    here: Scene, may: Expected, options: CompletionOptions, knowledge: Knowledge | None
) -> Iterator[Item]:
    named = may.statement or may.operand
    known = method_names(here) if named else InMethod([], [])
    yield from known.local
    yield from keyword_items(here, may, options)
    yield from snippet_items(here, may, options)
    if named:
        yield from module_items(here, options)
        if knowledge is not None:
            yield from global_items(here, options, knowledge, {fold(item.label) for item in known.seen})
    yield from known.seen
