"""Output formats: each has what its readers require, whatever characters messages and paths hold."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.locale import Locale
from bsl_pilot.review.report import Edit, FileReport, Finding, FoundFix, Report, Stats
from bsl_pilot.review.reporters import FORMATS, render
from bsl_pilot.text.positions import Position, Range

HOSTILE = "нет `КонецЕсли` <&>\"' ]]> \x00\x1b\ud800 😀"


def span(line: int, start: int, end: int) -> Range:
    return Range(Position(line, start), Position(line, end))


FIX = FoundFix("Вставить КонецЕсли", (Edit(span(4, 0, 0), "КонецЕсли;\r\n"),))
REPORT = Report(
    (
        FileReport("./src/а б.bsl", (Finding("ParseError", HOSTILE, 1, span(1, 2, 5), "f1", (FIX,)),), 10),
        FileReport("src/чисто.bsl", (), 5, fixed=2, hidden=1),
        FileReport("src/x.bsl", (Finding("QueryParseError", "q", 2, span(0, 3, 3), "f1"),), 1),
        FileReport("src/bin.bsl", error="src/bin.bsl: a binary file"),
    ),
    ("нет: no such file",),
    Stats(1.25, 64.0, 2),
    Locale.RU,
)
EMPTY = Report(())


def as_json(output: str, report: Report = REPORT) -> Any:
    text = render(report, output)
    assert text.endswith("\n")
    return json.loads(text.encode("utf-8", "backslashreplace"))


def test_json_is_the_contract() -> None:
    body = as_json("json")
    assert body["version"] == 1
    assert [file["path"] for file in body["files"]] == ["./src/а б.bsl", "src/чисто.bsl", "src/x.bsl"]
    (found,) = body["files"][0]["diagnostics"]
    assert found["code"] == "ParseError"
    assert found["severity"] == "error"
    assert found["range"] == {"start": {"line": 1, "character": 2}, "end": {"line": 1, "character": 5}}
    edit = {"range": {"start": {"line": 4, "character": 0}, "end": {"line": 4, "character": 0}}}
    assert found["fixes"] == [{"title": FIX.title, "edits": [{**edit, "newText": "КонецЕсли;\r\n"}]}]
    assert body["stats"]["files"] == 3
    assert body["stats"]["lines"] == 16
    assert body["stats"]["seconds"] == 1.25
    assert body["stats"]["peak_rss_mb"] == 64.0
    assert len(body["errors"]) == 2


def test_text_counts_from_one_and_sums_up() -> None:
    lines = render(REPORT, "text").splitlines()
    assert lines[0].startswith("./src/а б.bsl:2:3: ошибка ParseError: нет")
    assert lines[-1] == (
        "Проверено файлов: 3. 2 замечания. Исправлено: 2. Известно из базовой линии: 1. Исправимо ключом --fix: 1."
    )
    assert render(EMPTY, "text") == "0 files checked: nothing found.\n"


def test_sarif_has_what_the_standard_requires() -> None:
    log = as_json("sarif")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert [rule["id"] for rule in driver["rules"]] == ["ParseError", "QueryParseError"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2
    first = run["results"][0]
    assert driver["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    assert first["level"] == "error"
    assert first["message"]["text"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "src/%D0%B0%20%D0%B1.bsl"
    assert place["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 6}
    (replacement,) = first["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["insertedContent"]["text"] == "КонецЕсли;\r\n"
    assert as_json("sarif", EMPTY)["runs"][0]["results"] == []


def test_junit_is_well_formed_whatever_the_message() -> None:
    root = ET.fromstring(render(REPORT, "junit").encode("utf-8"))  # noqa: S314  (our own text)
    assert root.tag == "testsuites"
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "2", "2")
    assert len(root.findall(".//failure")) == 2
    assert len(root.findall(".//error")) == 2
    assert len(root.findall(".//testcase")) == 5
    message = root.findall(".//failure")[0].get("message") or ""
    assert message == HOSTILE.replace("\x00", "\ufffd").replace("\x1b", "\ufffd").replace("\ud800", "\ufffd")


def test_codequality_has_relative_paths_and_distinct_fingerprints() -> None:
    issues = as_json("codequality")
    assert [issue["location"]["path"] for issue in issues] == ["src/а б.bsl", "src/x.bsl"]
    assert issues[0]["location"]["lines"]["begin"] == 2
    assert len({issue["fingerprint"] for issue in issues}) == 2
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(issue["description"] and issue["check_name"] for issue in issues)


def test_generic_suits_old_and_new_servers() -> None:
    body = as_json("generic")
    assert {issue["ruleId"] for issue in body["issues"]} == {rule["id"] for rule in body["rules"]}
    for rule in body["rules"]:
        assert rule["impacts"][0]["softwareQuality"]
    first, second = body["issues"]
    assert first["primaryLocation"]["textRange"] == {
        "startLine": 2,
        "endLine": 2,
        "startColumn": 2,
        "endColumn": 5,
    }
    assert "startColumn" not in second["primaryLocation"]["textRange"]
    assert {"engineId", "severity", "type"} <= first.keys()


@pytest.mark.parametrize("output", FORMATS)
def test_an_absolute_path_inside_the_current_folder_becomes_relative(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = (tmp_path / "М.bsl").as_posix()
    report = Report((FileReport(path, (Finding("A", "m", 1, span(0, 0, 1), "f"),), 1),))
    text = render(report, output)
    shown_as_given = output in ("text", "json", "junit")
    assert (path in text) is shown_as_given


def test_reports_tell_what_the_rules_are() -> None:
    (run,) = as_json("sarif")["runs"]
    first = run["tool"]["driver"]["rules"][0]
    assert first["shortDescription"]["text"] == "Синтаксическая ошибка"
    assert first["defaultConfiguration"] == {"enabled": True, "level": "error"}
    assert first["help"]["markdown"].startswith("# ")
    assert [one["severity"] for one in as_json("codequality")] == ["critical", "major"]
    rules = as_json("generic")["rules"]
    assert [(one["type"], one["name"]) for one in rules] == [
        ("BUG", "Синтаксическая ошибка"),
        ("CODE_SMELL", "Ошибка в тексте запроса"),
    ]
    assert as_json("generic")["issues"][0]["effortMinutes"] == 5


def test_an_excerpt_shows_what_is_marked() -> None:
    line = '\tБ = "😀"; В = В;\x1b[0m' + " // и ещё" * 30
    found = Finding("SelfAssign", "m", 1, span(0, 11, 16), "f", (), line)
    report = Report((FileReport("a.bsl", (found,), 1),))
    _, shown, marks, *_ = render(report, "text").splitlines()
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "В = В"
    assert "\x1b" not in shown
    assert len(shown) < 120
    far = found._replace(range=span(0, 260, 262), line=line + "\t" * 200)
    assert "^" in render(Report((FileReport("a.bsl", (far,), 1),)), "text")
