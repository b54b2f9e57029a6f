"""Forms out of a Designer dump: ``Ext/Form.xml``."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

from bsl_pilot.project.metadata.designer import designer_text
from bsl_pilot.project.metadata.model import Attribute, Form, FormAttribute, FormCommand, FormItem, Handler
from bsl_pilot.project.metadata.types import designer_types
from bsl_pilot.project.metadata.xml import child, child_text, local

_AUXILIARY = {
    "AutoCommandBar",
    "ContextMenu",
    "ExtendedTooltip",
    "SearchStringAddition",
    "ViewStatusAddition",
    "SearchControlAddition",
}
"""Items that stand directly in the item that they belong to."""


def form_of(root: ET.Element, bare: Form) -> Form:
    """``bare`` with what its file describes; what the file lacks is empty."""
    items: list[FormItem] = []
    for part in root:
        if local(part.tag) == "AutoCommandBar":
            _add_item(items, part, -1)
    _add_items(items, child(root, "ChildItems"), -1)
    return replace(
        bare,
        attributes=tuple(_attribute(one) for one in _below(root, "Attributes", "Attribute")),
        items=tuple(items),
        commands=tuple(_command(one) for one in _below(root, "Commands", "Command")),
        parameters=tuple(_parameter(one) for one in _below(root, "Parameters", "Parameter")),
        handlers=tuple(_events(child(root, "Events"))),
    )


def _below(element: ET.Element, group: str, tag: str) -> Iterator[ET.Element]:
    """The elements of a group that are called ``tag``."""
    found = child(element, group)
    for one in found if found is not None else ():
        if local(one.tag) == tag:
            yield one


def _events(element: ET.Element | None, tag: str = "Event") -> Iterator[Handler]:
    for one in element if element is not None else ():
        if local(one.tag) == tag and one.text:
            yield Handler(one.get("name", tag), one.text.strip(), one.get("callType", ""))


def _add_items(items: list[FormItem], group: ET.Element | None, parent: int) -> None:
    for one in group if group is not None else ():
        if "name" in one.attrib:
            _add_item(items, one, parent)


def _add_item(items: list[FormItem], element: ET.Element, parent: int) -> None:
    """The item and all items in it."""
    at = len(items)
    data_path, command = "", ""
    handlers: tuple[Handler, ...] = ()
    inside: list[ET.Element] = []
    for one in element:
        tag = local(one.tag)
        if tag == "DataPath":
            data_path = one.text or ""
        elif tag == "CommandName":
            command = one.text or ""
        elif tag == "Events":
            handlers = tuple(_events(one))
        elif tag == "ChildItems" or tag in _AUXILIARY:
            inside.append(one)
    items.append(FormItem(element.get("name", ""), local(element.tag), parent, data_path, command, handlers))
    for one in inside:
        if local(one.tag) == "ChildItems":
            _add_items(items, one, at)
        else:
            _add_item(items, one, at)


def _attribute(element: ET.Element) -> FormAttribute:
    settings = child(element, "Settings")
    query = main_table = ""
    if settings is not None:
        main_table = child_text(settings, "MainTable")
        query = child_text(settings, "QueryText") if child_text(settings, "ManualQuery") == "true" else ""
    return FormAttribute(
        element.get("name", ""),
        designer_types(child(element, "Type")),
        designer_text(child(element, "Title")),
        child_text(element, "MainAttribute") == "true",
        tuple(_columns(child(element, "Columns"))),
        query,
        main_table,
    )


def _columns(element: ET.Element | None) -> Iterator[Attribute]:
    """Columns of a table; those added to a tabular section of the object are called ``<table>.<column>``."""
    for one in element if element is not None else ():
        tag = local(one.tag)
        if tag == "Column":
            yield _column(one, "")
        elif tag == "AdditionalColumns":
            for added in one:
                yield _column(added, one.get("table", "").rpartition(".")[2] + ".")


def _column(element: ET.Element, prefix: str) -> Attribute:
    types = designer_types(child(element, "Type"))
    return Attribute(prefix + element.get("name", ""), types, designer_text(child(element, "Title")))


def _command(element: ET.Element) -> FormCommand:
    return FormCommand(
        element.get("name", ""),
        designer_text(child(element, "Title")),
        tuple(_events(element, "Action")),
    )


def _parameter(element: ET.Element) -> Attribute:
    key = {"KeyParameter": "true"} if child_text(element, "KeyParameter") == "true" else {}
    return Attribute(element.get("name", ""), designer_types(child(element, "Type")), properties=key)
