"""Repairs that change a method of the module's own together with all its calls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bsl_pilot.review.again import Piece, pieces
from bsl_pilot.review.code.calls import Call
from bsl_pilot.review.code.node import Node
from bsl_pilot.review.entries import handlers, is_entry
from bsl_pilot.review.finding import Edits, Range, replace
from bsl_pilot.review.module import ModuleFacts, PieceFacts
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import WORD_BYTES, fold, fold_bytes, humps

_NAME = re.compile(WORD_BYTES)
_CODE_IN_TEXT = frozenset({"вычислить", "eval"})


def own_pieces(module: ModuleFacts, piece: PieceFacts) -> list[Piece] | None:
    """The pieces of the module, if only calls by the name in them lead to a method; None where it may be called otherwise:
    from elsewhere, by its name in a text, as a handler, nowhere by its name, or where there are two of that name."""
    method = piece.method
    if method is None or is_entry(method) or sum(_is_named(one, method.word) for one in module.methods) > 1:
        return None
    named = handlers(module)
    found = list(pieces(module.document, module.scene))
    if not any(True for _ in calls_to(method.word, found)):
        return None
    if named is None or method.word in named or any(_may_call(one, method.word) for one in found):
        return None
    return found


def _is_named(piece: PieceFacts, word: str) -> bool:
    return piece.method is not None and piece.method.word == word


def _may_call(piece: Piece, word: str) -> bool:
    """Whether a piece may call a method otherwise than by its name, or has something else of that name."""
    code = piece.code
    if code.is_broken or code.of("execute_statement") or code.called.keys() & _CODE_IN_TEXT:
        return True
    if any(word in one.word for one in code.of("string", "annotation")):
        return True
    return any(not _is_method(one) for one in code.words.get(word, ()))


def _is_method(name: Node) -> bool:
    """Whether an identifier names a method where it is declared or called, or a member behind a dot."""
    return name.field == "name" and name.parent is not None and name.parent.kind in _METHODS


_METHODS = frozenset(
    {"procedure_definition", "function_definition", "call", "method_call", "member_access", "preproc_region"}
)


def calls_to(word: str, among: list[Piece]) -> Iterator[tuple[Piece, Call]]:
    """The calls by that folded name."""
    for piece in among:
        for call in piece.code.called.get(word, ()):
            yield piece, call


def renamed_method(module: ModuleFacts, piece: PieceFacts, new: str) -> Edits | None:
    """Gives a method of the module's own another name, in its calls and in comments, too; None where it may be called
    otherwise than by its name in the module, or the new name is taken."""
    found, method = own_pieces(module, piece), piece.method
    if (
        found is None
        or method is None
        or any(fold(new) in one.code.words for one in found)
        or _is_platform(new)
    ):
        return None
    places = [piece.place(method)]
    for one, call in calls_to(method.word, found):
        places.append(Range(one.start + call.name.start, one.start + call.name.end))
    if len(humps(method.name)) > 1:
        places += (place for one in found for place in _in_comments(method.word, one))
    return [replace(place, new) for place in sorted(places)]


def _is_platform(name: str) -> bool:
    from bsl_pilot.types.catalogue import current  # noqa: PLC0415  (takes its time to open)

    return is_global_value(name) or current().function(name) is not None


def is_global_value(name: str) -> bool:
    """Whether the platform has a property or an enumeration of that name, which no variable can have: `Документы`."""
    from bsl_pilot.types.catalogue import current  # noqa: PLC0415  (as above)

    catalogue = current()
    return catalogue.property(name) is not None or catalogue.enum(name) is not None


def _in_comments(word: str, piece: Piece) -> Iterator[Range]:
    for one in piece.code.of("comment"):
        for place in mentions(word, piece.code.data, one.start, one.end):
            yield Range(piece.start + place.start, piece.start + place.end)


def mentions(word: str, data: bytes, start: int, end: int) -> Iterator[Range]:
    """Where a folded name stands in a range as a whole word."""
    for match in _NAME.finditer(data, start, end):
        if fold_bytes(match.group()) == word:
            yield Range(match.start(), match.end())


def renamed_in_comment(module: ModuleFacts, piece: PieceFacts, word: str, new: str) -> list[TextEdit]:
    """A parameter's other name where the comment above its method describes it."""
    end = max(module.data.rfind(b"\n", 0, piece.start), module.data.rfind(b"\r", 0, piece.start)) + 1
    start = end - len(module.comment_above(piece))
    return [
        replace(one, new)
        for one in mentions(word, module.data, start, end)
        if _DASH.match(module.data, one.end) and not _before(module.data, one.start).strip(b"/* \t")
    ]


_DASH = re.compile(rb"[ \t]*(?:-|\xe2\x80[\x93\x94])")
"""Stands between a parameter and what is said of it."""


def _before(data: bytes, at: int) -> bytes:
    return data[max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1 : at]
