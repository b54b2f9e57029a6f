"""A module without regions gets those of the standard (std455), its methods in them: where their place is sure.

What the platform calls is told by the project, what others call by `Экспорт`; all else is private. Comments stay with
the method below them. Nothing is done where a line of the preprocessor or broken code stands between methods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.declarations import declared_in
from bsl_pilot.features.module_facts import EVENT, OF_COMMAND, OF_FORM, OF_ITEM, OF_TABLE, ModuleFacts
from bsl_pilot.features.refactor.action import Place, Proposal
from bsl_pilot.features.refactor.names import in_language
from bsl_pilot.features.refactor.standard_regions import (
    COMMANDS,
    EVENTS,
    FORM_EVENTS,
    HEADER_EVENTS,
    INITIALIZE,
    PRIVATE,
    PUBLIC,
    TABLE_EVENTS,
    VARIABLES,
    standard_of,
    written,
)
from bsl_pilot.features.units import unit_at
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults.health import is_sound, is_statement
from bsl_pilot.syntax.nodes import METHODS, PREPROC
from bsl_pilot.syntax.parts import Part
from bsl_pilot.syntax.preproc import regions
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

TITLE = Text("Разложить методы по стандартным областям", "Sort the methods into the standard regions")

_COMMAND = frozenset({"обработкакоманды", "commandprocessing"})
_WITH_EVENTS = frozenset({"object", "record_set", "value_manager", "manager"})
_HANDLES = {EVENT: EVENTS, OF_FORM: FORM_EVENTS, OF_ITEM: HEADER_EVENTS, OF_COMMAND: COMMANDS}


class _Piece(NamedTuple):
    """Bytes that move together, and the region that they belong to."""

    start: int
    end: int
    region: Text


def sort_into_regions(place: Place) -> Proposal | None:
    """For a module with methods and no region at all, of a kind whose methods have their places."""
    find = _finder(place.context.module)
    if find is None or regions(place.document):
        return None
    found = _pieces(place.document, find)
    if not any(one.region not in (VARIABLES, INITIALIZE) for one in found):
        return None
    return Proposal(TITLE, partial(_edits, place, found))


def _finder(facts: ModuleFacts) -> Callable[[str, bool], Text] | None:
    """Which region a method (folded name, exported) belongs to; None where that is not sure of all methods."""
    handlers = dict(facts.handlers)
    if facts.kind == "common":
        return lambda _name, exported: PUBLIC if exported else PRIVATE
    if facts.kind == "command":
        return lambda name, _exported: EVENTS if name in _COMMAND else PRIVATE
    if facts.kind == "form" and facts.attributes is not None:
        return lambda name, _exported: _of_handler(handlers.get(name, "")) or PRIVATE
    if facts.kind in _WITH_EVENTS and handlers:
        return lambda name, exported: _of_handler(handlers.get(name, "")) or (PUBLIC if exported else PRIVATE)
    return None


def _of_handler(what: str) -> Text | None:
    if what.startswith(OF_TABLE):
        table = what.removeprefix(OF_TABLE)
        return Text(TABLE_EVENTS.ru + table, TABLE_EVENTS.en + table)
    return _HANDLES.get(what)


def _pieces(document: Document, find: Callable[[str, bool], Text]) -> list[_Piece]:
    """The pieces in the order of the text; none where something stands there that has no certain place."""
    pieces: list[_Piece] = []
    start = -1
    for part in _content(document):
        if pieces and start < 0 and _goes_on(document, pieces[-1], part):
            pieces[-1] = pieces[-1]._replace(end=part.end)
        elif part.body.kind == "comment":
            start = part.start if start < 0 else start
        else:
            region = _region(document, part, find)
            if region is None:
                return []
            pieces.append(_Piece(part.start if start < 0 else start, part.end, region))
            start = -1
    if start >= 0 and pieces:  # comments behind the last method
        pieces[-1] = pieces[-1]._replace(end=len(document.text.data.rstrip()))
    return _without_heading(document, pieces)


def _goes_on(document: Document, piece: _Piece, part: Part) -> bool:
    """Whether a part belongs to what stands before it: its semicolon, a comment behind it on the same line."""
    if part.body.kind == ";":
        return True
    lines = document.text.lines
    return part.body.kind == "comment" and lines.line_of(piece.end) == lines.line_of(part.start)


def _content(document: Document) -> Iterator[Part]:
    """The parts between the lines `#Если … #КонецЕсли` around the whole module."""
    found = list(document.parts)
    code = [one for one in found if one.body.kind != "comment"]
    wrapped = len(code) > 1 and code[0].body.kind == "preproc_if" and code[-1].body.kind == "preproc_endif"
    first, last = (code[0], code[-1]) if wrapped else (None, None)
    inside = first is None
    for one in found:
        if one is last:
            return
        if inside:
            yield one
        inside = inside or one is first


def _region(document: Document, part: Part, find: Callable[[str, bool], Text]) -> Text | None:
    """The region of a part; None where it has no certain one."""
    kind = part.body.kind
    if kind in PREPROC or not document.parts.fact(part, is_sound):
        return None
    if kind == "module_variable":
        return VARIABLES
    if kind in METHODS:
        unit = unit_at(document, part.start)
        declared = declared_in(document, unit) if unit is not None else ()
        return find(declared[0].folded, declared[0].exported) if len(declared) == 1 else None
    return INITIALIZE if is_statement(kind) else None


def _without_heading(document: Document, pieces: list[_Piece]) -> list[_Piece]:
    """The first piece without the comment that speaks of the whole module: a blank line parts it from the rest."""
    if not pieces:
        return []
    first, data = pieces[0], document.text.data
    lines = document.text.lines
    line = lines.line_of(first.start)
    starts = first.start
    while line + 1 < len(lines) and lines.starts[line] < first.end and data[starts : starts + 2] == b"//":
        line += 1
        while line < len(lines) and not lines.line_bytes(line).strip() and lines.starts[line] < first.end:
            line += 1
            first = first._replace(start=lines.starts[line])
        starts = lines.starts[line] + len(lines.line_bytes(line)) - len(lines.line_bytes(line).lstrip())
    return [first, *pieces[1:]]


def _edits(place: Place, pieces: list[_Piece]) -> list[TextEdit]:
    document = place.document
    ru = russian(document, place.start)
    line_end = document.text.line_end()
    data = document.text.data
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for one in pieces:
        texts[fold(one.region.ru)].append(
            data[one.start : one.end].decode("utf-8", "surrogatepass").strip("\r\n")
        )
    order = {fold(one.ru): one for one in standard_of(place.context.module)}
    sections = [
        written(in_language(region, russian=ru), (line_end * 2).join(texts[key]), line_end, russian=ru)
        for key, region in order.items()
        if key in texts
    ]
    span = Span(pieces[0].start, pieces[-1].end)
    return [TextEdit(*span, (line_end * 2).join(sections))]
