"""Accepted findings: known again after edits elsewhere, told apart from new ones of the same kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.errors import InputError, UsageError
from bsl_pilot.review import baseline
from bsl_pilot.review.around import Around
from bsl_pilot.review.examine import examine
from bsl_pilot.review.job import Job, Options
from bsl_pilot.review.report import FileReport, Report

BAD = "Процедура А()\n\tЕсли Б Тогда\nКонецПроцедуры\n"


def report_of(path: Path, known: frozenset[str] = frozenset()) -> FileReport:
    return examine(Job(str(path), known), Options(), Around())


def test_a_known_finding_survives_edits_elsewhere(tmp_path: Path) -> None:
    module = tmp_path / "Модуль.bsl"
    module.write_text(BAD, encoding="utf-8")
    kept = str(tmp_path / "baseline.json")
    assert baseline.write(kept, Report((report_of(module),))) == len(report_of(module).findings)
    module.write_text("// новая строка\n\n" + BAD.replace("\tЕсли", "    Если"), encoding="utf-8")
    again = report_of(module, baseline.load(kept).known(str(module)))
    assert again.findings == ()
    assert again.hidden > 0


def test_a_new_finding_like_a_known_one_is_reported(tmp_path: Path) -> None:
    module = tmp_path / "Модуль.bsl"
    module.write_text(BAD, encoding="utf-8")
    first = report_of(module)
    kept = str(tmp_path / "baseline.json")
    baseline.write(kept, Report((first,)))
    module.write_text(BAD * 2, encoding="utf-8")
    again = report_of(module, baseline.load(kept).known(str(module)))
    assert len(again.findings) == len(report_of(module).findings) - again.hidden > 0


def test_paths_are_relative_to_the_baseline_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "src" / "Модуль.bsl"
    module.parent.mkdir()
    module.write_text(BAD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    baseline.write("baseline.json", Report((report_of(Path("src/Модуль.bsl")),)))
    assert '"src/Модуль.bsl"' in (tmp_path / "baseline.json").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path / "src")
    assert baseline.load("../baseline.json").known("Модуль.bsl")
    assert not baseline.load("../baseline.json").known("Другой.bsl")


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"findings": [1]}', b"\xff\xfe", b"[" * 100_000])
def test_something_else_is_refused(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(body)
    with pytest.raises(UsageError, match="write it again with --write-baseline"):
        baseline.load(str(path))


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        baseline.load(str(tmp_path / "нет.json"))
    with pytest.raises(InputError, match="no such file"):
        baseline.write(str(tmp_path / "нет" / "b.json"), Report(()))
