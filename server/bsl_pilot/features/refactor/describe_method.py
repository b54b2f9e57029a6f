"""The comment that describes a method, written above it with what its header tells."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.doc_comment import description
from bsl_pilot.features.refactor.action import Place, Proposal
from bsl_pilot.features.refactor.code import indentation, line_start, text_of
from bsl_pilot.features.refactor.names import in_language
from bsl_pilot.features.refactor.selection import method_around, node_at
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults.health import BLOCKS
from bsl_pilot.text.snapshot import TextEdit

TITLE = Text("Создать описание метода", "Describe the method in a comment")

_ABOUT = Text("Описание.", "Description.")
_UNKNOWN = Text("Тип", "Type")
_WORDS = Text("описание", "description")
_TYPES = {
    "number": Text("Число", "Number"),
    "signed_number": Text("Число", "Number"),
    "string": Text("Строка", "String"),
    "date": Text("Дата", "Date"),
    "boolean": Text("Булево", "Boolean"),
    "undefined": Text("Неопределено", "Undefined"),
    "null": Text("Null", "Null"),
}


class _Parameter(NamedTuple):
    name: str
    default: str | None
    """Node type of the default value."""


def describe_method(place: Place) -> Proposal | None:
    """For a cursor in the header of a method that has no comment right above."""
    document = place.document
    method = _method_at(document, place.start)
    if method is None or place.end > _header_end(method) or not _may_describe(document, method):
        return None
    return Proposal(TITLE, partial(_edits, document, method))


def described(document: Document, offset: int) -> list[TextEdit] | None:
    """The edits that describe the method whose header a byte is in; None where there is a comment, or no place."""
    method = _method_at(document, offset)
    return _edits(document, method) if method is not None and _may_describe(document, method) else None


def rows_of(document: Document, offset: int) -> tuple[list[tuple[str, str]], str | None]:
    """What a description of the method at a byte says of its parameters, by name, and of its result, as far as the
    header and the `Возврат` tell; None for a procedure."""
    method = _method_at(document, offset)
    return _rows(document, method) if method is not None else ([], None)


def _may_describe(document: Document, method: Node) -> bool:
    return document.text.lines.begins_line(method.start_byte) and not _has_comment(document, method)


def _rows(document: Document, method: Node) -> tuple[list[tuple[str, str]], str | None]:
    ru = russian(document, method.start_byte)
    words = in_language(_WORDS, russian=ru)
    parameters = [(one.name, f"{_kind(one.default, russian=ru)} - {words}") for one in _parameters(method)]
    returns = f"{_returned(method, russian=ru)} - {words}" if method.type == "function_definition" else None
    return parameters, returns


def _edits(document: Document, method: Node) -> list[TextEdit]:
    ru = russian(document, method.start_byte)
    rows = description(in_language(_ABOUT, russian=ru), *_rows(document, method), russian=ru)
    margin = indentation(document, method.start_byte)
    line_end = document.text.line_end()
    at = line_start(document, method.start_byte)
    return [TextEdit(at, at, "".join(f"{margin}//{row}{line_end}" for row in rows))]


def _method_at(document: Document, offset: int) -> Node | None:
    for start in (offset, offset - 1):
        node = node_at(document, start, start + 1) if start >= 0 else None
        method = method_around(node) if node is not None else None
        if method is not None:
            return method
    return None


def _header_end(method: Node) -> int:
    last = method.child_by_field_name("export") or method.child_by_field_name("parameters")
    return last.end_byte if last is not None else method.start_byte


def _has_comment(document: Document, method: Node) -> bool:
    """Whether a comment stands on the line above the method, or between its annotations and its keyword."""
    line = document.text.lines.line_of(method.start_byte)
    if line and document.text.lines.line_bytes(line - 1).lstrip().startswith(b"//"):
        return True
    head = (child for child in method.children if child.start_byte < _header_end(method))
    return any(child.type == "comment" for child in head)


def _parameters(method: Node) -> list[_Parameter]:
    listed = method.child_by_field_name("parameters")
    found = []
    for child in listed.children if listed is not None else ():
        name = child.child_by_field_name("name") if child.type == "parameter" else None
        default = child.child_by_field_name("default")
        if name is not None:
            found.append(_Parameter(text_of(name), default.type if default is not None else None))
    return found


def _kind(node_type: str | None, *, russian: bool) -> str:
    """The type that a literal shows; ``Неопределено`` stands beside one that only the author knows."""
    unknown = in_language(_UNKNOWN, russian=russian)
    if node_type is None or node_type not in _TYPES:
        return unknown
    known = in_language(_TYPES[node_type], russian=russian)
    return f"{unknown}, {known}" if node_type in ("undefined", "null") else known


def _returned(method: Node, *, russian: bool) -> str:
    """The types of what the method returns, where each ``Возврат`` shows it."""
    kinds: list[str] = []
    for statement in _returns(method):
        value = statement.child_by_field_name("value")
        kind = _kind_of(value, russian=russian) if value is not None else None
        if kind is None:
            return in_language(_UNKNOWN, russian=russian)
        if kind not in kinds:
            kinds.append(kind)
    return ", ".join(kinds) if kinds else in_language(_UNKNOWN, russian=russian)


def _kind_of(value: Node, *, russian: bool) -> str | None:
    if value.type in _TYPES:
        return in_language(_TYPES[value.type], russian=russian)
    named = value.child_by_field_name("type") if value.type == "new_expression" else None
    return text_of(named) if named is not None else None


def _returns(method: Node) -> list[Node]:
    found: list[Node] = []
    stack = [method]
    while stack:
        node = stack.pop()
        if node.type == "return_statement":
            found.append(node)
        elif node is method or node.type in BLOCKS:
            stack.extend(reversed(node.children))
    return found
