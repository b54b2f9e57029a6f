"""Forms out of an EDT project: ``Form.form``, told in the words of the Designer dump."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace

from bsl_pilot.project.metadata.edt import edt_text
from bsl_pilot.project.metadata.model import Attribute, Form, FormAttribute, FormCommand, FormItem, Handler
from bsl_pilot.project.metadata.types import edt_types
from bsl_pilot.project.metadata.xml import TYPE, child_text

_AUXILIARY = {
    "autoCommandBar": "AutoCommandBar",
    "contextMenu": "ContextMenu",
    "extendedTooltip": "ExtendedTooltip",
    "searchStringAddition": "SearchStringAddition",
    "viewStatusAddition": "ViewStatusAddition",
    "searchControlAddition": "SearchControlAddition",
}
_KINDS = {
    ("FormField", "SpreadsheetDocumentField"): "SpreadSheetDocumentField",
    ("Decoration", "Label"): "LabelDecoration",
    ("Decoration", "Picture"): "PictureDecoration",
    ("Decoration", ""): "LabelDecoration",
    ("FormGroup", ""): "UsualGroup",
    ("FormField", ""): "LabelField",
    ("Addition", ""): "SearchStringAddition",
}
"""What EDT calls otherwise, or leaves out because it is the first value."""


def form_of(root: ET.Element, bare: Form) -> Form:
    """``bare`` with what its file describes; what the file lacks is empty."""
    items: list[FormItem] = []
    bar = root.find("autoCommandBar")
    if bar is not None:
        _add_item(items, bar, "AutoCommandBar", -1)
    for one in root.iterfind("items"):
        _add_item(items, one, _kind(one), -1)
    return replace(
        bare,
        attributes=tuple(_attribute(one) for one in root.iterfind("attributes")),
        items=tuple(items),
        commands=tuple(_command(one) for one in root.iterfind("formCommands")),
        parameters=tuple(_parameter(one) for one in root.iterfind("parameters")),
        handlers=tuple(_handlers(root)),
    )


def _kind(element: ET.Element) -> str:
    """The Designer's element for an item."""
    group = element.get(TYPE, "").rpartition(":")[2]
    own = child_text(element, "type")
    if group in ("Table", "Button"):
        return group
    return _KINDS.get((group, own)) or own or group


def _handlers(element: ET.Element) -> Iterator[Handler]:
    for one in element.iterfind("handlers"):
        if method := child_text(one, "name"):
            yield Handler(child_text(one, "event"), method, child_text(one, "callType"))


def _add_item(items: list[FormItem], element: ET.Element, kind: str, parent: int) -> None:
    """The item and all items in it; events of what only this kind has stand in its ``extInfo``."""
    at = len(items)
    extra = element.find("extInfo")
    own = tuple(_handlers(element))
    handlers = (*own, *_handlers(extra)) if extra is not None else own
    command = child_text(element, "commandName")
    items.append(FormItem(child_text(element, "name"), kind, parent, _data_path(element), command, handlers))
    for one in element:
        if one.tag == "items":
            _add_item(items, one, _kind(one), at)
        elif one.tag in _AUXILIARY:
            _add_item(items, one, _AUXILIARY[one.tag], at)


def _data_path(element: ET.Element) -> str:
    found = element.find("dataPath")
    if found is None:
        return ""
    path = found.find("paths")
    return child_text(found if path is None else path, "segments")


def _attribute(element: ET.Element) -> FormAttribute:
    extra = element.find("extInfo")
    query = main_table = ""
    if extra is not None:
        main_table = child_text(extra, "mainTable")
        query = child_text(extra, "queryText") if child_text(extra, "customQuery") == "true" else ""
    return FormAttribute(
        child_text(element, "name"),
        edt_types(element.find("valueType")),
        edt_text(element, "title"),
        child_text(element, "main") == "true",
        tuple(_columns(element)),
        query,
        main_table,
    )


def _columns(element: ET.Element) -> Iterator[Attribute]:
    """Columns of a table; those added to a tabular section of the object are called ``<table>.<column>``."""
    for one in element.iterfind("columns"):
        yield _column(one, "")
    for added in element.iterfind("additionalColumns"):
        prefix = (added.findtext("tablePath/segments") or "").rpartition(".")[2]
        for one in added.iterfind("columns"):
            yield _column(one, prefix + ".")


def _column(element: ET.Element, prefix: str) -> Attribute:
    types = edt_types(element.find("valueType"))
    return Attribute(prefix + child_text(element, "name"), types, edt_text(element, "title"))


def _command(element: ET.Element) -> FormCommand:
    handlers = (
        Handler("Action", method, child_text(one, "callType"))
        for one in element.iterfind("action/handler")
        if (method := child_text(one, "name"))
    )
    return FormCommand(child_text(element, "name"), edt_text(element, "title"), tuple(handlers))


def _parameter(element: ET.Element) -> Attribute:
    key = {"KeyParameter": "true"} if child_text(element, "keyParameter") == "true" else {}
    return Attribute(child_text(element, "name"), edt_types(element.find("valueType")), properties=key)
