"""A new method below another one: its text, its place, and the call to it."""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.declarations import module_names
from bsl_pilot.features.refactor.action import Place
from bsl_pilot.features.refactor.code import (
    indentation,
    keywords,
    least_indentation,
    moved,
    rest_of_line,
    text_of,
)
from bsl_pilot.features.refactor.names import unlike
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold, fold_bytes

_DIRECTIVES = frozenset(
    map(
        fold,
        (
            *("НаКлиенте", "AtClient", "НаСервере", "AtServer"),
            *("НаСервереБезКонтекста", "AtServerNoContext"),
            *("НаКлиентеНаСервереБезКонтекста", "AtClientAtServerNoContext"),
            *("НаКлиентеНаСервере", "AtClientAtServer"),
        ),
    )
)


class NewMethod(NamedTuple):
    """What is written. ``parameters`` are as in a header (``Знач Имя``), ``body`` are lines without indentation."""

    name: str
    is_function: bool
    parameters: tuple[str, ...]
    body: list[str]
    is_async: bool


def new_name(document: Document, wish: str) -> str:
    """A name that no method of the module has."""
    return unlike(wish, module_names(document).methods)


def below(place: Place, method: Node, new: NewMethod, *, russian: bool) -> TextEdit:
    """The edit that writes a new method below ``method``, with the same compilation directives."""
    document = place.document
    margin = indentation(document, method.start_byte)
    inner = body_indentation(place, method)
    kind = "function" if new.is_function else "procedure"
    start, end, is_async = keywords(kind, f"end{kind}", "async", russian=russian)
    rows = [f"{margin}{directive}" for directive in _directives(method)]
    rows.append(
        f"{margin}{is_async + ' ' if new.is_async else ''}{start} {new.name}({', '.join(new.parameters)})"
    )
    rows += ["", *(inner + line if line.strip() else "" for line in new.body), "", margin + end]
    at = _end_of_line(document, method.end_byte)
    line_end = document.text.line_end()
    return TextEdit(at, at, line_end * 2 + line_end.join(rows))


def body_indentation(place: Place, method: Node) -> str:
    """The indentation of the first statement of a method, one level more than the method where it has none."""
    margin = indentation(place.document, method.start_byte)
    body = method.child_by_field_name("body")
    inner = indentation(place.document, body.start_byte) if body is not None else ""
    return inner if len(inner) > len(margin) else margin + place.context.indent


def lines_without_indentation(document: Document, span: Span, text: str) -> list[str]:
    """The lines of a piece that begins at ``span.start``, moved to the left together."""
    lines = (indentation(document, span.start) + text).splitlines()
    return moved(lines, least_indentation(lines), "")


def _directives(method: Node) -> list[str]:
    found = []
    for child in method.children:
        name = child.child_by_field_name("name") if child.type == "annotation" else None
        if name is not None and fold_bytes(name.text or b"") in _DIRECTIVES:
            found.append(text_of(child))
    return found


def _end_of_line(document: Document, offset: int) -> int:
    """Behind the comment that follows on the line, if nothing else does."""
    rest = rest_of_line(document, offset).strip()
    if rest and not rest.startswith(b"//"):
        return offset
    lines = document.text.lines
    return lines.line_span(lines.line_of(offset)).end
