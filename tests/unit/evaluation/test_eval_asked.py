"""Members and types of a whole project, asked for through what the server would answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.app.opening import open_project
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError
from bsl_pilot.evaluation.asked import QUERY_FIELDS, Plan, as_figures, ask_all
from bsl_pilot.evaluation.project import is_fitted, is_judged
from bsl_pilot.evaluation.receivers import Sureness
from bsl_pilot.evaluation.types_tables import members_text, receivers_text
from bsl_pilot.evaluation.typing_share import receivers_of
from bsl_pilot.locale import Locale

TEXT = (
    "Процедура А()\r\n\tЗапрос = Новый Запрос;\r\n"
    '\tЗапрос.Текст = "ВЫБРАТЬ Т.А ИЗ (ВЫБРАТЬ 1 КАК А) КАК Т"; // 🙂\r\n'
    "\tИтог = Запрос.Выполнить();\r\n\tНечто.Неизвестное();\r\nКонецПроцедуры\r\n"
)


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BSL_PILOT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "п").mkdir()
    (tmp_path / "п" / "Модуль.bsl").write_text("\ufeff" + TEXT, encoding="utf-8", newline="")
    return tmp_path / "п"


def test_words_are_hidden_and_asked_for(folder: Path) -> None:
    opened = open_project(Workspace.of(str(folder), lambda _settings: Locale.EN), str(folder))
    plan = Plan(dots=10, fields=10, every_module=True)
    asked = ask_all(opened, plan)
    assert (asked.dots, asked.known) == (3, 2)
    assert {one.word for one in asked.ranks["members, 0 letters"].answers} == {"Текст", "Выполнить"}
    assert asked.ranks["members, 2 letters"].found == 1
    assert [(one.word, one.rank) for one in asked.ranks[QUERY_FIELDS].answers] == [("А", 1)]
    figures = as_figures(asked, plan)
    assert figures["receiver_known"] == 0.6667
    for locale in Locale:
        assert "66.7 %" in members_text(asked, locale, show=3)
    types = receivers_of(opened, 0, 0)
    assert (types.modules, types.dots, types.known) == (1, 3, 2)
    assert types.correct(Sureness.LISTED) == 1
    assert "66.7 %" in receivers_text(types, Locale.RU)


def test_every_module_is_fitted_to_or_judged() -> None:
    paths = [f"Модуль{at}.bsl" for at in range(400)]
    fitted = sum(map(is_fitted, paths))
    assert 50 < fitted < 150
    assert sum(map(is_judged, paths)) == len(paths) - fitted


def test_the_commands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "members", str(folder), "--json", "--every-module"]) == 0
    body = json.loads(capsys.readouterr().out)
    assert (body["dots"], body["places"][QUERY_FIELDS]["in_list"]) == (3, 1.0)
    assert main(["eval", "types", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["known"] == 0.6667
    assert main(["eval", "types", str(folder), "--show", "5", "--lang", "ru"]) == 0
    assert "получатель известен: 66.7 %" in capsys.readouterr().out


def test_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        open_project(Workspace.of(str(tmp_path), lambda _settings: Locale.EN), str(tmp_path / "empty"))
    for arguments in (["members", str(tmp_path / "no")], ["types", str(tmp_path), "--modules", "-1"]):
        assert main(["eval", *arguments]) == 2
        assert capsys.readouterr().err.count("\n") == 1
