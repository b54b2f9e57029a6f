"""Fields that metadata gives to types: attributes, tabular sections, dimensions, predefined items, objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from bsl_pilot.project.kinds import kinds
from bsl_pilot.project.metadata.model import Attribute, MetadataObject, TabularSection
from bsl_pilot.text.words import fold
from bsl_pilot.types.model import Field, Type, Types, one, union
from bsl_pilot.types.naming import generated, of_refs
from bsl_pilot.types.ports import World
from bsl_pilot.types.standard import standard_fields

Fields = Mapping[str, Field]
"""Fields by folded name; one with an English name stands under both."""

ENUMERATION = "Enumeration"
"""Name of the type whose members are the values of the system enumeration that is its object."""
STYLES = {"StyleColors": "Color", "StyleFonts": "Font", "StyleBorders": "Border"}
"""Enumerations whose values are of another type, to which the configuration adds its own."""

_NONE: Fields = {}
_RECORDS = frozenset({"Record", "RecordManager", "RecordKey", "Selection"})
_STATED = frozenset({"Ref", "Object", "Selection", "Record", "RecordManager", "RecordKey"})


def fields_of(world: World, type_: Type) -> Fields:
    """The fields that objects of metadata give to a type (those of forms are in `forms`)."""
    if not type_.object and type_.name not in _COLLECTIONS and generated_many(type_.name) is None:
        return _NONE
    return remembered(world, "fields", type_, _fields)


def remembered(
    world: World, what: str, type_: Type, find: Callable[[World, Type], Iterable[Field]]
) -> Fields:
    """`find(world, type_)` by name, found once for a world."""
    key = (what, type_.name, type_.object)
    known = world.memory.get(key)
    if known is None:
        known = world.memory[key] = by_name(find(world, type_))
    assert isinstance(known, dict)
    return known


def by_name(fields: Iterable[Field]) -> dict[str, Field]:
    """Fields by each of their folded names; of two of one name the first."""
    found: dict[str, Field] = {}
    for field in fields:
        found.setdefault(fold(field.name), field)
        if field.english:
            found.setdefault(fold(field.english), field)
    return found


def generated_many(name: str) -> str | None:
    """The English kind whose objects' managers are the properties of this type: `Catalog` of `CatalogsManager`."""
    return _managers().get(name)


@lru_cache(maxsize=1)
def _managers() -> dict[str, str]:
    return {
        f"{one_.folder}Manager": one_.en for one_ in kinds() if "Manager" in one_.generated and one_.folder
    }


def _fields(world: World, type_: Type) -> Iterable[Field]:
    special = _COLLECTIONS.get(type_.name)
    if special is not None:
        return special(world, type_)
    kind = generated_many(type_.name)
    if kind is not None:
        return (Field(name, one(f"{kind}Manager", name)) for name in world.metadata.names(kind))
    made = generated(type_.name)
    if made is None:
        return ()
    known = world.metadata.get(made[0], type_.object)
    if known is None:
        return ()
    if made[1] == "Manager":
        return _of_manager(known)
    if made[1] == "ValueManager":
        return (Field("Значение", of_refs(world, known.types), "Value"),)
    return object_fields(world, known, made[1]) if made[1] in _STATED else ()


def object_fields(world: World, known: MetadataObject, suffix: str) -> Iterator[Field]:
    """Attributes of an object with the platform's own and common ones, tabular sections, and what registers have."""
    yield from standard_fields(world, known)
    for group in (known.attributes, known.dimensions, known.resources, known.addressing_attributes):
        yield from attribute_fields(world, group)
    yield from attribute_fields(world, world.metadata.common_attributes(known))
    yield from attribute_fields(world, world.metadata.common_attributes(known))
    if suffix not in _RECORDS:
        for section in known.tabular_sections:
            yield Field(section.name, one("TabularSection", f"{known.kind}.{known.name}.{section.name}"))
    if suffix == "Object" and known.lists.get("RegisterRecords"):
        yield Field(
            "Движения", one("RegisterRecordsCollection", f"{known.kind}.{known.name}"), "RegisterRecords"
        )


def attribute_fields(world: World, attributes: Iterable[Attribute]) -> Iterator[Field]:
    """Attributes as fields."""
    for attribute in attributes:
        yield Field(attribute.name, of_refs(world, attribute.types))


