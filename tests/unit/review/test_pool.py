"""Checking in several processes: the same answers in the same order, and one bad file harms no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bsl_pilot.crew import processors
from bsl_pilot.review import pool
from bsl_pilot.review.job import Job, Options
from bsl_pilot.review.pool import Sized, check_in_pool, sensible_jobs
from bsl_pilot.review.selection import Selection
from bsl_pilot.settings import CheckSettings

SYNTAX = Options(Selection.of(CheckSettings(select=("ParseError", "QueryParseError"))))

GOOD = "Процедура А() Экспорт\n\tБ = 1;\nКонецПроцедуры\n"
BAD = "Процедура А()\n\tЕсли Б Тогда\nКонецПроцедуры\n"


def ignore(_count: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture
def files(tmp_path: Path) -> list[Sized]:
    made = []
    for number in range(12):
        path = tmp_path / f"М{number}.bsl"
        path.write_text((BAD if number % 3 == 0 else GOOD) * (number + 1), encoding="utf-8")
        made.append(Sized(Job(str(path)), path.stat().st_size))
    (tmp_path / "двоичный.bsl").write_bytes(b"\x00\x01")
    return [*made, Sized(Job(str(tmp_path / "двоичный.bsl")), 2), Sized(Job(str(tmp_path / "нет.bsl")), 0)]


def test_any_number_of_processes_gives_the_same_reports(
    files: list[Sized], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "CHUNK_FILES", 2)
    one = check_in_pool(files, SYNTAX, 1, ignore)
    counts: list[int] = []
    two = check_in_pool(files, SYNTAX, 2, counts.append)
    assert one.reports == two.reports
    assert [report.path for report in two.reports] == [file.job.path for file in files]
    assert sum(counts) == len(files)
    assert [bool(report.findings) for report in two.reports[:4]] == [True, False, False, True]
    assert [bool(report.error) for report in two.reports[-2:]] == [True, True]
    assert two.peak_rss_mb > 10


def test_a_process_that_dies_costs_one_file(files: list[Sized], monkeypatch: pytest.MonkeyPatch) -> None:
    """A poisoned job can't be unpickled by the worker, which ends it as a crash of the parser would."""
    poisoned = [*files[:3], Sized(_Poison("poison.bsl"), 1), *files[3:]]
    monkeypatch.setattr(pool, "CHUNK_FILES", 100)
    reports = check_in_pool(poisoned, SYNTAX, 2, ignore).reports
    assert "died on this file" in reports[3].error
    del reports[3]
    assert reports == check_in_pool(files, SYNTAX, 1, ignore).reports


class _Poison(Job):
    """Ends the process that unpickles it."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


def test_small_work_needs_no_second_process() -> None:
    assert sensible_jobs([]) == 1
    assert sensible_jobs([Sized(Job("a"), 1000)] * 100) == 1
    assert sensible_jobs([Sized(Job("a"), 1 << 20)] * 1000) == processors()


def test_the_largest_files_come_first() -> None:
    sizes = [1, 600_000, 2, 400_000, 300_000]
    chunks = pool._chunks([Sized(Job(str(size)), size) for size in sizes])
    assert chunks == [[1], [3], [4, 2, 0]]
