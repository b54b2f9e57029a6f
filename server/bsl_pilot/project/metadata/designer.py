"""Objects of metadata out of a Designer dump: ``<Folder>/<Name>.xml`` and what belongs to it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bsl_pilot.locale import Text
from bsl_pilot.project.metadata import properties
from bsl_pilot.project.metadata.model import (
    NO_TEXT,
    Attribute,
    Command,
    EnumValue,
    Handler,
    MetadataObject,
    Nested,
    Operation,
    Predefined,
    TabularSection,
    Template,
    TypeRef,
    Types,
)
from bsl_pilot.project.metadata.types import designer_types
from bsl_pilot.project.metadata.xml import child, child_text, local, localised


class _Head(NamedTuple):
    """What the ``Properties`` of an object or of a part of it say."""

    name: str
    synonym: Text
    comment: str
    types: Types
    values: dict[str, str]
    lists: dict[str, tuple[str, ...]]


@dataclass(slots=True)
class _Parts:
    """The ``ChildObjects`` of an object, by what they are."""

    fields: dict[str, list[Attribute]] = field(default_factory=dict)
    sections: list[TabularSection] = field(default_factory=list)
    values: list[EnumValue] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)
    nested: list[Nested] = field(default_factory=list)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, role: str) -> tuple[Attribute, ...]:
        return tuple(self.fields.get(role, ()))


_FIELDS = {
    "Attribute",
    "Dimension",
    "Resource",
    "AccountingFlag",
    "ExtDimensionAccountingFlag",
    "AddressingAttribute",
    "Column",
    "Field",
}
_NESTED = {"Recalculation", "Table", "Cube", "DimensionTable", "Function"}


def object_of(root: ET.Element, path: str) -> MetadataObject | None:
    """The object that a file describes, None where the file describes none."""
    body = next(iter(root), None)
    if local(root.tag) != "MetaDataObject" or body is None:
        return None
    kind = local(body.tag)
    head = _head(child(body, "Properties"), kind)
    parts = _parts(child(body, "ChildObjects"), kind)
    return MetadataObject(
        kind=kind,
        name=head.name,
        path=path,
        synonym=head.synonym,
        comment=head.comment,
        types=head.types,
        properties=_cleaned(head.values),
        lists={**head.lists, **parts.lists},
        attributes=parts.of("Attribute"),
        dimensions=parts.of("Dimension"),
        resources=parts.of("Resource"),
        accounting_flags=parts.of("AccountingFlag"),
        ext_dimension_accounting_flags=parts.of("ExtDimensionAccountingFlag"),
        addressing_attributes=parts.of("AddressingAttribute"),
        columns=parts.of("Column"),
        tabular_sections=tuple(parts.sections),
        enum_values=tuple(parts.values),
        forms=tuple(parts.names.get("Form", ())),
        templates=tuple(Template(one) for one in parts.names.get("Template", ())),
        commands=tuple(parts.commands),
        operations=tuple(parts.operations),
        handlers=handlers_of(kind, head.values),
        nested=tuple(parts.nested),
    )


def handlers_of(kind: str, values: dict[str, str]) -> tuple[Handler, ...]:
    """The method that a subscription or job names."""
    if kind == "EventSubscription" and values.get("Handler"):
        return (Handler(values.get("Event", ""), values["Handler"]),)
    if kind == "ScheduledJob" and values.get("MethodName"):
        return (Handler("MethodName", values["MethodName"]),)
    return ()


def template_of(root: ET.Element, name: str) -> Template:
    """What ``Templates/<Name>.xml`` says of a template."""
    head = _head(_properties_of_file(root), "Template")
    return Template(name, head.values.get("TemplateType", ""), head.synonym)


def form_head(root: ET.Element) -> tuple[Text, bool]:
    """Synonym of a form, and whether it is an ordinary one, from ``Forms/<Name>.xml``."""
    head = _head(_properties_of_file(root), "Form")
    return head.synonym, head.values.get("FormType") == "Ordinary"


def predefined_of(root: ET.Element) -> tuple[Predefined, ...]:
    """The items of ``Ext/Predefined.xml``, what is above before what is below."""
    return tuple(_predefined(root, ""))


def _predefined(element: ET.Element, parent: str) -> Iterator[Predefined]:
    for item in element:
        if local(item.tag) != "Item":
            continue
        name = child_text(item, "Name")
        if name:
            folder = child_text(item, "IsFolder") == "true"
            types = designer_types(child(item, "Type"))
            yield Predefined(
                name, child_text(item, "Description"), child_text(item, "Code"), folder, parent, types
            )
        below = child(item, "ChildItems")
        if below is not None:
            yield from _predefined(below, name)


def content_of(root: ET.Element) -> tuple[str, ...]:
    """The objects that ``Ext/Content.xml`` of an exchange plan lists."""
    return tuple(name for item in root if (name := child_text(item, "Metadata")))


def _properties_of_file(root: ET.Element) -> ET.Element | None:
    body = next(iter(root), None)
    return child(body, "Properties") if body is not None else None


def _head(element: ET.Element | None, kind: str) -> _Head:
    """The properties of an object or part."""
    name, comment, synonym = "", "", NO_TEXT
    types: Types = ()
    values: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for one in element if element is not None else ():
        tag = local(one.tag)
        text = (one.text or "").strip()
        if tag == "Name":
            name = text
        elif tag == "Comment":
            comment = text
        elif tag == "Synonym":
            synonym = designer_text(one)
        elif tag in properties.PLAIN:
            continue
        elif len(one) == 0:
            if text not in properties.LESS:
                values[tag] = text
        elif tag in properties.TYPES:
            types = designer_types(one)
        elif properties.is_list(kind, tag):
            for key, used in ((tag, True), (f"Not{tag}", False)):
                if items := tuple(_items(one, used)):
                    lists[key] = items
    return _Head(name, synonym, comment, types, values, lists)


def designer_text(element: ET.Element | None) -> Text:
    """Text in several languages: ``v8:item`` with ``v8:lang`` and ``v8:content``."""
    if element is None or len(element) == 0:
        return NO_TEXT
    return localised({child_text(item, "lang"): child_text(item, "content") for item in element})


def _items(element: ET.Element, used: bool) -> Iterator[str]:
    """The values of a list: texts of its items, or what they refer to and use, or expressly do not use."""
    for item in element:
        nested = child_text(item, "Metadata") or child_text(item, "Value")
        name = nested if len(item) else (item.text or "").strip()
        if name and (child_text(item, "Use") != "DontUse") == used:
            yield name


def _cleaned(values: dict[str, str]) -> dict[str, str]:
    """Versions as EDT writes them."""
    return {
        key: properties.dotted(value) if key.endswith("CompatibilityMode") else value
        for key, value in values.items()
    }


def _parts(element: ET.Element | None, kind: str) -> _Parts:
    """All parts of an object."""
    parts = _Parts()
    listed: list[str] = []
    for one in element if element is not None else ():
        tag = local(one.tag)
        if len(one) == 0:
            text = (one.text or "").strip()
            if text:
                parts.names.setdefault(tag, []).append(text)
                listed.append(f"{tag}.{text}")
        elif tag in _FIELDS:
            _add_field(parts, tag, one)
        elif reader := _READERS.get(tag):
            reader(parts, one)
        elif tag in _NESTED:
            parts.nested.append(_nested(tag, one))
    if kind == "Configuration":
        parts.lists["ChildObjects"] = tuple(listed)
    return parts


def _add_field(parts: _Parts, tag: str, element: ET.Element) -> None:
    head = _head(child(element, "Properties"), tag)
    parts.fields.setdefault(tag, []).append(_attribute(head))
    if tag == "Column":
        references = child(child(element, "Properties") or element, "References")
        if references is not None:
            parts.lists[f"Column.{head.name}"] = tuple(_items(references, used=True))


def _attribute(head: _Head) -> Attribute:
    kept = {key: value for key, value in head.values.items() if properties.FIELD.get(key, value) != value}
    return Attribute(head.name, head.types, head.synonym, kept)


def _attributes(element: ET.Element | None, *tags: str) -> Iterator[Attribute]:
    for one in element if element is not None else ():
        if local(one.tag) in tags:
            yield _attribute(_head(child(one, "Properties"), "Attribute"))


def _add_section(parts: _Parts, element: ET.Element) -> None:
    head = _head(child(element, "Properties"), "TabularSection")
    attributes = tuple(_attributes(child(element, "ChildObjects"), "Attribute"))
    parts.sections.append(TabularSection(head.name, attributes, head.synonym))


def _add_value(parts: _Parts, element: ET.Element) -> None:
    head = _head(child(element, "Properties"), "EnumValue")
    parts.values.append(EnumValue(head.name, head.synonym))


def _add_command(parts: _Parts, element: ET.Element) -> None:
    head = _head(child(element, "Properties"), "Command")
    parts.commands.append(Command(head.name, head.synonym, head.types, head.values))


def _add_operation(parts: _Parts, element: ET.Element) -> None:
    """An operation of a web service."""
    head = _head(child(element, "Properties"), "Operation")
    parameters = []
    for one in child(element, "ChildObjects") or ():
        own = _head(child(one, "Properties"), "Parameter")
        parameters.append(Attribute(own.name, _xdto(own.values.get("XDTOValueType", "")), own.synonym))
    parts.operations.append(
        Operation(
            head.name,
            head.values.get("ProcedureName", ""),
            parameters=tuple(parameters),
            types=_xdto(head.values.get("XDTOReturningValueType", "")),
        )
    )


def _xdto(written: str) -> Types:
    """A type of XDTO without its prefix, which differs from file to file."""
    return (TypeRef(written.rpartition(":")[2]),) if written else ()


def _add_url(parts: _Parts, element: ET.Element) -> None:
    """A URL template of an HTTP service with its methods."""
    url = _head(child(element, "Properties"), "URLTemplate")
    for one in child(element, "ChildObjects") or ():
        head = _head(child(one, "Properties"), "Method")
        parts.operations.append(
            Operation(
                head.name,
                head.values.get("Handler", ""),
                url.name,
                url.values.get("Template", ""),
                head.values.get("HTTPMethod", ""),
            )
        )


def _add_channel(parts: _Parts, element: ET.Element) -> None:
    """A channel of an integration service."""
    head = _head(child(element, "Properties"), "IntegrationServiceChannel")
    parts.operations.append(Operation(head.name, head.values.get("ReceiveMessageProcessing", "")))


def _nested(tag: str, element: ET.Element) -> Nested:
    head = _head(child(element, "Properties"), tag)
    fields = tuple(_attributes(child(element, "ChildObjects"), "Field", "Dimension", "Resource", "Attribute"))
    return Nested(tag, head.name, fields, head.synonym)


_READERS: dict[str, Callable[[_Parts, ET.Element], None]] = {
    "TabularSection": _add_section,
    "EnumValue": _add_value,
    "Command": _add_command,
    "Operation": _add_operation,
    "URLTemplate": _add_url,
    "IntegrationServiceChannel": _add_channel,
}
