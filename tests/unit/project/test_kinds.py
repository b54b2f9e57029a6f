"""Kinds of metadata by any of their names, and the data file that they come from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bsl_pilot.project.kinds import kind, kind_of_folder, kind_of_type, kinds, order_of
from bsl_pilot.project.layout import ModuleKind

ROOT = Path(__file__).parents[3]
FACTS = Path(os.environ.get("BSL_PILOT_FACTS", ROOT.parent / "shared" / "facts")) / "metadata.json"


@pytest.mark.parametrize("name", ["Catalog", "Справочник", "СПРАВОЧНИКИ", "catalogs"])
def test_a_kind_in_every_spelling(name: str) -> None:
    found = kind(name)
    assert found
    assert (found.en, found.ru, found.folder, found.ru_plural) == (
        "Catalog",
        "Справочник",
        "Catalogs",
        "Справочники",
    )


def test_no_such_kind() -> None:
    assert kind("Товар") is None
    assert kind("") is None
    assert kind_of_folder("Ext") is None
    assert kind_of_type("Structure") is None


def test_all_kinds_have_two_names_and_a_place() -> None:
    assert len(kinds()) == 52
    assert len({one.en for one in kinds()}) == len({one.ru for one in kinds()}) == 52
    assert [one.en for one in kinds() if not one.folder] == ["Configuration"]
    assert order_of("Catalog") < order_of("Document") < order_of("no such kind")


def test_modules_and_types_of_kinds() -> None:
    service = kind("HTTPService")
    register = kind("РегистрБухгалтерии")
    assert service
    assert service.modules == (ModuleKind.SERVICE,)
    assert register
    assert register.modules == (ModuleKind.RECORD_SET, ModuleKind.MANAGER)
    assert kind_of_type("CatalogRef") == (kind("Catalog"), "Ref")
    assert kind_of_type("InformationRegisterRecordManager") == (kind("InformationRegister"), "RecordManager")


def test_standard_attributes_say_names_type_and_whether_all_have_them() -> None:
    found = kind("Catalog")
    assert found
    assert {one.en: (one.ru, one.type, one.conditional) for one in found.standard} == {
        "Ref": ("Ссылка", "<Ref>", False),
        "DeletionMark": ("ПометкаУдаления", "Boolean", False),
        "PredefinedDataName": ("ИмяПредопределенныхДанных", "String", False),
        "Predefined": ("Предопределенный", "Boolean", False),
        "Code": ("Код", "<Code>", False),
        "Description": ("Наименование", "String", False),
        "IsFolder": ("ЭтоГруппа", "Boolean", True),
        "Parent": ("Родитель", "<Ref>", True),
        "Owner": ("Владелец", "<Owners>", True),
    }


def run_script(facts: Path, *options: str) -> subprocess.CompletedProcess[str]:
    script = ROOT / "scripts" / "metadata_kinds.py"
    return subprocess.run(
        [sys.executable, str(script), str(facts), *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(not FACTS.exists(), reason="the description of metadata is not here")
def test_the_data_file_is_what_the_script_makes() -> None:
    assert run_script(FACTS, "--check").returncode == 0


def test_the_script_sees_a_difference(tmp_path: Path) -> None:
    facts = tmp_path / "metadata.json"
    one = {"en": "Catalog", "ru": "Справочник", "folder": "Catalogs", "ruPlural": "Справочники"}
    facts.write_text(json.dumps({"kinds": [one], "stdAttributes": {}}), encoding="utf-8")
    assert run_script(facts, "--check").returncode == 1