def _of_manager(known: MetadataObject) -> Iterator[Field]:
    """Enum values and predefined items."""
    reference = one(f"{known.kind}Ref", known.name)
    for value in known.enum_values:
        yield Field(value.name, reference)
    for item in known.predefined:
        yield Field(item.name, reference)


def section_named(world: World, path: str) -> TabularSection | None:
    """The tabular section at `Catalog.Товары.Состав`."""
    kind, _, rest = path.partition(".")
    name, _, section = rest.partition(".")
    known = world.metadata.get(kind, name)
    if known is None:
        return None
    folded = fold(section)
    return next((one_ for one_ in known.tabular_sections if fold(one_.name) == folded), None)


def _row(world: World, type_: Type) -> Iterator[Field]:
    section = section_named(world, type_.object)
    if section is None:
        return
    yield Field("НомерСтроки", one("Number"), "LineNumber")
    yield from attribute_fields(world, section.attributes)


def _register_records(world: World, type_: Type) -> Iterator[Field]:
    kind, _, name = type_.object.partition(".")
    known = world.metadata.get(kind, name)
    for register in known.lists.get("RegisterRecords", ()) if known is not None else ():
        register_kind, _, register_name = register.partition(".")
        yield Field(register_name, one(f"{register_kind}RecordSet", register_name))


def _form_data(world: World, type_: Type) -> Iterator[Field]:
    """The members of an attribute of a form that holds an object: tabular sections become form data, too."""
    head, _, name = type_.object.partition(".")
    for field in _fields(world, Type(head, name)):
        yield Field(field.name, in_form(field.types), field.english)


def in_form(types: Types) -> Types:
    """Types as an attribute of a form holds them."""
    return union(_in_form(one_) for one_ in types) | Types((), types.partial)


def _in_form(type_: Type) -> Types:
    if type_.name in _FORM_DATA:
        return Types((Type(_FORM_DATA[type_.name], type_.object, type_.fields),))
    made = generated(type_.name)
    if made is not None and type_.object:
        if made[1] in ("Object", "RecordManager"):
            return one("FormDataStructure", f"{type_.name}.{type_.object}")
        if made[1] == "RecordSet":
            return one("FormDataCollection", f"{made[0]}Record.{type_.object}")
    return Types((type_,))


_FORM_DATA = {
    "TabularSection": "FormDataCollection",
    "ValueTable": "FormDataCollection",
    "ValueTree": "FormDataTree",
}


def _form_row(world: World, type_: Type) -> Iterable[Field]:
    if type_.object.count(".") > 1:
        return _row(world, type_)
    return _form_data(world, type_)


def _constants(world: World, type_: Type) -> Iterator[Field]:
    for name in world.metadata.names("Constant"):
        if type_.name == "ConstantsManager":
            yield Field(name, one("ConstantManager", name))
            continue
        known = world.metadata.get("Constant", name)
        yield Field(name, of_refs(world, known.types if known is not None else ()))


def _pictures(world: World, _type: Type) -> Iterator[Field]:
    for name in world.metadata.names("CommonPicture"):
        yield Field(name, one("Picture"))


def _filter(world: World, type_: Type) -> Iterator[Field]:
    """`Отбор` of a record set: an item for each dimension, for the recorder and the period."""
    kind, _, name = type_.object.partition(".")
    known = world.metadata.get(kind, name)
    if known is None:
        return
    item = one("FilterItem")
    yield Field("Регистратор", item, "Recorder")
    yield Field("Период", item, "Period")
    for dimension in known.dimensions:
        yield Field(dimension.name, item)


def _styles(world: World, type_: Type) -> Iterator[Field]:
    """The configuration's own colours, fonts and borders beside the platform's."""
    for name in world.metadata.names("StyleItem") if type_.object in STYLES else ():
        yield Field(name, one(STYLES[type_.object]))


def _session_parameters(world: World, _type: Type) -> Iterator[Field]:
    for name in world.metadata.names("SessionParameter"):
        known = world.metadata.get("SessionParameter", name)
        yield Field(name, of_refs(world, known.types if known is not None else ()))


_COLLECTIONS: dict[str, Callable[[World, Type], Iterable[Field]]] = {
    "LineOfATabularSection": _row,
    "RegisterRecordsCollection": _register_records,
    "FormDataStructure": _form_data,
    "FormDataCollectionItem": _form_row,
    "ConstantsManager": _constants,
    "ConstantsSet": _constants,
    "SessionParameters": _session_parameters,
    "PictureLib": _pictures,
    "Filter": _filter,
    ENUMERATION: _styles,
}
