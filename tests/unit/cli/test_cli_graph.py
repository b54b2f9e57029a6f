"""``bsl-pilot graph``: forms of the answer, names from the command line, errors in one line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bsl_pilot.__main__ import main

TRADE = Path(__file__).parents[2] / "fixtures" / "trade"
MODULE = "проект/CommonModules/ДанныеОбъектов/Ext/Module.bsl"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(TRADE, tmp_path / "проект")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_forms(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "--project", "проект", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["level"] == "subsystem"
    assert {node["name"] for node in document["nodes"]} >= {"Продажи", "Закупки"}
    ids = {node["id"] for node in document["nodes"]}
    assert all({edge["from"], edge["to"]} <= ids and edge["calls"] > 0 for edge in document["edges"])
    paths = [node["path"] for node in document["nodes"] if node["path"]]
    assert paths
    assert all(Path(path).is_file() for path in paths)
    assert main(["graph", "--project", "проект", "--lang", "ru"]) == 0
    assert 'title: "Подсистемы и вызовы между ними' in capsys.readouterr().out
    assert main(["graph", "--project", "проект", "--format", "dot", "--level", "object"]) == 0
    assert capsys.readouterr().out.startswith("digraph")


@pytest.mark.parametrize("name", [MODULE, "ДанныеОбъектов", "общиймодуль.данныеобъектов"])
def test_from(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["graph", "--project", "проект", "--from", name, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    (focus,) = [node for node in document["nodes"] if node["focus"]]
    assert focus["path"] == MODULE
    assert all(focus["id"] in (edge["from"], edge["to"]) for edge in document["edges"])
    assert document["edges"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "ДанныеОбектов"], "did you mean ОбщийМодуль.ДанныеОбъектов"),
        (["--depth", "0"], "--depth: a number from 1"),
        (["--top", "-1"], "--top: a number from 0"),
        (["--level", "method"], "--level"),
        (["--project", "нет"], "there is no such folder"),
    ],
)
def test_wrong(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    assert main(["graph", "--project", "проект", *arguments]) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert (captured.out, captured.err.count("\n")) == ("", 1)
