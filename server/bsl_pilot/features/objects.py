"""Objects of metadata and their parts, as names and types lead to them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bsl_pilot.features.meanings.symbols import ObjectPart
from bsl_pilot.features.project import ProjectView
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.text.words import fold

if TYPE_CHECKING:
    from bsl_pilot.project.metadata.model import MetadataObject
    from bsl_pilot.types.model import Type

_GROUPS = (
    "attributes",
    "dimensions",
    "resources",
    "addressing_attributes",
    "accounting_flags",
    "ext_dimension_accounting_flags",
    "columns",
    "tabular_sections",
    "enum_values",
    "predefined",
    "commands",
    "templates",
)
"""Groups of an object's parts that have a name each."""


@lru_cache(maxsize=512)
def collection_kind(folded: str) -> str:
    """English kind of a collection of managers (``Справочники``, ``Catalogs``); empty for any other name."""
    found = kind(folded)
    return found.en if found is not None and folded in (fold(found.folder), fold(found.ru_plural)) else ""


def object_member(project: ProjectView, path: str, type_: Type, name: str) -> ObjectPart | None:
    """The part of an object of metadata that a member (folded) of a type is; None where it is none."""
    if type_.name == "ClientApplicationForm":
        return _form_attribute(project, path, type_.object, name)
    from bsl_pilot.types.naming import generated  # noqa: PLC0415  (inference is loaded when types are asked for)

    head, object_ = type_.name, type_.object
    if (
        head in ("FormDataStructure", "FormDataCollectionItem", "FormDataCollection")
        and object_.count(".") == 1
    ):
        head, _, object_ = object_.partition(".")
    made = generated(head)
    kind_, rest = (made[0], object_) if made is not None else object_.partition(".")[::2]
    owner, _, section = rest.partition(".")
    known = project.metadata(path).get(kind_, owner) if owner else None
    return _part_of(known, section, name) if known is not None else None


def _part_of(known: MetadataObject, section: str, name: str) -> ObjectPart | None:
    if section:
        table = next((one for one in known.tabular_sections if fold(one.name) == fold(section)), None)
        inside = next((one.name for one in table.attributes if fold(one.name) == name), "") if table else ""
        return ObjectPart(known.object_name, (table.name, inside)) if table and inside else None
    named = (str(one.name) for group in _GROUPS for one in getattr(known, group))
    found = next((one for one in named if fold(one) == name), "")
    return ObjectPart(known.object_name, (found,)) if found else None


def _form_attribute(project: ProjectView, path: str, object_: str, name: str) -> ObjectPart | None:
    kind_, _, rest = object_.partition(".")
    owner, _, form_name = rest.partition(".")
    form = project.metadata(path).form(ObjectName(kind_, owner), form_name)
    if form is None:
        return None
    names = (*(one.name for one in form.attributes), *(one.name for one in form.commands))
    found = next((one for one in names if fold(one) == name), "")
    return ObjectPart(form.owner, (found,), form.name) if found else None


def type_part(project: ProjectView, path: str, type_: Type) -> ObjectPart | None:
    """The object of metadata that a type belongs to."""
    from bsl_pilot.types.naming import generated  # noqa: PLC0415  (see above)

    kind_, _, rest = type_.object.partition(".")
    made = generated(type_.name)
    if made is not None:
        kind_, rest = made[0], type_.object
    owner, _, inside = rest.partition(".")
    known = project.metadata(path).get(kind_, owner) if owner and kind(kind_) is not None else None
    if known is None:
        return None
    if type_.name == "ClientApplicationForm":
        return ObjectPart(known.object_name, form=inside or owner)
    return ObjectPart(known.object_name, (inside,) if inside else ())
