"""What the comment above a method says, as types: names resolved, `см. Модуль.Метод` followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import ModuleKind, ObjectName
from bsl_pilot.text.words import fold, is_name
from bsl_pilot.types.doc import DocField, DocType, read_doc
from bsl_pilot.types.model import NOTHING, UNKNOWN, Field, Type, Types, union
from bsl_pilot.types.naming import named
from bsl_pilot.types.shapes import ARRAYS, LISTS, MAPS, ROWS, list_item

if TYPE_CHECKING:
    from bsl_pilot.types.infer import Inference
    from bsl_pilot.types.module import Method, ModuleCode

_FIELDS_OF_ROWS = frozenset(ROWS) | frozenset({"ValueTable"})


def documented(inference: Inference, code: ModuleCode, types: list[DocType]) -> Types:
    """The types of a list in a comment of `code`; `NOTHING` for an empty list."""
    return union(_one(inference, code, one_) for one_ in types)


def documented_parameter(inference: Inference, code: ModuleCode, method: Method, folded: str) -> Types:
    """What the comment says of a parameter; `NOTHING` where it says nothing."""
    said = read_doc(method.doc).parameters.get(folded)
    return documented(inference, code, said.types) if said is not None else NOTHING


def _one(inference: Inference, code: ModuleCode, said: DocType) -> Types:
    if said.see:
        found = _seen(inference, code, said.see)
        if found or not said.name:
            return found or UNKNOWN
    types = named(inference.world, said.name)
    if not said.fields and not said.element:
        return types
    return Types(tuple(_filled(inference, code, type_, said) for type_ in types), types.partial)


def _filled(inference: Inference, code: ModuleCode, type_: Type, said: DocType) -> Type:
    """A type with the fields and elements that the comment lists."""
    if said.element:
        elements = documented(inference, code, said.element)
        if type_.name in ROWS:
            rows = union(Types((one_,)) for one_ in elements)
            fields = next((one_.fields for one_ in rows if one_.fields), ())
            return Type(type_.name, type_.object, fields)
        if type_.name in LISTS and not any(one_.name == "ValueListItem" for one_ in elements):
            elements = list_item(elements)
        type_ = type_.with_element(elements)
    fields = tuple(_field(inference, code, one_) for one_ in said.fields if is_name(one_.name))
    if not fields:
        return type_
    if (
        type_.name in ARRAYS
    ):  # fields listed below `Массив` without a word of its elements are those of a structure
        return type_
    if type_.name in MAPS:
        return type_.with_element(Types((Type("KeyAndValue", "", fields),)))
    return type_.with_fields(fields) if not type_.fields else type_.merged(type_.with_fields(fields))


def _field(inference: Inference, code: ModuleCode, said: DocField) -> Field:
    return Field(
        said.name, documented(inference, code, said.types) or UNKNOWN, _ENGLISH.get(fold(said.name), "")
    )


_ENGLISH = {"ключ": "Key", "значение": "Value"}


def _seen(inference: Inference, code: ModuleCode, target: str) -> Types:
    """What another method, or one of its parameters, is said to be."""
    parts = target.split(".")
    module, names = _module(inference, code, parts)
    if module is None or not names:
        return NOTHING
    method = module.method(fold(names[0]))
    if method is None:
        return NOTHING
    if len(names) == 1:
        return inference.result_of(module, method)
    return inference.documented_parameter(module, method, fold(names[1]))


def _module(inference: Inference, code: ModuleCode, parts: list[str]) -> tuple[ModuleCode | None, list[str]]:
    """The module that a reference begins with, and the names that are left."""
    if code.method(fold(parts[0])) is not None or len(parts) == 1:
        return code, parts
    modules = inference.world.modules
    common = modules.common(parts[0])
    if common is not None:
        return common, parts[1:]
    named_kind = kind(parts[0])
    if named_kind is None or len(parts) < 3:
        return None, []
    owner = ObjectName(named_kind.en, parts[1])
    return modules.of(owner, ModuleKind.MANAGER), parts[2:]
