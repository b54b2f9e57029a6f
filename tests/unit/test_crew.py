"""Processes that share work: order does not matter, a dead one costs its job, an end is an end."""

from __future__ import annotations

import threading
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


def test_threads_share_processes_that_stay_while_somebody_needs_them(tmp_path: Path) -> None:
    answered: list[str] = []

    def work(names: list[list[str]]) -> None:
        several.run(names, 2, lambda jobs, _answer: answered.extend(jobs), lambda _job: pytest.fail("lost"))

    with crew(tmp_path) as several:
        threads = [
            threading.Thread(target=work, args=([[f"{one}{two}"] for two in "абвг"],)) for one in "123"
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        first = own_processes()
        work([["а"], ["б"]])
        assert own_processes() == first
        assert len(first) == 2
    assert len(answered) == 14
    assert own_processes() == set()
    work([["в"]])
    assert answered[-1] == "в"


def test_polite_processes_give_way(tmp_path: Path) -> None:
    with crew(tmp_path, polite=True) as one:
        one.run([["а"]], 1, lambda _jobs, _answer: None, lambda _job: pytest.fail("lost"))
        (process,) = own_processes()
        assert psutil.Process(process).nice() > psutil.Process().nice()
        session = Path(f"/proc/{process}/autogroup")
        if session.exists():  # a session of its own is weighed as a whole
            assert session.read_text().split()[-1] == str(psutil.Process(process).nice())


def own_processes() -> set[int]:
    children = psutil.Process().children()
    return {one.pid for one in children if "bsl_pilot.index.worker" in one.cmdline()}
