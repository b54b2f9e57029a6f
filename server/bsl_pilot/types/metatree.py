"""`Метаданные.Справочники.Товары.Реквизиты.Артикул`: the types of objects that describe the configuration.

The platform calls the type of such an object by its kind (`MDCatalog`, `MDAttribute`). A collection of them is a
`MetadataObjectCollection`, whose object says what is in it: a kind (`Catalog`), or a group of an object
(`Catalog.Товары.Attributes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bsl_pilot.project.kinds import kind
from bsl_pilot.project.metadata.model import (
    Attribute,
    Command,
    EnumValue,
    MetadataObject,
    TabularSection,
    Template,
)
from bsl_pilot.types.model import NOTHING, Field, Type, Types, one
from bsl_pilot.types.naming import generated
from bsl_pilot.types.ports import World

ROOT = "ConfigurationMetadataObject"
COLLECTION = "MetadataObjectCollection"
OBJECT = "MetadataObject"
PREFIX = "MD"

GROUPS = {
    "Attributes": "MDAttribute",
    "TabularSections": "MDTabularSection",
    "Dimensions": "MDDimension",
    "Resources": "MDResource",
    "Forms": "MDForm",
    "Commands": "MDCommand",
    "Templates": "MDTemplate",
    "EnumValues": "MDEnumValue",
    "Columns": "MDColumn",
    "AddressingAttributes": "MDAddressingAttribute",
    "Subsystems": "MDSubsystem",
    "Operations": "MDWebServiceOperation",
    "URLTemplates": "MDHTTPServiceURLTemplate",
}
"""Names of the collections of an object with the types of what is in them."""

_Named = Attribute | Command | EnumValue | TabularSection | Template


def description_of(world: World, type_: Type) -> Types:
    """What `Метаданные()` of a value gives."""
    made = generated(type_.name)
    if made is None:
        return one(OBJECT)
    name = f"{PREFIX}{made[0]}"
    return one(name, type_.object) if world.catalogue.type(name) is not None else one(OBJECT)


def collection_named(world: World, owner: Type, english: str) -> Types:
    """The collection that a property of `Метаданные` or of an object's description is; `NOTHING` for any other."""
    if owner.name == ROOT:
        found = kind(english)
        return one(COLLECTION, found.en) if found is not None and found.folder == english else NOTHING
    if not owner.name.startswith(PREFIX) or world.catalogue.type(owner.name) is None:
        return NOTHING
    if english == "StandardAttributes":
        return one("StandardAttributeDescriptions")
    if english not in GROUPS:
        return NOTHING
    return one(COLLECTION, f"{owner.name.removeprefix(PREFIX)}.{owner.object}.{english}")


def item_of(world: World, collection: Type) -> Types:
    """What a collection holds."""
    parts = collection.object.split(".")
    if len(parts) == 1 and parts[0]:
        name = f"{PREFIX}{parts[0]}"
        return one(name) if world.catalogue.type(name) is not None else one(OBJECT)
    return one(GROUPS.get(parts[-1], OBJECT))


def collection_fields(world: World, collection: Type) -> Iterator[Field]:
    """The names that can be written after the dot of a collection."""
    parts = collection.object.split(".")
    item = item_of(world, collection).options[0].name
    if len(parts) == 1 and parts[0]:
        for name in world.metadata.names(parts[0]):
            yield Field(name, one(item, name))
        return
    known = world.metadata.get(parts[0], parts[1]) if len(parts) == 3 else None
    for name in _names(known, parts[-1]) if known is not None else ():
        of = f"{parts[0]}.{parts[1]}.{name}" if parts[-1] == "TabularSections" else ""
        yield Field(name, one(item, of))


def _names(known: MetadataObject, group: str) -> Iterator[str]:
    yield from known.forms if group == "Forms" else ()
    groups: dict[str, Sequence[_Named]] = {
        "Attributes": known.attributes,
        "TabularSections": known.tabular_sections,
        "Dimensions": known.dimensions,
        "Resources": known.resources,
        "Commands": known.commands,
        "Templates": known.templates,
        "EnumValues": known.enum_values,
        "Columns": known.columns,
        "AddressingAttributes": known.addressing_attributes,
    }
    for named in groups.get(group, ()):
        yield named.name
