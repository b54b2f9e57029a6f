"""Types of values as files write them, in one English spelling."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from bsl_pilot.project.metadata.model import TypeRef, Types
from bsl_pilot.project.metadata.xml import child_text, local

_NAMES = {
    "string": "String",
    "decimal": "Number",
    "boolean": "Boolean",
    "dateTime": "Date",
    "binary": "BinaryData",
    "base64Binary": "BinaryData",
    "AnyIBRef": "AnyRef",
    "ValueListType": "ValueList",
    "SettingsComposer": "DataCompositionSettingsComposer",
    "Filter": "DataCompositionFilter",
    "Order": "DataCompositionOrder",
    "Field": "DataCompositionField",
    "FlowchartContextType": "GraphicalSchema",
}
"""XML Schema's and the dump's own names to the names in code."""


def type_name(written: str) -> str:
    """The English name of a type: ``cfg:CatalogRef.Товары`` → ``CatalogRef.Товары``, ``xs:decimal`` → ``Number``."""
    plain = written.strip().rpartition(":")[2]
    return _NAMES.get(plain, plain)


def designer_types(element: ET.Element | None) -> Types:
    """Types of an element with ``v8:Type``, ``v8:TypeSet`` and qualifiers in it."""
    if element is None:
        return ()
    names: list[str] = []
    qualifiers: dict[str, str] = {}
    for one in element:
        tag = local(one.tag)
        if tag in ("Type", "TypeSet"):
            if one.text:
                names.append(type_name(one.text))
        elif tag == "StringQualifiers":
            qualifiers["String"] = _length(child_text(one, "Length"))
        elif tag == "NumberQualifiers":
            qualifiers["Number"] = _digits(child_text(one, "Digits"), child_text(one, "FractionDigits"))
        elif tag == "DateQualifiers":
            qualifiers["Date"] = child_text(one, "DateFractions")
    return tuple(TypeRef(name, qualifiers.get(name, "")) for name in names)


def edt_types(element: ET.Element | None) -> Types:
    """Types of an element with ``types`` and qualifiers in it."""
    if element is None:
        return ()
    names = [type_name(one.text) for one in element.findall("types") if one.text]
    qualifiers: dict[str, str] = {}
    for one in element:
        if one.tag == "stringQualifiers":
            qualifiers["String"] = _length(child_text(one, "length"))
        elif one.tag == "numberQualifiers":
            qualifiers["Number"] = _digits(child_text(one, "precision"), child_text(one, "scale"))
        elif one.tag == "dateQualifiers":
            qualifiers["Date"] = child_text(one, "dateFractions") or "DateTime"
    return tuple(TypeRef(name, qualifiers.get(name, "")) for name in names)


def _length(written: str) -> str:
    return "" if written == "0" else written


def _digits(whole: str, fraction: str) -> str:
    """``15,2``; empty where the number of digits is not limited."""
    return f"{whole},{fraction or 0}" if whole and whole != "0" else ""
