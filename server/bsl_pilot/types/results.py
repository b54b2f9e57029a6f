"""What methods of the platform give, where it depends on the value they are called of or on their arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import object_fields
from bsl_pilot.types.catalogue import Method
from bsl_pilot.types.changes import described_types
from bsl_pilot.types.code import Call, Expr, MethodCall
from bsl_pilot.types.lookup import data_fields, platform_member
from bsl_pilot.types.metatree import COLLECTION, description_of, item_of
from bsl_pilot.types.model import NOTHING, UNKNOWN, Field, Type, Types, one, union
from bsl_pilot.types.naming import english, generated, named, of_refs, of_texts
from bsl_pilot.types.ports import World
from bsl_pilot.types.query import read_query
from bsl_pilot.types.shapes import ARRAYS, LISTS, MAPS, ROWS, array_of, row_of, value_of_map


class Values(Protocol):
    """What is asked of whoever evaluates the call."""

    @property
    def world(self) -> World:
        """What surrounds the module."""

    def types(self, expr: Expr) -> Types:
        """The types of an expression."""

    def texts(self, expr: Expr | None) -> tuple[str, ...]:
        """The texts that an expression may have."""


def platform_result(values: Values, receiver: Type, call: MethodCall) -> Types:
    """What a method of the platform gives; `NOTHING` if the type has no such method."""
    method = platform_member(values.world, receiver, call.name)
    if not isinstance(method, Method):
        return NOTHING
    name = english(method.name)
    special = _SPECIAL.get((receiver.name, name)) or _ANY.get(name)
    if special is not None:
        found = special(values, receiver, call)
        if found:
            return found
    returned = of_texts(values.world, method.returns, receiver) if method.returns else UNKNOWN
    return union(Types((_kept(values.world, receiver, type_),)) for type_ in returned) | Types(
        (), returned.partial
    )


def _kept(world: World, receiver: Type, result: Type) -> Type:
    """The result with what the receiver knows: rows and copies have its columns."""
    if result.name == receiver.name and (receiver.fields or receiver.object or receiver.element):
        return receiver
    if result.name == ROWS.get(receiver.name):
        return row_of(receiver).options[0]
    if receiver.name in ROWS.values() and result.name in ROWS and not result.fields:
        return Type(result.name, "", receiver.fields)
    if result.name in ROWS and ROWS.get(receiver.name) == ROWS[result.name]:
        return Type(result.name, receiver.object, receiver.fields)
    if result.name in ("ValueTable", "ValueTree"):
        return replace(result, fields=columns_of(world, receiver))
    return result


def columns_of(world: World, table: Type) -> tuple[Field, ...]:
    """The columns of a table, whoever gives them."""
    if table.fields:
        return table.fields
    rows = row_of(table)
    return tuple(dict.fromkeys(data_fields(world, rows.options[0]).values())) if rows else ()


# ---- results that depend on the receiver

Handler = Callable[[Values, Type, MethodCall], Types]


def _element(_values: Values, receiver: Type, _call: MethodCall) -> Types:
    return receiver.element if receiver.name in ARRAYS | LISTS else NOTHING


def _get(values: Values, receiver: Type, call: MethodCall) -> Types:
    if receiver.name in MAPS:
        return value_of_map(receiver)
    if receiver.name == COLLECTION:
        return item_of(values.world, receiver)
    return _element(values, receiver, call)


def _find(values: Values, receiver: Type, _call: MethodCall) -> Types:
    return item_of(values.world, receiver) | one("Undefined") if receiver.name == COLLECTION else NOTHING


def _rows(_values: Values, receiver: Type, _call: MethodCall) -> Types:
    rows = row_of(receiver)
    return array_of(rows) if rows else NOTHING


def _column(values: Values, receiver: Type, call: MethodCall) -> Types:
    names = values.texts(call.arguments[0]) if call.arguments else ()
    for field in columns_of(values.world, receiver) if len(names) == 1 else ():
        if fold(names[0].strip()) in (fold(field.name), fold(field.english)):
            return array_of(field.types)
    return NOTHING


def _list_values(_values: Values, receiver: Type, _call: MethodCall) -> Types:
    found = union(field.types for item in receiver.element for field in item.fields)
    return array_of(found)


def _copied(values: Values, receiver: Type, call: MethodCall) -> Types:
    """`Скопировать(, "Колонки")`."""
    position = 1 if call.name in ("скопировать", "copy") else 0
    return _chosen(values, receiver, call, position)


def _unloaded(values: Values, receiver: Type, call: MethodCall) -> Types:
    """`Выгрузить(, "Колонки")` of a tabular section or of form data."""
    if receiver.name == "QueryResult":
        table = Type("ValueTable", "", receiver.fields)
        return (
            Types((table,)) if not call.arguments else Types((table, Type("ValueTree", "", receiver.fields)))
        )
    return _chosen(values, receiver, call, 1)


def _chosen(values: Values, receiver: Type, call: MethodCall, position: int) -> Types:
    fields = columns_of(values.world, receiver)
    argument = call.arguments[position] if len(call.arguments) > position else None
    if argument is not None:
        texts = values.texts(argument)
        names = {fold(one_.strip()) for one_ in texts[0].split(",")} if len(texts) == 1 else set()
        fields = tuple(one_ for one_ in fields if not names or fold(one_.name) in names)
    return Types((Type("ValueTable", "", fields),))


def _executed(values: Values, receiver: Type, _call: MethodCall) -> Types:
    """`Запрос.Выполнить()`."""
    if not receiver.object:
        return NOTHING
    query = read_query(values.world, receiver.object)
    fields = query.results[query.last] if query.last >= 0 else ()
    return Types((Type("QueryResult", "", fields),))


def _batch(values: Values, receiver: Type, _call: MethodCall) -> Types:
    """`Запрос.ВыполнитьПакет()`: an array whose fields are its elements by number."""
    if not receiver.object:
        return NOTHING
    query = read_query(values.world, receiver.object)
    results = [Types((Type("QueryResult", "", fields),)) for fields in query.results]
    numbered = tuple(Field(str(at), result) for at, result in enumerate(results))
    return Types((Type("Array", "", numbered, union(results).cut()),))


def _description(values: Values, receiver: Type, _call: MethodCall) -> Types:
    return description_of(values.world, receiver)


def _constant(values: Values, receiver: Type, _call: MethodCall) -> Types:
    known = values.world.metadata.get("Constant", receiver.object)
    return of_refs(values.world, known.types) if known is not None else NOTHING


def _record_as_structure(values: Values, receiver: Type, _call: MethodCall) -> Types:
    """Resources of a register as a structure."""
    known = _register(values, receiver)
    if known is None:
        return NOTHING
    return Types((Type("Structure", "", tuple(known)),))


def _slice(values: Values, receiver: Type, _call: MethodCall) -> Types:
    known = _register(values, receiver)
    return NOTHING if known is None else Types((Type("ValueTable", "", tuple(known)),))


def _register(values: Values, receiver: Type) -> tuple[Field, ...] | None:
    made = generated(receiver.name)
    known = (
        values.world.metadata.get(made[0], receiver.object) if made is not None and receiver.object else None
    )
    return tuple(object_fields(values.world, known, "Record")) if known is not None else None


def _adjusted(values: Values, _receiver: Type, call: MethodCall) -> Types:
    """`ОписаниеТипов.ПривестиЗначение()`."""
    return described_types(values.types(call.object))


def _row_data(_values: Values, receiver: Type, _call: MethodCall) -> Types:
    """`Элементы.Таблица.ДанныеСтроки(…)`."""
    field = receiver.field("текущиеданные")
    return field.types if field is not None else NOTHING


def _new_item(values: Values, _receiver: Type, call: MethodCall) -> Types:
    """`Элементы.Добавить("Имя", Тип("ПолеФормы"), Группа)`."""
    argument = call.arguments[1] if len(call.arguments) > 1 else None
    if not isinstance(argument, Call) or not argument.arguments:
        return NOTHING
    return union(named(values.world, text) for text in values.texts(argument.arguments[0]))


_SPECIAL: dict[tuple[str, str], Handler] = {
    ("Query", "Execute"): _executed,
    ("Query", "ExecuteBatch"): _batch,
    ("ConstantManager", "Get"): _constant,
    ("FormAllItems", "Add"): _new_item,
    ("FormAllItems", "Insert"): _new_item,
    ("ValueTable", "Copy"): _copied,
    ("ValueTable", "CopyColumns"): _copied,
    ("ValueList", "UnloadValues"): _list_values,
    ("FormTable", "RowData"): _row_data,
    ("TypeDescription", "AdjustValue"): _adjusted,
    ("InformationRegisterManager", "Get"): _record_as_structure,
    ("InformationRegisterManager", "GetLast"): _record_as_structure,
    ("InformationRegisterManager", "GetFirst"): _record_as_structure,
    ("InformationRegisterManager", "SliceLast"): _slice,
    ("InformationRegisterManager", "SliceFirst"): _slice,
}
"""By the type's name and the method's English one."""
_ANY: dict[str, Handler] = {
    "Get": _get,
    "Find": _find,
    "FindRows": _rows,
    "Unload": _unloaded,
    "UnloadColumn": _column,
    "Metadata": _description,
}
