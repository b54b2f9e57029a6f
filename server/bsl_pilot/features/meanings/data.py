"""What metadata say of a member of a type: an object, or a field with its synonym and its types as stated."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bsl_pilot.features.meanings.model import Data, DataInfo, Object
from bsl_pilot.locale import Text
from bsl_pilot.project.metadata.model import NO_TEXT, Attribute, MetadataObject, TypeRef
from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import generated_many, section_named
from bsl_pilot.types.forms import form_at
from bsl_pilot.types.metatree import COLLECTION
from bsl_pilot.types.model import Type, Types
from bsl_pilot.types.naming import generated, kind_named
from bsl_pilot.types.ports import World

ATTRIBUTE = Text("реквизит", "attribute")
STANDARD = Text("стандартный реквизит", "standard attribute")
COMMON = Text("общий реквизит", "common attribute")
SECTION = Text("табличная часть", "tabular section")
VALUE = Text("значение перечисления", "enumeration value")
PREDEFINED = Text("предопределенный элемент", "predefined item")
FORM_ATTRIBUTE = Text("реквизит формы", "form attribute")
FORM_ITEM = Text("элемент формы", "form item")
FORM_COMMAND = Text("команда формы", "form command")
COLUMN = Text("графа", "column")
GROUPS: tuple[tuple[Text, Callable[[MetadataObject], tuple[Attribute, ...]]], ...] = (
    (ATTRIBUTE, lambda one: one.attributes),
    (Text("измерение", "dimension"), lambda one: one.dimensions),
    (Text("ресурс", "resource"), lambda one: one.resources),
    (Text("реквизит адресации", "addressing attribute"), lambda one: one.addressing_attributes),
    (Text("признак учета", "accounting flag"), lambda one: one.accounting_flags),
    (
        Text("признак учета субконто", "ext dimension accounting flag"),
        lambda one: one.ext_dimension_accounting_flags,
    ),
    (COLUMN, lambda one: one.columns),
)
_OF_OBJECTS = {
    "ConstantsManager": "Constant",
    "ConstantsSet": "Constant",
    "SessionParameters": "SessionParameter",
}


def data_meaning(world: World, owner: Type, name: Text, types: Types) -> Object | Data:
    """What the field `name` of `owner` is."""
    found = _object(world, owner, name.ru, types)
    return (
        Object(found) if found is not None else Data(name, owner, types, info_of(world, owner, fold(name.ru)))
    )


def _object(world: World, owner: Type, name: str, types: Types) -> MetadataObject | None:
    """The object of metadata that a member of a collection of them stands for."""
    kind = generated_many(owner.name) or _OF_OBJECTS.get(owner.name)
    if kind is None and owner.name == COLLECTION and "." not in owner.object:
        kind = owner.object
    if kind is None and owner.name == "RegisterRecordsCollection":
        made = next((generated(one.name) for one in types), None)
        kind = made[0] if made is not None else None
    return world.metadata.get(kind, name) if kind else None


def info_of(world: World, owner: Type, folded: str) -> DataInfo | None:
    """What metadata say of the field; None where they have none."""
    if owner.name in _OF_FORMS:
        return _OF_FORMS[owner.name](world, owner, folded)
    path = _path(owner)
    if path.count(".") > 1:
        return _of_section(world, path, folded)
    kind, _, name = path.partition(".")
    known = world.metadata.get(kind, name) if name else None
    return object_info(world, known, folded) if known is not None else None


def _path(owner: Type) -> str:
    """`Catalog.Контрагенты[.Договоры]` of a type that belongs to an object; empty for any other."""
    head, _, rest = owner.object.partition(".")
    made = generated(owner.name)
    if made is not None:
        return f"{made[0]}.{owner.object}" if owner.object else ""
    if owner.name in ("FormDataStructure", "FormDataCollectionItem", "FormDataCollection"):
        of_form = generated(head)
        return f"{of_form[0]}.{rest}" if of_form is not None else owner.object
    return owner.object if owner.name in ("LineOfATabularSection", "TabularSection") else ""


def object_info(world: World, known: MetadataObject, folded: str) -> DataInfo | None:
    """A member of an object of metadata by its name."""
    return next((one for one in _all(world, known) if folded in (fold(one.name.ru), fold(one.name.en))), None)


def _all(world: World, known: MetadataObject) -> Iterator[DataInfo]:
    owner = f"{known.kind}.{known.name}"
    for group, of in GROUPS:
        for one in of(known):
            yield _attribute(group, one, owner)
    for section in known.tabular_sections:
        yield DataInfo(SECTION, Text(section.name, ""), owner, section.synonym)
    for value in known.enum_values:
        yield DataInfo(VALUE, Text(value.name, ""), owner, value.synonym, (TypeRef(f"EnumRef.{known.name}"),))
    for item in known.predefined:
        said = Text(item.description, item.description)
        yield DataInfo(
            PREDEFINED, Text(item.name, ""), owner, said, (TypeRef(f"{known.kind}Ref.{known.name}"),)
        )
    kind = kind_named(known.kind)
    for standard in kind.standard if kind is not None else ():
        yield DataInfo(STANDARD, Text(standard.ru, standard.en), owner)
    for common in world.metadata.common_attributes(known):
        yield _attribute(COMMON, common, owner)


def _attribute(group: Text, one: Attribute, owner: str = "") -> DataInfo:
    return DataInfo(group, Text(one.name, ""), owner, one.synonym, one.types)


def _of_section(world: World, path: str, folded: str) -> DataInfo | None:
    section = section_named(world, path)
    for one in section.attributes if section is not None else ():
        if fold(one.name) == folded:
            return _attribute(ATTRIBUTE, one, path)
    if section is not None and folded in ("номерстроки", "linenumber"):
        return DataInfo(STANDARD, Text("НомерСтроки", "LineNumber"), path, NO_TEXT, (TypeRef("Number"),))
    return None


def _form_attribute(world: World, owner: Type, folded: str) -> DataInfo | None:
    form = form_at(world, owner.object)
    for one in form.attributes if form is not None else ():
        if fold(one.name) == folded:
            return DataInfo(FORM_ATTRIBUTE, Text(one.name, ""), "", one.title, one.types)
    return None


def _form_item(world: World, owner: Type, folded: str) -> DataInfo | None:
    form = form_at(world, owner.object)
    for one in form.items if form is not None else ():
        if fold(one.name) == folded:
            return DataInfo(FORM_ITEM, Text(one.name, ""), "", Text(one.data_path, one.data_path))
    return None


def _form_command(world: World, owner: Type, folded: str) -> DataInfo | None:
    form = form_at(world, owner.object)
    for one in form.commands if form is not None else ():
        if fold(one.name) == folded:
            return DataInfo(FORM_COMMAND, Text(one.name, ""), "", one.title)
    return None


_OF_FORMS: dict[str, Callable[[World, Type, str], DataInfo | None]] = {
    "ClientApplicationForm": _form_attribute,
    "FormAllItems": _form_item,
    "FormCommands": _form_command,
}
