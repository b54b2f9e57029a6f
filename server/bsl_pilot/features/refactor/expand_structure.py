"""``Новый Структура("А, Б", …)`` becomes an empty structure and a call of ``Вставить`` for each key."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.refactor.action import Place, Proposal, refusal
from bsl_pilot.features.refactor.code import indentation, keywords, text_of, with_semicolon
from bsl_pilot.features.refactor.names import in_language, unlike
from bsl_pilot.features.refactor.scope import occurrences
from bsl_pilot.features.refactor.selection import method_around, nodes_around, statement_around
from bsl_pilot.locale import Text
from bsl_pilot.syntax.nodes import walk
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold, is_latin, is_name

TITLE = Text("Развернуть конструктор в вызовы `Вставить`", "Expand the constructor into calls of `Insert`")

_COMMENT = Text("Между параметрами есть комментарии", "There are comments between the arguments")
_SELF = Text(
    "Значения используют переменную, которой присваивается структура",
    "The values use the variable that the structure is assigned to",
)
_STRUCTURES = frozenset(map(fold, ("Структура", "Structure")))
_INSERT = Text("Вставить", "Insert")
_RESULT = Text("Результат", "Result")
_PLAIN = frozenset({"identifier", "member_access", "."})


class _Constructor(NamedTuple):
    node: Node
    type: str
    keys: tuple[str, ...]
    values: tuple[str, ...]


def expand_structure(place: Place) -> Proposal | None:
    """For a cursor in a constructor with keys that is assigned or returned."""
    found = _constructor_at(place)
    statement = statement_around(found.node) if found is not None else None
    if found is None or statement is None or found.node.parent != statement:
        return None
    if statement.type not in ("return_statement", "assignment"):
        return None
    target = statement.child_by_field_name("left")
    if target is not None and any(node.type not in _PLAIN for node in walk(target)):
        return None  # what is called or looked up would be so for each key
    if target is not None and _names(target) & _names(found.node):
        return refusal(TITLE, _SELF)
    if any(node.type == "comment" for node in walk(found.node)):
        return refusal(TITLE, _COMMENT)
    name = None if target is None else text_of(target)
    return Proposal(TITLE, partial(_edits, place, found, statement, name))


def _names(node: Node) -> set[str]:
    return {one.name for one in occurrences(node)}


def _edits(place: Place, found: _Constructor, statement: Node, target: str | None) -> list[TextEdit]:
    document = place.document
    ru = russian(document, statement.start_byte)
    name = target
    if name is None:
        around = method_around(statement) or document.root
        name = unlike(in_language(_RESULT, russian=ru), {one.name for one in occurrences(around)})
    insert = in_language(_INSERT, russian=not is_latin(found.type))
    (new,) = keywords("new", russian=ru)
    rows = [f"{name} = {new} {found.type};"]
    values = [*found.values, *([""] * len(found.keys))]
    for key, value in zip(found.keys, values, strict=False):
        rows.append(f'{name}.{insert}("{key}"{", " + value if value else ""});')
    if target is None:
        rows.append(f"{keywords('return', russian=ru)[0]} {name};")
    span = with_semicolon(document, statement)
    margin = " "
    if document.text.lines.begins_line(span.start):
        margin = document.text.line_end() + indentation(document, span.start)
    return [TextEdit(*span, margin.join(rows))]


def _constructor_at(place: Place) -> _Constructor | None:
    for node in nodes_around(place.document, place.start):
        if node.type == "block":
            return None
        if node.type == "new_expression" and not node.has_error:
            found = _constructor(node)
            if found is not None and place.end <= node.end_byte:
                return found
    return None


def _constructor(node: Node) -> _Constructor | None:
    name, arguments = node.child_by_field_name("type"), node.child_by_field_name("arguments")
    if name is None or arguments is None or fold(text_of(name)) not in _STRUCTURES:
        return None
    values = _slots(arguments)
    literal = values[0] if values else ""
    keys = tuple(key.strip() for key in literal[1:-1].split(","))
    if not literal.startswith('"') or not all(map(is_name, keys)) or len(values) - 1 > len(keys):
        return None
    return _Constructor(node, text_of(name), keys, values[1:])


def _slots(arguments: Node) -> tuple[str, ...]:
    """The arguments as written; an empty text for one that is left out."""
    slots = [""]
    for child in arguments.children:
        if child.type == ",":
            slots.append("")
        elif child.type not in ("(", ")", "comment"):
            slots[-1] = text_of(child)
    return tuple(slots)
