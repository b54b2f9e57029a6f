"""Managed forms: their attributes, items, commands and parameters as fields of types.

The object of a form's types is its path: `Catalog.Товары.ФормаЭлемента`, `CommonForm.Вопрос`. The object of an
item's type is the platform's type that adds members to it, by what it shows (`@FormFieldExtensionForATextBox`).
"""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata.model import Form, FormAttribute, FormItem
from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import fields_of, in_form
from bsl_pilot.types.model import NOTHING, UNKNOWN, Field, Type, Types, one, union
from bsl_pilot.types.naming import generated, of_refs
from bsl_pilot.types.ports import World
from bsl_pilot.types.shapes import row_of

EXTENSION = "@"
"""Begins the object of a type that a platform's type adds members to."""

_FIELD = "FormFieldExtensionForA"
ITEMS: dict[str, tuple[str, str]] = {
    "InputField": ("FormField", f"{_FIELD}TextBox"),
    "LabelField": ("FormField", f"{_FIELD}LabelField"),
    "CheckBoxField": ("FormField", f"{_FIELD}CheckBoxField"),
    "RadioButtonField": ("FormField", f"{_FIELD}RadioButtonField"),
    "PictureField": ("FormField", f"{_FIELD}PictureField"),
    "CalendarField": ("FormField", f"{_FIELD}CalendarField"),
    "PeriodField": ("FormField", f"{_FIELD}PeriodField"),
    "ProgressBarField": ("FormField", f"{_FIELD}ProgressBarField"),
    "TrackBarField": ("FormField", f"{_FIELD}TrackBarField"),
    "SpreadSheetDocumentField": ("FormField", f"{_FIELD}SpreadsheetDocumentField"),
    "TextDocumentField": ("FormField", f"{_FIELD}TextDocument"),
    "FormattedDocumentField": ("FormField", f"{_FIELD}FormattedDocument"),
    "HTMLDocumentField": ("FormField", "FormExtensionForAHTMLDocumentField"),
    "ChartField": ("FormField", f"{_FIELD}ChartField"),
    "GanttChartField": ("FormField", f"{_FIELD}GanttChartField"),
    "DendrogramField": ("FormField", f"{_FIELD}DendrogramField"),
    "GraphicalSchemaField": ("FormField", f"{_FIELD}GraphicalSchemaField"),
    "GeographicalSchemaField": ("FormField", f"{_FIELD}GeographicalSchemaField"),
    "PlannerField": ("FormField", f"{_FIELD}Planner"),
    "UsualGroup": ("FormGroup", "FormGroupExtensionForAUsualGroup"),
    "Pages": ("FormGroup", "FormGroupExtensionForPages"),
    "Page": ("FormGroup", "FormGroupExtensionForAPage"),
    "ButtonGroup": ("FormGroup", "FormGroupExtensionForAButtonGroup"),
    "ColumnGroup": ("FormGroup", "FormGroupExtensionForAGroupOfColumns"),
    "CommandBar": ("FormGroup", "FormGroupExtensionForACommandBar"),
    "AutoCommandBar": ("FormGroup", "FormGroupExtensionForACommandBar"),
    "Popup": ("FormGroup", "FormGroupExtensionForAPopup"),
    "ContextMenu": ("FormGroup", "FormGroupExtensionForACommandBar"),
    "Button": ("FormButton", ""),
    "LabelDecoration": ("FormDecoration", "FormDecorationExtensionForALabel"),
    "ExtendedTooltip": ("FormDecoration", "FormDecorationExtensionForALabel"),
    "PictureDecoration": ("FormDecoration", "FormDecorationExtensionForAPicture"),
    "SearchStringAddition": ("FormItemAddition", "FormItemAdditionExtensionForSearchString"),
    "SearchControlAddition": ("FormItemAddition", "FormItemAdditionExtensionForSearchControl"),
    "ViewStatusAddition": ("FormItemAddition", "FormItemAdditionExtensionForViewStatus"),
}
"""Kinds of items with their types and the types that add members to them."""
_TABLES = {
    "DynamicList": "FormTableExtensionForDynamicList",
    "FormDataTree": "FormTableExtensionForValueTree",
    "FormDataCollection": "FormTableExtensionForValueTable",
}


def form_path(owner: ObjectName, form: str) -> str:
    """The object of a form's types."""
    return str(owner) if owner.kind == "CommonForm" else f"{owner}.{form}"


def form_at(world: World, path: str) -> Form | None:
    """The form of a path."""
    kind, _, rest = path.partition(".")
    name, _, form = rest.partition(".")
    return world.metadata.form(ObjectName(kind, name), form)


