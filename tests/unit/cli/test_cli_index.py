"""``bsl-pilot index`` and ``bsl-pilot symbols``: output of the contract, exit codes."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.__main__ import main

TRADE = Path(__file__).parents[2] / "fixtures" / "trade"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TRADE, tmp_path / "проект")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_index(capsys: pytest.CaptureFixture[str]) -> None:
    cold = run(capsys, "index", "проект")
    assert cold["files"] == sum(1 for _ in Path("проект").rglob("*.bsl"))
    assert cold["lines"] > cold["methods"] > 100
    assert cold["calls"] > cold["methods"]
    assert cold["metadata_objects"] > 20
    assert cold["peak_rss_mb"] > 10
    assert (cold["warm"], cold["harvested"], cold["left_out"]) == (False, cold["files"], [])
    warm = run(capsys, "index", "проект")
    assert (warm["warm"], warm["harvested"]) == (True, 0)
    assert all(
        warm[key] == cold[key]
        for key in ("files", "lines", "methods", "variables", "calls", "metadata_objects")
    )
    again = run(capsys, "index", "проект", "--no-cache")
    assert (again["warm"], again["harvested"]) == (False, cold["files"])


def test_a_broken_file_costs_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("проект/двоичный.bsl").write_bytes(b"\x00")
    assert main(["index", "проект", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["left_out"] == ["двоичный.bsl"]
    assert "двоичный.bsl" in captured.err


def test_symbols(capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, "symbols", "данныеобъектов.РЕКВИЗИТСсылки", "--project", "проект")
    (definition,) = found["definitions"]
    assert definition["path"] == "проект/CommonModules/ДанныеОбъектов/Ext/Module.bsl"
    assert found["references"]
    for place in (definition, *found["references"]):
        line = Path(place["path"]).read_text(encoding="utf-8-sig").splitlines()[place["line"]]
        assert line[place["character"] :].startswith("РеквизитСсылки")
    assert found["references"] == sorted(found["references"], key=lambda one: (one["path"], one["line"]))


def test_a_name_of_the_platform(capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, "symbols", "стршаблон", "--project", "проект")
    assert found["definitions"] == []
    assert found["references"]


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, "symbols", "НетТакогоМетода", "--project", "проект")
    assert found == {"definitions": [], "references": [], "possible": []}
    assert main(["symbols", "НетТакогоМетода", "--project", "проект"]) == 0
    assert "Definitions: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["index", "нет"], ["symbols", "А", "--project", "нет"], ["index"], ["index", ".", "--jobs", "99"]],
)
def test_wrong_usage(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="permissions")
def test_where_nothing_can_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", "file")
    assert run(capsys, "index", "проект")["files"] > 10
