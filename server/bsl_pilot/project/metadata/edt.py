"""Objects of metadata out of an EDT project: ``<Name>.mdo``."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind_of_folder
from bsl_pilot.project.metadata import properties
from bsl_pilot.project.metadata.designer import handlers_of
from bsl_pilot.project.metadata.model import (
    Attribute,
    Command,
    EnumValue,
    MetadataObject,
    Nested,
    Operation,
    Predefined,
    TabularSection,
    Template,
    TypeRef,
    Types,
)
from bsl_pilot.project.metadata.types import edt_types
from bsl_pilot.project.metadata.xml import child, child_text, local, localised

_PARTS = {
    "accountingFlags",
    "addressingAttributes",
    "attributes",
    "columns",
    "commands",
    "cubes",
    "dimensionTables",
    "dimensions",
    "enumValues",
    "extDimensionAccountingFlags",
    "fields",
    "forms",
    "functions",
    "integrationServiceChannels",
    "operations",
    "predefined",
    "producedTypes",
    "recalculations",
    "resources",
    "standardAttributes",
    "tables",
    "tabularSections",
    "templates",
    "urlTemplates",
}
"""Elements that are parts of an object, not properties."""

_PLACE = {("Subsystem", "subsystems"), ("Subsystem", "parentSubsystem")}
"""Where a subsystem stands, which its folder says."""

_NESTED = {
    "recalculations": "Recalculation",
    "tables": "Table",
    "cubes": "Cube",
    "dimensionTables": "DimensionTable",
    "functions": "Function",
}


def object_of(root: ET.Element, path: str) -> MetadataObject:
    """The object that a file describes."""
    kind = local(root.tag)
    values, lists = _properties(root, kind)
    columns = tuple(_attributes(root, "columns"))
    lists.update(_column_references(root))
    return MetadataObject(
        kind=kind,
        name=child_text(root, "name"),
        path=path,
        synonym=edt_text(root, "synonym"),
        comment=child_text(root, "comment"),
        types=_types(root),
        properties={**properties.DEFAULTS.get(kind, {}), **values},
        lists=lists,
        attributes=tuple(_attributes(root, "attributes")),
        dimensions=tuple(_attributes(root, "dimensions")),
        resources=tuple(_attributes(root, "resources")),
        accounting_flags=tuple(_attributes(root, "accountingFlags")),
        ext_dimension_accounting_flags=tuple(_attributes(root, "extDimensionAccountingFlags")),
        addressing_attributes=tuple(_attributes(root, "addressingAttributes")),
        columns=columns,
        tabular_sections=tuple(_section(one) for one in root.iterfind("tabularSections")),
        enum_values=tuple(
            EnumValue(child_text(one, "name"), edt_text(one, "synonym"))
            for one in root.iterfind("enumValues")
        ),
        predefined=tuple(_predefined(root.find("predefined"), "items", "")),
        forms=tuple(child_text(one, "name") for one in root.iterfind("forms")),
        templates=tuple(_template(one) for one in root.iterfind("templates")),
        commands=tuple(_command(one) for one in root.iterfind("commands")),
        operations=(*_urls(root), *_operations(root), *_channels(root)),
        handlers=handlers_of(kind, values),
        nested=tuple(_nested(root)),
    )


def form_heads(root: ET.Element) -> dict[str, tuple[Text, bool]]:
    """Synonym of each form of an object, and whether it is an ordinary one."""
    return {
        child_text(one, "name"): (edt_text(one, "synonym"), child_text(one, "formType") == "Ordinary")
        for one in root.iterfind("forms")
    }


def edt_text(element: ET.Element, tag: str) -> Text:
    """Text in several languages: repeated elements with ``key`` and ``value``."""
    return localised({child_text(one, "key"): child_text(one, "value") for one in element.iterfind(tag)})


def _types(root: ET.Element) -> Types:
    """Types of the object itself."""
    for name in ("type", "source", "commandParameterType"):
        found = root.find(name)
        if found is not None and len(found):
            return edt_types(found)
    return ()


def _properties(root: ET.Element, kind: str) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Properties in one word, and properties that are lists."""
    values: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    listed: list[str] = []
    for one in root:
        tag = local(one.tag)
        name = properties.designer_name(tag)
        if (tag in _PARTS and len(one)) or (kind, tag) in _PLACE or name in properties.PLAIN:
            continue
        text = (one.text or "").strip() if len(one) == 0 else ""
        if kind == "Configuration" and _is_listing(tag):
            listed.append(text or _embedded(tag, one))
        elif properties.is_list(kind, name):
            if item := _item(one, text):
                used = child_text(one, "use") != "DontUse"
                lists.setdefault(name if used else f"Not{name}", []).append(item)
        elif text not in properties.LESS:
            values[name] = properties.dotted(text) if name.endswith("CompatibilityMode") else text
    found = {key: tuple(items) for key, items in lists.items()}
    if kind == "Configuration":
        found["ChildObjects"] = tuple(one for one in listed if one)
    return values, found


