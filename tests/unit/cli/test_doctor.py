"""``bsl-pilot doctor``: every check, and what it advises when it fails."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.backends import trial
from bsl_pilot.cli import health, health_model
from bsl_pilot.cli.checked import Check
from bsl_pilot.errors import BackendError, ModelError
from bsl_pilot.locale import Locale, Text

LIBRARY = Text("библиотека не загружается", "the library can't be loaded")


def by_id(folder: str = ".") -> dict[str, Check]:
    return {check.id: check for check in health.checks(folder, Locale.EN)}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))


def test_all_is_well_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", str(tmp_path), "--json"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert body["ok"] is True
    assert {check["id"] for check in body["checks"]} >= {
        *("python", "grammars", "cache", "git", "settings", "model", "statistics"),
        *("dependency:numpy", "dependency:onnxruntime", "dependency:tokenizers"),
    }


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
    monkeypatch.setattr(health_model, "try_model", lambda _model: None)
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


def test_the_model_in_use_is_named_with_its_checksum(tmp_path: Path) -> None:
    check = health_model.model(str(tmp_path), Locale.EN)
    assert check.state == "ok", check
    assert re.search(r"MB, sha256 [0-9a-f]{64} ", check.detail)


def test_completion_that_is_turned_off_needs_no_model(tmp_path: Path) -> None:
    (tmp_path / "bsl-pilot.toml").write_text("[completion]\nenabled = false\n", encoding="utf-8")
    assert "completion.enabled" in health_model.model(str(tmp_path), Locale.RU).detail


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "bsl-pilot.toml").write_text('[completion]\nmodel = "нет"\n', encoding="utf-8")
    check = health_model.model(str(tmp_path), Locale.RU)
    assert check.state == "failed"
    assert "модель нет не установлена" in check.detail
    assert check.advice is not None
    assert "bsl-pilot model use" in check.advice.en


@pytest.mark.parametrize("error", [BackendError(LIBRARY), ModelError(LIBRARY)])
def test_a_model_that_does_not_run(
    error: BackendError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_model: object) -> None:
        raise error

    monkeypatch.setattr(health_model, "try_model", fail)
    check = health_model.model(str(tmp_path), Locale.RU)
    assert (check.state, check.detail) == ("failed", "библиотека не загружается")
    assert check.advice is not None
    assert ("AVX" in check.advice.ru) is not isinstance(error, ModelError)


def test_the_trial_tells_of_files_and_of_a_process_that_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="is broken"):
        trial.try_model(tmp_path)
    monkeypatch.setattr(trial, "__name__", "faulthandler")  # any module that ends without a word
    with pytest.raises(BackendError, match="support the processor"):
        trial.try_model(tmp_path / "none")


def test_a_statistics_folder_that_cant_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(health_model, "ledger_path", lambda: tmp_path / "file" / "x" / "y.json")
    check = health_model.statistics_folder()
    assert check.state == "failed"
    assert check.advice is not None
