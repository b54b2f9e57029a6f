#!/usr/bin/env python3
"""Writes what the server knows of the kinds of metadata, from a description of them.

    python3 scripts/metadata_kinds.py METADATA.json            writes the package's data file
    python3 scripts/metadata_kinds.py METADATA.json --check    exit code 1 where it differs

METADATA.json has `kinds` (`en`, `ru`, `folder`, `ruPlural`, `modules`, `types`, `stdAttributes`) and `stdAttributes`
(Russian name and type of each). Types of standard attributes become English; what depends on the object stands in
angle brackets (`<Ref>`, `<Owners>`) and is filled in by `project/metadata/standard.py`. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "server" / "bsl_pilot" / "project" / "data" / "kinds.json"

TYPES = {
    "Булево": "Boolean",
    "Строка": "String",
    "Число": "Number",
    "Дата": "Date",
    "ОписаниеТипов": "TypeDescription",
    "Строка|Число": "<Code>",
    "<Kind>Ref": "<Ref>",
    "owners": "<Owners>",
    "ЗадачаСсылка": "<Task>",
    "ТочкаМаршрутаБизнесПроцессаСсылка": "<RoutePoint>",
    "БизнесПроцессСсылка": "<BusinessProcess>",
    "ДокументСсылка": "<Recorder>",
    "ПланСчетовСсылка": "<Account>",
    "ПланВидовРасчетаСсылка": "<CalculationType>",
    "ПланВидовХарактеристикСсылка": "<ExtDimensionType>",
    "типы субконто": "<ExtDimension>",
}
"""Russian type in the facts to the type in the data file."""

BY_KIND = {
    ("Enum", "Order"): ("Порядок", "Number"),
    ("ChartOfAccounts", "Order"): ("Порядок", "String"),
    ("ChartOfAccounts", "Type"): ("Вид", "AccountType"),
    ("DocumentJournal", "Type"): ("Тип", "Type"),
    ("DocumentJournal", "Ref"): ("Ссылка", "<Documents>"),
    ("AccumulationRegister", "RecordType"): ("ВидДвижения", "AccumulationRecordType"),
    ("AccountingRegister", "RecordType"): ("ВидДвижения", "AccountingRecordType"),
    ("AccountingRegister", "Account"): ("Счет", "<Account>"),
    ("AccountingRegister", "ExtDimension1..N"): ("Субконто", "<ExtDimension>"),
    ("AccountingRegister", "ExtDimensionType1..N"): ("ВидСубконто", "<ExtDimensionType>"),
}
"""Names and types that mean something else in each kind."""

MODULES = {
    "Module": "common",
    "ObjectModule": "object",
    "ManagerModule": "manager",
    "RecordSetModule": "record_set",
    "ValueManagerModule": "value_manager",
    "FormModule": "form",
    "CommandModule": "command",
    "ManagedApplicationModule": "managed_application",
    "OrdinaryApplicationModule": "ordinary_application",
    "SessionModule": "session",
    "ExternalConnectionModule": "external_connection",
    "ApplicationModule": "application",
}


def standard(kind: str, name: str, facts: Mapping[str, Any]) -> list[str]:
    """English name (``?`` behind it where not every object has it), Russian name, type."""
    plain = name.rstrip("?")
    ru, type_ = BY_KIND.get((kind, plain)) or (facts[plain]["ru"], TYPES[facts[plain]["type"]])
    return [name.replace("1..N", "<N>"), ru, type_]


def modules(kind: Mapping[str, Any]) -> list[str]:
    """Kinds of modules; the module of a service is not one of a common module."""
    found = [MODULES[module["kind"]] for module in kind.get("modules", ())]
    return ["service" if one == "common" and kind["en"] != "CommonModule" else one for one in found]


def row(kind: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the data file says of a kind; empty parts are left out."""
    full = {
        "en": kind["en"],
        "ru": kind["ru"],
        "folder": kind["folder"],
        "ru_plural": kind["ruPlural"],
        "modules": modules(kind),
        "generated": [name.rstrip("?") for name in kind.get("types", ())],
        "standard": [standard(kind["en"], name, facts) for name in kind.get("stdAttributes", ())],
    }
    return {key: value for key, value in full.items() if value}


def render(facts: Mapping[str, Any]) -> str:
    """The data file's text: a line per kind."""
    rows = [json.dumps(row(kind, facts["stdAttributes"]), ensure_ascii=False) for kind in facts["kinds"]]
    return "[\n" + ",\n".join(rows) + "\n]\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("metadata", type=Path)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, say whether the file is up to date"
    )
    options = parser.parse_args()
    text = render(json.loads(options.metadata.read_text(encoding="utf-8")))
    if options.check:
        return int(not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text)
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.name}: {len(text.encode()) // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
