"""What statements do to a value: keys of structures, columns of tables, elements of collections, text of queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bsl_pilot.text.words import fold, is_name
from bsl_pilot.types.code import Changed, Expr
from bsl_pilot.types.model import NOTHING, UNKNOWN, Field, Type, Types, one
from bsl_pilot.types.shapes import ARRAYS, COLUMNS, LISTS, MAPS, ROWS, STRUCTURES, list_item, one_pair

_COLUMNS = frozenset({"колонки", "columns"})
_TEXT = frozenset({"текст", "text"})
_INSERT = frozenset({"вставить", "insert"})
_ADD = frozenset({"добавить", "add"})
ADDING = _INSERT | _ADD
"""Methods that add a key, a column or an element."""
_DELETE = frozenset({"удалить", "delete"})
_CLEAR = frozenset({"очистить", "clear"})
_GROUP = frozenset({"свернуть", "groupby"})
_WITH_FIELDS = (
    STRUCTURES | frozenset(ROWS.values()) | frozenset({"KeyAndValue", "ValueListItem", "FormDataStructure"})
)


class Values(Protocol):
    """What a change asks of whoever evaluates the method."""

    def types(self, expr: Expr) -> Types:
        """The types of an expression."""

    def texts(self, expr: Expr | None) -> tuple[str, ...]:
        """The texts that an expression may have."""


def changed(values: Values, types: Types, change: Changed) -> Types:
    """`types` after a change."""
    return Types(tuple(_at(values, type_, change.path, change) for type_ in types), types.partial)


def _at(values: Values, type_: Type, path: tuple[str, ...], change: Changed) -> Type:
    """A type after a change of what it holds at `path`."""
    if not path:
        return _called(values, type_, change)
    name = path[0]
    if name in _COLUMNS and type_.name in COLUMNS and len(path) == 1:
        return _columns(values, type_, change)
    if type_.name == "Query" and name in _TEXT and not change.method:
        texts = values.texts(change.arguments[0])
        return Type("Query", texts[-1]) if texts else Type("Query")
    known = type_.field(name)
    if len(path) == 1 and not change.method:
        return _assigned(values, type_, known, name, change)
    if known is None:
        return type_
    inner = Types(tuple(_at(values, one_, path[1:], change) for one_ in known.types), known.types.partial)
    return type_.with_field(known.name, inner)


def _assigned(values: Values, type_: Type, known: Field | None, name: str, change: Changed) -> Type:
    """`Объект.Имя = Значение`: a key or a column that is known, or one more of a structure that is not."""
    value = change.arguments[0]
    if value is None or (known is None and type_.name not in STRUCTURES):
        return type_
    if type_.name not in _WITH_FIELDS:
        return type_
    return type_.with_field(known.name if known is not None else name, values.types(value))


def _called(values: Values, type_: Type, change: Changed) -> Type:
    for names, handle in _CALLS:
        if change.method in names:
            return handle(values, type_, change.arguments)
    return type_


Arguments = tuple[Expr | None, ...]


def _insert(values: Values, type_: Type, arguments: Arguments) -> Type:
    """`Вставить`: a key of a structure or a map, an element of an array or a list."""
    if type_.name in STRUCTURES:
        return _keys(values, type_, arguments)
    if type_.name in MAPS:
        return type_.with_element(
            one_pair(_types(values, arguments, 0), _types(values, arguments, 1) or UNKNOWN)
        )
    if type_.name in ARRAYS:
        return type_.with_element(_types(values, arguments, 1))
    if type_.name in LISTS:
        return type_.with_element(list_item(_types(values, arguments, 1)))
    return type_


def _keys(values: Values, type_: Type, arguments: Arguments) -> Type:
    types = _types(values, arguments, 1) or one("Undefined")
    for name in values.texts(arguments[0]) if arguments else ():
        if is_name(name.strip()):
            type_ = type_.with_field(name.strip(), types)
    return type_


def _add(values: Values, type_: Type, arguments: Arguments) -> Type:
    if type_.name in ARRAYS:
        return type_.with_element(_types(values, arguments, 0))
    if type_.name in LISTS:
        return type_.with_element(list_item(_types(values, arguments, 0)))
    return type_


def _delete(values: Values, type_: Type, arguments: Arguments) -> Type:
    names = values.texts(arguments[0]) if arguments and type_.name in STRUCTURES else ()
    return type_.without_field(fold(names[0].strip())) if len(names) == 1 else type_


def _clear(_values: Values, type_: Type, _arguments: Arguments) -> Type:
    return type_.with_fields(()) if type_.name in STRUCTURES else type_


def _group(values: Values, type_: Type, arguments: Arguments) -> Type:
    """`Свернуть` leaves the columns that it names."""
    lists = [values.texts(one_) for one_ in arguments if one_ is not None]
    if type_.name != "ValueTable" or any(len(texts) != 1 for texts in lists):
        return type_
    kept = {fold(name.strip()) for texts in lists for name in texts[0].split(",")}
    return type_.with_fields(one_ for one_ in type_.fields if fold(one_.name) in kept)


def _columns(values: Values, type_: Type, change: Changed) -> Type:
    """A column more or less."""
    position = 1 if change.method in _INSERT else 0
    name_at = change.arguments[position] if len(change.arguments) > position else None
    names = [one_.strip() for one_ in values.texts(name_at) if is_name(one_.strip())]
    if change.method in _ADD or change.method in _INSERT:
        described = described_types(_types(values, change.arguments, position + 1))
        for name in names:
            type_ = type_.with_field(name, described)
        return type_
    if change.method in _DELETE:
        return type_.without_field(fold(names[0])) if len(names) == 1 else type_
    return type_.with_fields(()) if change.method in _CLEAR else type_


def described_types(description: Types) -> Types:
    """The types that an `ОписаниеТипов` allows; `UNKNOWN` if it is not known."""
    found = NOTHING
    for type_ in description:
        found = found | type_.element
    return found or UNKNOWN


def _types(values: Values, arguments: Arguments, at: int) -> Types:
    argument = arguments[at] if len(arguments) > at else None
    return values.types(argument) if argument is not None else NOTHING


_CALLS: tuple[tuple[frozenset[str], Callable[[Values, Type, Arguments], Type]], ...] = (
    (_INSERT, _insert),
    (_ADD, _add),
    (_DELETE, _delete),
    (_CLEAR, _clear),
    (_GROUP, _group),
)
