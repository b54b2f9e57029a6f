"""Records of metadata, the same for Designer and EDT: English kinds and types, names as the developer wrote them.

What a record does not state is empty; nothing here is None but for what is really optional. All are immutable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ObjectName

NO_TEXT = Text("", "")


class TypeRef(NamedTuple):
    """One type of a value.

    ``name`` is English: ``String``, ``Number``, ``Date``, ``Boolean``, ``ValueTable``, ``CatalogRef.Номенклатура``,
    ``DocumentObject.Заказ``, ``DefinedType.X``, ``Characteristic.X``; sets of types are ``CatalogRef`` (any catalog)
    and ``AnyRef``. ``qualifier``: length of a String (empty: unlimited), ``15,2`` of a Number,
    ``Date``, ``Time`` or ``DateTime`` of a Date.
    """

    name: str
    qualifier: str = ""

    @property
    def head(self) -> str:
        """``CatalogRef`` of ``CatalogRef.Номенклатура``; the whole name of a type of the platform."""
        return self.name.partition(".")[0]

    @property
    def object(self) -> str:
        """``Номенклатура`` of ``CatalogRef.Номенклатура``; empty for a type of the platform or a set."""
        return self.name.partition(".")[2]


Types = tuple[TypeRef, ...]
"""Types of a value, in the order of the file; empty means any or unknown."""


class Handler(NamedTuple):
    """A method of BSL that metadata names.

    ``event`` is English (``OnChange``, ``BeforeWrite``; ``Action`` of a form's command; ``MethodName`` of a job);
    ``method`` stands in the own module, or is ``CommonModule.Имя.Метод``; ``call_type`` is ``Before``, ``After``
    or ``Override`` in a form that an extension adopted.
    """

    event: str
    method: str
    call_type: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute, dimension, resource, column, accounting flag or parameter.

    ``properties`` has what differs from the usual: ``Indexing`` (``Index``, ``IndexWithAdditionalOrder``),
    ``FillChecking`` (``ShowError``), ``Use`` (``ForFolder``, ``ForFolderAndItem``), ``Master``, ``Balance``,
    ``DenyIncompleteValues``, ``MainFilter``, ``AccountingFlag``, ``ExtDimensionAccountingFlag`` …; flags are ``true``.
    """

    name: str
    types: Types = ()
    synonym: Text = NO_TEXT
    properties: Mapping[str, str] = field(default_factory=dict)

    def flag(self, name: str) -> bool:
        return self.properties.get(name) == "true"


@dataclass(frozen=True, slots=True)
class TabularSection:
    """A tabular section; ``LineNumber`` is not among its attributes."""

    name: str
    attributes: tuple[Attribute, ...] = ()
    synonym: Text = NO_TEXT


class EnumValue(NamedTuple):
    """A value of an enumeration."""

    name: str
    synonym: Text = NO_TEXT


class Predefined(NamedTuple):
    """A predefined item. ``parent`` is the name of the item above, empty at the top; ``types`` of a characteristic."""

    name: str
    description: str = ""
    code: str = ""
    is_folder: bool = False
    parent: str = ""
    types: Types = ()


class Template(NamedTuple):
    """A template of an object; ``kind`` is ``SpreadsheetDocument``, ``DataCompositionSchema``, ``BinaryData``,
    ``TextDocument``, ``HTMLDocument``, … or empty where the file does not say."""

    name: str
    kind: str = ""
    synonym: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class Command:
    """A command of an object, or a common command's own part; ``types`` of its parameter."""

    name: str
    synonym: Text = NO_TEXT
    types: Types = ()
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """What a service offers: a method of an HTTP service, an operation of a web service, a channel.

    HTTP: ``group`` is the name of the URL template, ``template`` its text, ``verb`` ``GET`` …; web: ``parameters`` and
    ``types`` are XDTO types as written. ``handler`` is a method of the service's module.
    """

    name: str
    handler: str
    group: str = ""
    template: str = ""
    verb: str = ""
    parameters: tuple[Attribute, ...] = ()
    types: Types = ()


class Nested(NamedTuple):
    """An object inside of an object that has fields and maybe modules of its own: a recalculation of a calculation
    register, a table, cube or function of an external data source. ``kind`` is English (``Recalculation``, ``Table``)."""

    kind: str
    name: str
    fields: tuple[Attribute, ...] = ()
    synonym: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class MetadataObject:
    """An object of metadata of any of the kinds; groups that its kind does not have are empty."""

    kind: str
    """English, as in `kinds`: ``Catalog``."""
    name: str
    """For a nested subsystem the names from the top: ``Продажи.Отчеты``."""
    path: str = ""
    """The file that describes it, relative to the root's folder, ``/`` as separator."""
    synonym: Text = NO_TEXT
    comment: str = ""
    types: Types = ()
    """Of a constant, session parameter, common attribute, defined type, filter criterion, chart of characteristic types
    (its characteristics' values); of an event subscription: its sources; of a common command: its parameter."""
    properties: Mapping[str, str] = field(default_factory=dict)
    """Properties in one word, English names and values of the Designer dump (``CodeLength``: ``9``). A flag is there
    only when it is ``true``; what is empty or zero is not there. ``SetForNewObjects`` of a role is out of its rights."""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Properties that are lists: ``Owners``, ``RegisterRecords``, ``BasedOn``, ``Content``, ``RegisteredDocuments``,
    ``InputByString``, ``DataLockFields``, ``Use``, ``Documents`` …; items are ``Catalog.Товары[.Attribute.Цвет]``.
    ``ProtectedModules``: files of its modules that are there without source (``ObjectModule.bin``).
    ``ChildObjects`` of the configuration are all objects that it lists; ``NotContent`` of a common attribute those
    that do not have it."""
    attributes: tuple[Attribute, ...] = ()
    """Attributes of the developer; `standard.standard_attributes` says which the platform adds."""
    dimensions: tuple[Attribute, ...] = ()
    resources: tuple[Attribute, ...] = ()
    accounting_flags: tuple[Attribute, ...] = ()
    ext_dimension_accounting_flags: tuple[Attribute, ...] = ()
    addressing_attributes: tuple[Attribute, ...] = ()
    columns: tuple[Attribute, ...] = ()
    """Of a document journal; the fields behind them are in ``lists["Column.<name>"]``."""
    tabular_sections: tuple[TabularSection, ...] = ()
    enum_values: tuple[EnumValue, ...] = ()
    predefined: tuple[Predefined, ...] = ()
    forms: tuple[str, ...] = ()
    """Names; `view.MetadataView.form` has what is in them."""
    templates: tuple[Template, ...] = ()
    commands: tuple[Command, ...] = ()
    operations: tuple[Operation, ...] = ()
    handlers: tuple[Handler, ...] = ()
    """Of a subscription and of a job."""
    nested: tuple[Nested, ...] = ()

    @property
    def object_name(self) -> ObjectName:
        return ObjectName(self.kind, self.name)

    @property
    def adopted(self) -> bool:
        """Whether this is an extension's view of an object of its base."""
        return self.properties.get("ObjectBelonging") == "Adopted"

    def flag(self, name: str) -> bool:
        """A property that is yes or no: ``Global``, ``Server``, ``Hierarchical``, …"""
        return self.properties.get(name) == "true"

    def number(self, name: str) -> int:
        """A property that is a number (``CodeLength``), 0 where it is not stated."""
        value = self.properties.get(name, "")
        return int(value) if value.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class FormAttribute:
    """An attribute of a form. ``columns`` of a value table or tree; for a dynamic list the ``query`` (empty unless
    written by hand) and ``main_table`` (``Catalog.Номенклатура``)."""

    name: str
    types: Types = ()
    title: Text = NO_TEXT
    main: bool = False
    columns: tuple[Attribute, ...] = ()
    query: str = ""
    main_table: str = ""


class FormItem(NamedTuple):
    """An item of a form.

    ``kind`` is the element of the Designer dump: ``InputField``, ``LabelField``, ``Table``, ``UsualGroup``, ``Pages``,
    ``Page``, ``Button``, ``LabelDecoration``, ``CommandBar``, ``ContextMenu``, ``ExtendedTooltip`` …; ``parent`` is
    the index of the item around it in ``Form.items``, -1 at the top. ``data_path`` is ``Объект.Код``, ``command``
    is a button's ``Form.Command.X``.
    """

    name: str
    kind: str
    parent: int = -1
    data_path: str = ""
    command: str = ""
    handlers: tuple[Handler, ...] = ()


@dataclass(frozen=True, slots=True)
class FormCommand:
    """A command of a form; an adopted form may have several actions."""

    name: str
    title: Text = NO_TEXT
    handlers: tuple[Handler, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A managed form, or an ordinary one (``ordinary``: its contents are binary, so only names are known)."""

    owner: ObjectName
    """The object; for a common form the form itself, kind ``CommonForm``."""
    name: str
    path: str = ""
    """The file of its contents (``Form.xml``, ``Form.form``), relative to the root's folder."""
    synonym: Text = NO_TEXT
    ordinary: bool = False
    attributes: tuple[FormAttribute, ...] = ()
    items: tuple[FormItem, ...] = ()
    """In the order of the file, what is outside before what is inside."""
    commands: tuple[FormCommand, ...] = ()
    parameters: tuple[Attribute, ...] = ()
    """The developer's; a key parameter has the property ``KeyParameter``."""
    handlers: tuple[Handler, ...] = ()

    @property
    def main_attribute(self) -> FormAttribute | None:
        return next((one for one in self.attributes if one.main), None)


class CommonModule(NamedTuple):
    """Where the methods of a common module run and who sees them; ``reuse`` is ``DontUse``, ``DuringRequest`` or
    ``DuringSession``."""

    name: str
    server: bool
    client: bool
    """Managed application."""
    client_ordinary: bool
    external_connection: bool
    server_call: bool
    is_global: bool
    privileged: bool
    reuse: str


class Header(NamedTuple):
    """What lists and searches need of an object, without its contents."""

    kind: str
    name: str
    synonym: Text
    path: str


class Finding(NamedTuple):
    """Something wrong in metadata: a broken file, an object without a file, two of one name."""

    path: str
    """Relative to the root's folder."""
    line: int
    """0-based; 0 where there is none."""
    message: Text
