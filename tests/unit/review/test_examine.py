"""Checking one file: which rules run, in which order findings come, what a defect of ours does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.features import diagnostics
from bsl_pilot.locale import Locale
from bsl_pilot.review import examine as module
from bsl_pilot.review.around import Around
from bsl_pilot.review.examine import examine
from bsl_pilot.review.job import Job, Options
from bsl_pilot.review.selection import Selection
from bsl_pilot.settings import CheckSettings

BAD_QUERY = 'Процедура А()\n\tТ = "ВЫБРАТЬ Ссылка ИЗ ИЗ Справочник.Номенклатура ГДЕ";\nКонецПроцедуры\n'


def options(*select: str) -> Options:
    return Options(Selection.of(CheckSettings(select=select)), Locale.RU)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Модуль.bsl"


def codes(path: Path, *select: str) -> list[str]:
    return [one.code for one in examine(Job(str(path)), options(*select), Around()).findings]


def test_rules_are_chosen_by_key(path: Path) -> None:
    path.write_text(BAD_QUERY + "Если\n", encoding="utf-8")
    assert codes(path, "QueryParseError", "ParseError") == ["QueryParseError", "ParseError"]
    assert codes(path, "ParseError") == ["ParseError"]
    assert codes(path, "queryparseerror") == ["QueryParseError"]


def test_the_syntax_check_alone_does_no_work_on_queries(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_arguments: object) -> None:
        raise AssertionError("queries were looked at")

    monkeypatch.setattr("bsl_pilot.syntax.faults.query_faults", refused)
    path.write_text(BAD_QUERY, encoding="utf-8")
    assert codes(path, "ParseError") == []
    assert "queries were looked at" in examine(Job(str(path)), options("QueryParseError"), Around()).error


def test_findings_are_in_the_order_of_the_text_and_equal_on_every_run(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_text("А();\n" * 3, encoding="utf-8")
    made = [
        diagnostics.Diagnostic(start, start + 1, code, "m", diagnostics.Severity.ERROR)
        for start, code in ((5, "Б"), (0, "В"), (5, "А"))
    ]
    for order in (made, made[::-1]):
        monkeypatch.setattr(module, "diagnose", lambda *_arguments, order=order, **_options: list(order))
        assert codes(path) == ["В", "А", "Б"]


def test_a_defect_of_ours_is_told_in_one_line(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def defect(*_arguments: object, **_options: object) -> None:
        raise IndexError("oops")

    monkeypatch.setattr(module, "diagnose", defect)
    path.write_text("А();", encoding="utf-8")
    report = examine(Job(str(path)), options(), Around())
    assert report.error == f"{path}: внутренняя ошибка IndexError: oops; пожалуйста, сообщите о ней"


@pytest.mark.parametrize(("text", "lines"), [("", 0), ("А", 1), ("А\n", 1), ("А\r\nБ", 2), ("\n\n", 2)])
def test_lines_are_counted_as_people_do(text: str, lines: int, path: Path) -> None:
    path.write_bytes(text.encode())
    assert examine(Job(str(path)), options(), Around()).lines == lines
