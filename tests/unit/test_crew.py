"""Processes that share work: order does not matter, a dead one costs its job, an end is an end."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from bsl_pilot.crew import Crew
from bsl_pilot.index.jobs import Folder, Harvested


def crew(folder: Path, *, polite: bool = False) -> Crew[str, Harvested]:
    return Crew("bsl_pilot.index.worker", Folder(str(folder), 10**6), polite=polite)


def test_every_chunk_is_answered_once(tmp_path: Path) -> None:
    chunks = [[f"нет{number}.bsl", f"нет{number}а.bsl"] for number in range(5)]
    answered: list[str] = []
    lost: list[str] = []
    several = crew(tmp_path, polite=True)
    several.run(chunks, 2, lambda jobs, _answer: answered.extend(jobs), lost.append)
    assert sorted(answered) == sorted(job for chunk in chunks for job in chunk)
    assert lost == []
    assert several.peak_rss_mb > 10
    assert several.cpu_seconds > 0


def test_a_closed_crew_does_nothing(tmp_path: Path) -> None:
    one = crew(tmp_path)
    one.close()
    one.run([["а.bsl"]], 1, lambda _jobs, _answer: pytest.fail("answered"), lambda _job: pytest.fail("lost"))


def test_closing_ends_a_run(tmp_path: Path) -> None:
    one = crew(tmp_path)
    answered: list[str] = []

    def close(jobs: object, _answer: object) -> None:
        answered.append(str(jobs))
        one.close()

    one.run([[f"нет{number}.bsl"] for number in range(200)], 1, close, lambda _job: None)
    assert len(answered) == 1


def test_what_a_callback_raises_ends_the_run(tmp_path: Path) -> None:
    def fail(_jobs: object, _answer: object) -> None:
        raise ValueError("no")

    for size in (1, 2):
        one = crew(tmp_path)
        with pytest.raises(ValueError, match="no"):
            one.run([["а.bsl", "б.bsl", "в.bsl"]] * 20, size, fail, lambda _job: pytest.fail("begun anew"))
        processes = psutil.Process().children()
        _, alive = psutil.wait_procs(processes, timeout=20)
        assert not [left for left in alive if "bsl_pilot.index.worker" in left.cmdline()]
