"""One member of a type by its name, whoever gives it: code, metadata, or the platform."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import ENUMERATION, STYLES, Fields, fields_of, remembered
from bsl_pilot.types.catalogue import Members, Method, Property
from bsl_pilot.types.forms import EXTENSION, command_fields, form_fields, item_fields, parameter_fields
from bsl_pilot.types.metatree import COLLECTION, OBJECT, PREFIX, collection_fields, collection_named
from bsl_pilot.types.model import NOTHING, UNKNOWN, Field, Type, Types, one
from bsl_pilot.types.naming import english, of_texts
from bsl_pilot.types.ports import World
from bsl_pilot.types.shapes import COLUMN, COLUMNS, ROWS

NO_MEMBERS = Members()
ANY_REF = "AnyRef"

_OF_FORMS: Mapping[str, Callable[[World, Type], Iterable[Field]]] = {
    "ClientApplicationForm": form_fields,
    "FormAllItems": item_fields,
    "FormCommands": command_fields,
    COLLECTION: collection_fields,
}


def data_fields(world: World, type_: Type) -> Fields:
    """The fields that metadata and forms give to a type, by folded name."""
    find = _OF_FORMS.get(type_.name)
    if find is not None:
        return remembered(world, "form", type_, find) if type_.object else {}
    if type_.name == "FormDataStructure" and type_.object.startswith(EXTENSION):
        return remembered(world, "form", type_, parameter_fields)
    return fields_of(world, type_)


def field_of(world: World, type_: Type, folded: str) -> Field | None:
    """The field of that name that code, metadata or a form gives to a type."""
    own = type_.field(folded) if type_.fields else None
    return own if own is not None else data_fields(world, type_).get(folded)


def platform_members(world: World, type_: Type) -> Members:
    """The members that the platform gives to a type, those of what it shows in a form included."""
    key = ("members", type_.name, type_.object if type_.object.startswith(EXTENSION) else "")
    known = world.memory.get(key)
    if known is None:
        known = world.memory[key] = _platform_members(world, type_)
    assert isinstance(known, Members)
    return known


def _platform_members(world: World, type_: Type) -> Members:
    if type_.name == OBJECT:
        return _any_description(world)
    if type_.name == ANY_REF:
        return _any_reference(world)
    members = world.catalogue.members(type_.name) or NO_MEMBERS
    if type_.object.startswith(EXTENSION):
        return members | (world.catalogue.members(type_.object.removeprefix(EXTENSION)) or NO_MEMBERS)
    for extension in world.catalogue.extensions(type_.name) if type_.name in _EXTENDED else ():
        members = members | (world.catalogue.members(extension) or NO_MEMBERS)
    return members


_EXTENDED = frozenset({"ClientApplicationForm", "FormField", "FormGroup", "FormDecoration", "FormTable"})


def _any_description(world: World) -> Members:
    """An object of the configuration of a kind that is not known: the members of all kinds."""
    members = NO_MEMBERS
    for type_ in world.catalogue.types():
        if type_.name.en.startswith(PREFIX) and type_.name.en[2:3] != "F":
            members = members | (world.catalogue.members(type_) or NO_MEMBERS)
    return members


def _any_reference(world: World) -> Members:
    """A reference to an object that is not known: what references to catalogs and documents have in common."""
    one_, other = (world.catalogue.members(name) or NO_MEMBERS for name in ("CatalogRef", "DocumentRef"))
    return Members(
        (method for method in one_.methods if other.method(method.name.ru) is not None),
        (known for known in one_.properties if other.get(known.name.ru) is not None or known.dynamic),
    )


def platform_member(world: World, type_: Type, name: str) -> Method | Property | None:
    """The platform's member of that name, in either language."""
    return platform_members(world, type_).get(name)


def property_types(world: World, type_: Type, folded: str) -> Types:
    """What a property of a type holds."""
    found = field_of(world, type_, folded)
    if found is not None:
        return found.types
    if type_.name == ENUMERATION:
        return _enum_value(world, type_.object, folded)
    if type_.name == "PictureLib":
        return one("Picture")  # the platform's own pictures are not listed anywhere
    member = platform_member(world, type_, folded)
    if not isinstance(member, Property):
        return UNKNOWN
    name = english(member.name)
    collection = collection_named(world, type_, name)
    if collection:
        return collection
    if name == "Filter" and type_.name.endswith("RecordSet") and type_.object:
        return one(name, f"{type_.name.removesuffix('RecordSet')}.{type_.object}")
    shaped = _of_table(type_, name)
    return shaped or (of_texts(world, member.types, type_) if member.types else UNKNOWN)


def _enum_value(world: World, name: str, folded: str) -> Types:
    key = ("enum", name)
    known = world.memory.get(key)
    if known is None:
        enum = world.catalogue.enum(name)
        values = enum.values if enum is not None else ()
        known = world.memory[key] = frozenset(
            spelling for value in values for spelling in (fold(value.name.ru), fold(value.name.en))
        )
    assert isinstance(known, frozenset)
    return one(STYLES.get(name, name)) if folded in known else UNKNOWN


def _of_table(type_: Type, name: str) -> Types:
    """Parts of tables that keep the table's columns: its collection of columns, the rows below a row."""
    if name == "Columns" and type_.name in COLUMNS:
        collection = COLUMNS[type_.name]
        fields = tuple(Field(one_.name, one(COLUMN[collection])) for one_ in type_.fields)
        return Types((Type(collection, "", fields),))
    if name == "Rows" and type_.name in ("ValueTree", "ValueTreeRow"):
        return Types((Type("ValueTreeRowCollection", "", type_.fields),))
    if name == "Parent" and type_.name in ROWS.values():
        return Types((type_, Type("Undefined")))
    return NOTHING
