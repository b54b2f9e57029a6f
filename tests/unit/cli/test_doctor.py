"""``bsl-pilot doctor``: every check, and what it advises when it fails."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.cli import health
from bsl_pilot.locale import Locale


def by_id(folder: str = ".") -> dict[str, health.Check]:
    return {check.id: check for check in health.checks(folder, Locale.EN)}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))


def test_all_is_well_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(tmp_path), "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["ok"] is True
    assert {check["id"] for check in body["checks"]} >= {"python", "grammars", "cache", "git", "settings"}


def test_text_in_russian(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(tmp_path), "--lang", "ru"]) == 0
    shown = capsys.readouterr().out
    assert "Грамматики: BSL, SDBL" in shown
    assert shown.endswith("Всё в порядке.\n")


def test_settings_problems_are_listed_with_advice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bsl-pilot.toml").write_text('langage = "ru"\n', encoding="utf-8")
    assert main(["doctor", str(tmp_path), "--lang", "en"]) == 1
    shown = capsys.readouterr().out
    assert "did you mean language?" in shown
    assert "what to do: correct the settings file" in shown


def test_missing_grammars(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "bsl_pilot.syntax.languages", None)
    check = by_id()["grammars"]
    assert check.state == "failed"
    assert check.advice is not None
    assert "pip install" in check.advice.en


def test_no_git_is_only_a_warning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert by_id()["git"].state == "warning"


def test_a_cache_folder_that_cant_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(health, "cache_folder", lambda: tmp_path / "file" / "x")
    assert by_id()["cache"].state == "failed"


def test_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "DEPENDENCIES", ("no-such-library",))
    check = by_id()["dependency:no-such-library"]
    assert check.state == "failed"
    assert check.advice is not None
    assert check.advice.ru.endswith("pip install no-such-library")
