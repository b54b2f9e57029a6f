"""From facts to the package's files: signatures, what is unknown, what was renamed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scripts.compile_catalogue import Compiler

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue import Catalogue, Contexts, store
from bsl_pilot.types.catalogue.encode import encode
from bsl_pilot.types.catalogue.model import Contents

SCRIPT = Path(__file__).parents[4] / "scripts" / "compile_catalogue.py"


def api(**more: Any) -> dict[str, Any]:
    return {
        "functions": [],
        "properties": [],
        "enums": [],
        "types": [],
        "events": [],
        "aliases": {},
        "primitives": [{"ru": "Число", "en": "Number"}],
        "compat_hidden": {"names": {}},
        "deprecated": {},
        **more,
    }


def function(tmp_path: Path, **entry: Any) -> Any:
    entry = {"ru": "Раз", "en": "One", "ctx": 8, "fn": 0, **entry}
    return opened(tmp_path, Compiler(api(functions=[entry])).contents()).function("раз")


def opened(folder: Path, contents: Contents) -> Catalogue:
    path = folder / "c.bin"
    path.write_bytes(encode(contents))
    return Catalogue(path)


def test_a_parameter_as_it_is_written(tmp_path: Path) -> None:
    one = function(tmp_path, sig=[["Кто/Who", "Сколько?:Число|Дата", "Еще...?"], []], q="b")
    first, none = one.signatures
    who, many, more = first.parameters
    assert (who.name, who.types, who.optional) == (Text("Кто", "Who"), (), False)
    assert (many.name.en, many.types) == ("Сколько", (Text("Число", "Number"), Text("Дата", "Дата")))
    assert (more.name.ru, more.variadic, more.optional) == ("Еще", True, True)
    assert (first.least, first.most, none.most) == (1, None, 0)


def test_a_row_of_numbered_parameters(tmp_path: Path) -> None:
    one = function(tmp_path, sig=[["Значение1", "...", "ЗначениеN?:Число"]])
    (parameter,) = one.signatures[0].parameters
    assert (parameter.name.ru, parameter.variadic, parameter.types[0].en) == ("Значение", True, "Number")


@pytest.mark.parametrize(
    ("entry", "gives"),
    [({}, None), ({"q": "b"}, False), ({"fn": 1}, True), ({"ret": ["Число"]}, True)],
)
def test_whether_it_gives_anything(tmp_path: Path, entry: dict[str, Any], gives: bool | None) -> None:
    assert function(tmp_path, **entry).gives is gives


def test_an_empty_set_of_contexts_is_a_gap(tmp_path: Path) -> None:
    assert function(tmp_path, ctx=0).contexts is None
    assert function(tmp_path, ctx=9).contexts == Contexts.THIN_CLIENT | Contexts.SERVER


def test_a_renamed_type_keeps_what_only_the_old_name_had(tmp_path: Path) -> None:
    types = [
        {"ru": "Старый", "en": "Old", "p": [{"ru": "А", "en": "A"}, {"ru": "Б", "en": "B"}]},
        {"ru": "Новый", "en": "New", "p": [{"ru": "А", "en": "A", "ro": 1}]},
    ]
    aliases = {"Старый": "Новый", "Old": "New"}
    catalogue = opened(tmp_path, Compiler(api(types=types, aliases=aliases)).contents())
    members = catalogue.members("old")
    assert members is not None
    assert [(one.name.ru, one.writable) for one in members.properties] == [("А", False), ("Б", True)]


def test_the_packages_files_are_packed() -> None:
    """Of another compiler run nothing else may lie in the folder of data."""
    folder = store.shipped_path().parent
    assert sorted(path.name for path in folder.iterdir()) == ["catalogue.bin", "query.json"]
    assert store.shipped_path().stat().st_size < 600_000


def test_the_script_says_what_is_outdated(tmp_path: Path) -> None:
    facts = tmp_path / "api.json"
    facts.write_text(json.dumps(api()), encoding="utf-8")
    words = tmp_path / "language.json"
    query: dict[str, list[Any]] = {
        name: [] for name in ("tables", "periods", "functions", "virtual_tables", "cast_types")
    }
    words.write_text(json.dumps({"query": query}), encoding="utf-8")
    before = store.shipped_path().read_bytes()
    done = subprocess.run([sys.executable, str(SCRIPT), str(facts), str(words), "--check"], check=False)
    assert done.returncode == 1
    assert store.shipped_path().read_bytes() == before