def _is_listing(tag: str) -> bool:
    """Whether an element of the configuration is an object in it: ``catalogs``, ``xDTOPackages`` …"""
    return kind_of_folder(properties.designer_name(tag)) is not None or tag in (
        "httpServices",
        "wsReferences",
    )


def _embedded(tag: str, element: ET.Element) -> str:
    """A language that the configuration describes in its own file has none of its own."""
    return "" if tag == "languages" else child_text(element, "name")


def _item(element: ET.Element, text: str) -> str:
    """A value of a list: its text, or what it refers to."""
    found = (child_text(element, tag) for tag in ("metadata", "mdObject", "value"))
    return text or next((name for name in found if name), "")


def _attributes(element: ET.Element, tag: str) -> Iterator[Attribute]:
    for one in element.iterfind(tag):
        kept = {}
        for part in one:
            name = properties.designer_name(local(part.tag))
            text = part.text or ""
            if len(part) == 0 and text and properties.FIELD.get(name, text) != text:
                kept[name] = text
        types = edt_types(one.find("type"))
        yield Attribute(child_text(one, "name"), types, edt_text(one, "synonym"), kept)


def _column_references(root: ET.Element) -> dict[str, tuple[str, ...]]:
    """The fields behind the columns of a journal."""
    return {
        f"Column.{child_text(one, 'name')}": tuple(
            part.text for part in one.iterfind("references") if part.text
        )
        for one in root.iterfind("columns")
        if one.find("references") is not None
    }


def _section(element: ET.Element) -> TabularSection:
    return TabularSection(
        child_text(element, "name"),
        tuple(_attributes(element, "attributes")),
        edt_text(element, "synonym"),
    )


def _predefined(element: ET.Element | None, tag: str, parent: str) -> Iterator[Predefined]:
    for one in element.iterfind(tag) if element is not None else ():
        name = child_text(one, "name")
        code = one.find("code")
        text = child_text(one, "code") or (child_text(code, "value") if code is not None else "")
        if name:
            folder = child_text(one, "isFolder") == "true"
            types = edt_types(one.find("type"))
            yield Predefined(name, child_text(one, "description"), text, folder, parent, types)
        yield from _predefined(one, "content", name)
        yield from _predefined(one, "childItems", name)


def _template(element: ET.Element) -> Template:
    kind = child_text(element, "templateType") or properties.DEFAULTS["CommonTemplate"]["TemplateType"]
    return Template(child_text(element, "name"), kind, edt_text(element, "synonym"))


def _command(element: ET.Element) -> Command:
    values, _ = _properties(element, "Command")
    return Command(child_text(element, "name"), edt_text(element, "synonym"), _types(element), values)


def _urls(root: ET.Element) -> Iterator[Operation]:
    """Methods of the URL templates of an HTTP service."""
    for url in root.iterfind("urlTemplates"):
        group, template = child_text(url, "name"), child_text(url, "template")
        for one in url.iterfind("methods"):
            verb = child_text(one, "httpMethod") or "GET"
            yield Operation(child_text(one, "name"), child_text(one, "handler"), group, template, verb)


def _operations(root: ET.Element) -> Iterator[Operation]:
    """Operations of a web service."""
    for one in root.iterfind("operations"):
        parameters = tuple(
            Attribute(child_text(part, "name"), _xdto(part, "xdtoValueType"), edt_text(part, "synonym"))
            for part in one.iterfind("parameters")
        )
        yield Operation(
            child_text(one, "name"),
            child_text(one, "procedureName"),
            parameters=parameters,
            types=_xdto(one, "xdtoReturningValueType"),
        )


def _xdto(element: ET.Element, tag: str) -> Types:
    found = child(element, tag)
    name = child_text(found, "name") if found is not None else ""
    return (TypeRef(name),) if name else ()


def _channels(root: ET.Element) -> Iterator[Operation]:
    """Channels of an integration service."""
    for one in root.iterfind("integrationServiceChannels"):
        yield Operation(child_text(one, "name"), child_text(one, "receiveMessageProcessing"))


def _nested(root: ET.Element) -> Iterator[Nested]:
    for tag, kind in _NESTED.items():
        for one in root.iterfind(tag):
            fields = [
                *_attributes(one, "fields"),
                *_attributes(one, "dimensions"),
                *_attributes(one, "resources"),
            ]
            yield Nested(kind, child_text(one, "name"), tuple(fields), edt_text(one, "synonym"))
