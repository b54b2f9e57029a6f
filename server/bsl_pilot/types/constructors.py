"""What `Новый Тип(…)` makes, with the keys, columns and types that its arguments name."""

from __future__ import annotations

from collections.abc import Callable

from bsl_pilot.text.words import is_name
from bsl_pilot.types.code import New
from bsl_pilot.types.model import NOTHING, UNKNOWN, Type, Types, one, union
from bsl_pilot.types.naming import named, of_class
from bsl_pilot.types.results import Values
from bsl_pilot.types.shapes import ARRAYS, MAPS, STRUCTURES


def created(values: Values, new: New) -> Types:
    """The types of a constructor."""
    name = new.type
    arguments = new.arguments
    if not name:
        texts = values.texts(arguments[0]) if arguments else ()
        name = texts[0] if len(texts) == 1 else ""
        arguments = ()
    types = (of_class(values.world, name) or named(values.world, name)) if name else UNKNOWN
    if len(types.options) != 1:
        return types
    handler = _HANDLERS.get(types.options[0].name)
    if handler is None or not arguments:
        return types
    return Types((handler(values, types.options[0], New(new.start, new.end, name, arguments)),))


def _structure(values: Values, type_: Type, new: New) -> Type:
    """`Новый Структура("А, Б", 1, 2)`, or a copy of another one."""
    first = new.arguments[0]
    texts = values.texts(first)
    if not texts:
        return _copy(values, type_, new)
    for text in texts:
        for at, key in enumerate(text.split(","), 1):
            given = new.arguments[at] if len(new.arguments) > at else None
            if is_name(key.strip()):
                value = values.types(given) if given is not None else one("Undefined")
                type_ = type_.with_field(key.strip(), value)
    return type_


def _copy(values: Values, type_: Type, new: New) -> Type:
    """A fixed collection of a plain one, or the other way round."""
    first = new.arguments[0]
    for other in values.types(first) if first is not None else ():
        if any(type_.name in group and other.name in group for group in (STRUCTURES, MAPS, ARRAYS)):
            return Type(type_.name, "", other.fields, other.element)
    return type_


def _query(values: Values, type_: Type, new: New) -> Type:
    texts = values.texts(new.arguments[0])
    return Type(type_.name, texts[-1]) if texts else type_


def _description(values: Values, type_: Type, new: New) -> Type:
    """`Новый ОписаниеТипов("Строка, СправочникСсылка.Товары")`: its elements are the types it allows."""
    found = NOTHING
    for text in values.texts(new.arguments[0]):
        found = union((found, *(named(values.world, name) for name in text.split(","))))
    if not found:
        found = union(one_.element for one_ in _first(values, new) if one_.name == type_.name)
    return type_.with_element(found)


def _first(values: Values, new: New) -> Types:
    first = new.arguments[0]
    return values.types(first) if first is not None else NOTHING


_HANDLERS: dict[str, Callable[[Values, Type, New], Type]] = {
    "Structure": _structure,
    "FixedStructure": _structure,
    "FixedMap": _copy,
    "FixedArray": _copy,
    "Query": _query,
    "TypeDescription": _description,
}