def form_fields(world: World, type_: Type) -> Iterator[Field]:
    """The attributes of a form and what is the form's own: `Элементы`, `Команды`, `Параметры`."""
    path = type_.object
    form = form_at(world, path)
    if form is None:
        return
    for attribute in form.attributes:
        yield Field(attribute.name, attribute_types(world, form, attribute))
    yield Field("Элементы", one("FormAllItems", path), "Items")
    yield Field("Команды", one("FormCommands", path), "Commands")
    yield Field("Параметры", one("FormDataStructure", f"{EXTENSION}{path}"), "Parameters")
    yield Field("ЭтотОбъект", Types((type_,)), "ThisObject")
    yield Field("ЭтаФорма", Types((type_,)), "ThisForm")


def attribute_types(world: World, form: Form, attribute: FormAttribute) -> Types:
    """What an attribute of a form holds."""
    types = in_form(of_refs(world, attribute.types))
    if attribute.columns:
        columns = tuple(Field(one_.name, of_refs(world, one_.types)) for one_ in attribute.columns)
        return Types(tuple(_with_columns(type_, columns) for type_ in types), types.partial)
    if attribute.query or attribute.main_table:
        path = f"{form_path(form.owner, form.name)}.{attribute.name}"
        return union(
            one("DynamicList", path) if type_.name == "DynamicList" else Types((type_,)) for type_ in types
        )
    return types


def _with_columns(type_: Type, columns: tuple[Field, ...]) -> Type:
    return type_.with_fields(columns) if type_.name in ("FormDataCollection", "FormDataTree") else type_


def item_fields(world: World, type_: Type) -> Iterator[Field]:
    """The items of a form, whatever they lie in."""
    form = form_at(world, type_.object)
    if form is None:
        return
    for item in form.items:
        yield Field(item.name, _item(world, form, item))


def _item(world: World, form: Form, item: FormItem) -> Types:
    if item.kind == "Table":
        return _table(world, form, item)
    name, extension = ITEMS.get(item.kind, ("", ""))
    if not name:
        return UNKNOWN
    return one(name, f"{EXTENSION}{extension}" if extension else "")


def _table(world: World, form: Form, item: FormItem) -> Types:
    """A table with the rows that it shows."""
    shown = types_at(world, form, item.data_path)
    rows = union(row_of(type_) for type_ in shown)
    extension = next((_TABLES[type_.name] for type_ in shown if type_.name in _TABLES), "")
    if any(type_.object.count(".") == 2 for type_ in shown if type_.name == "FormDataCollection"):
        extension = "FormTableExtensionForTabularSections"
    current = rows | one("Undefined") if rows else UNKNOWN
    fields = (Field("ТекущиеДанные", current, "CurrentData"),)
    return Types((Type("FormTable", f"{EXTENSION}{extension}" if extension else "", fields),))


def types_at(world: World, form: Form, data_path: str) -> Types:
    """What is at a data path of a form: `Объект.Товары`."""
    head, *rest = data_path.split(".")
    attribute = next((one_ for one_ in form.attributes if fold(one_.name) == fold(head)), None)
    if attribute is None:
        return NOTHING
    types = attribute_types(world, form, attribute)
    for name in rest:
        folded = fold(name)
        found = (type_.field(folded) or fields_of(world, type_).get(folded) for type_ in types)
        types = union(field.types for field in found if field is not None)
    return types


def command_fields(world: World, type_: Type) -> Iterator[Field]:
    """The commands of a form."""
    form = form_at(world, type_.object)
    for command in form.commands if form is not None else ():
        yield Field(command.name, one("FormCommand"))


def parameter_fields(world: World, type_: Type) -> Iterator[Field]:
    """The parameters that a form is opened with: its own, and those of every form of its kind."""
    form = form_at(world, type_.object.removeprefix(EXTENSION))
    if form is None:
        return
    for parameter in form.parameters:
        yield Field(parameter.name, of_refs(world, parameter.types))
    main = form.main_attribute
    for held in of_refs(world, main.types) if main is not None else ():
        made = generated(held.name)
        if made is not None and made[1] == "Object" and held.object:
            yield Field("Ключ", one(f"{made[0]}Ref", held.object), "Key")
            yield Field("ЗначенияЗаполнения", one("Structure"), "FillingValues")
            yield Field("ЗначениеКопирования", one(f"{made[0]}Ref", held.object), "CopyingValue")
            yield Field("Основание", UNKNOWN, "Basis")
