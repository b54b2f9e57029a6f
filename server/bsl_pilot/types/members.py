"""The members of a type as one list: for completion after a dot, hover, signature help and checks.

Members come from four places: code (keys, columns), metadata (attributes, predefined items), the platform's
catalogue, and the modules of the configuration (exported methods). Of two of one name the first of these counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bsl_pilot.locale import Text
from bsl_pilot.text.words import fold
from bsl_pilot.types import catalogue
from bsl_pilot.types.attributes import ENUMERATION
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.lookup import data_fields, field_of, platform_member, platform_members
from bsl_pilot.types.model import Field, Type, Types, one
from bsl_pilot.types.module import Method, ModuleCode, Variable


class MemberKind(StrEnum):
    """What a member is."""

    FIELD = "field"
    """A key, column, attribute, item: something that code or metadata gives."""
    PROPERTY = "property"
    """A property of the platform."""
    METHOD = "method"
    """A method of the platform."""
    VALUE = "value"
    """A value of a system enumeration."""
    VARIABLE = "variable"
    """An exported variable of a module of the configuration."""
    EXPORT = "export"
    """An exported method of a module of the configuration."""


@dataclass(frozen=True, slots=True)
class Member:
    """One member of `owner`.

    `name.en` is empty where there is no second name. `platform` is the catalogue's record, `method` the code of a
    method that is written in `module`. `types` are those of a field; ask `member_types` for any member's.
    """

    name: Text
    kind: MemberKind
    owner: Type
    types: Types | None = None
    platform: catalogue.Method | catalogue.Property | None = None
    method: Method | None = None
    module: ModuleCode | None = None


def members(inference: Inference, types: Types) -> list[Member]:
    """All members of all options of a union, each name once, in order: fields, methods of modules, platform."""
    found: dict[str, Member] = {}
    for type_ in types:
        for member in _of_type(inference, type_):
            found.setdefault(fold(member.name.ru), member)
    return list(found.values())


def members_named(inference: Inference, types: Types, name: str) -> list[Member]:
    """The members of that name (in either language), at most one of each option."""
    folded = fold(name)
    return [member for type_ in types for member in _named(inference, type_, folded)]


def has_member(inference: Inference, types: Types, name: str) -> bool:
    """Whether any option of a union has a member of that name."""
    return bool(members_named(inference, types, name))


def _of_type(inference: Inference, type_: Type) -> Iterator[Member]:
    if type_.name == ENUMERATION:
        yield from _values(inference, type_)
    fields = (*type_.fields, *data_fields(inference.world, type_).values())
    yield from (_field(type_, field) for field in fields if not field.name.isdecimal())
    code = inference.code_of(type_)
    for method in code.methods.values() if code is not None else ():
        if method.exported or code is inference.code:
            yield Member(Text(method.name, ""), MemberKind.EXPORT, type_, method=method, module=code)
    if code is not None:
        exported = (one_ for one_ in code.declared.values() if one_.exported)
        yield from (_variable(inference, type_, one_, code) for one_ in exported)
    known = platform_members(inference.world, type_)
    yield from (_platform(type_, one_) for one_ in known.properties if not one_.dynamic)
    yield from (_platform(type_, one_) for one_ in known.methods)


def _named(inference: Inference, type_: Type, folded: str) -> Iterable[Member]:
    if type_.name == ENUMERATION:
        values = _values(inference, type_)
        found = [one_ for one_ in values if folded in (fold(one_.name.ru), fold(one_.name.en))]
        if found:
            return found  # else it may be one that the configuration adds: a style item
    field = field_of(inference.world, type_, folded)
    if field is not None:
        return (_field(type_, field),)
    known = platform_member(inference.world, type_, folded)
    if known is not None:
        return (_platform(type_, known),)
    code = inference.code_of(type_)
    variable = code.exported_variable(folded) if code is not None else None
    if code is not None and variable is not None:
        return (_variable(inference, type_, variable, code),)
    method = code.method(folded) if code is not None else None
    if method is None or not (method.exported or code is inference.code):
        return ()
    return (Member(Text(method.name, ""), MemberKind.EXPORT, type_, method=method, module=code),)


def _field(type_: Type, field: Field) -> Member:
    return Member(Text(field.name, field.english), MemberKind.FIELD, type_, field.types)


def _variable(inference: Inference, type_: Type, known: Variable, code: ModuleCode) -> Member:
    types = inference.module_variable(code, fold(known.name))
    return Member(Text(known.name, ""), MemberKind.VARIABLE, type_, types, module=code)


def _platform(type_: Type, known: catalogue.Method | catalogue.Property) -> Member:
    kind = MemberKind.METHOD if isinstance(known, catalogue.Method) else MemberKind.PROPERTY
    return Member(known.name, kind, type_, platform=known)


def _values(inference: Inference, type_: Type) -> Iterator[Member]:
    enum = inference.world.catalogue.enum(type_.object)
    for value in enum.values if enum is not None else ():
        yield Member(value.name, MemberKind.VALUE, type_, one(type_.object))
