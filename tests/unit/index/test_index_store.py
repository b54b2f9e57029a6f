"""The index on disk: what was saved is there again, what is damaged is not, nobody harms anybody."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bsl_pilot.crew import Crew
from bsl_pilot.errors import InputError
from bsl_pilot.index import packing
from bsl_pilot.index import refresh as refreshing
from bsl_pilot.index.index import Index
from bsl_pilot.index.jobs import Folder, Harvested, crew_for
from bsl_pilot.index.merge import Part, merge
from bsl_pilot.index.packing import DamagedError
from bsl_pilot.index.segment import Segment
from bsl_pilot.syntax.document import Document

from tests.unit.index.workspaces import indexed, refresh, told, write

FILES = {
    f"М{number}.bsl": f"Процедура П{number}() Экспорт\n\tОбщий.П{number}(); Ё();\nКонецПроцедуры\n"
    for number in range(9)
}


def opened(folder: Path, cache: Path | None) -> Index:
    index = Index(folder, cache, "p")
    index.load()
    return index


def contents(index: Index) -> dict[str, list[str]]:
    view = index.view
    return {
        path: [one.name for one in view.methods_of(path)] + list(map(told, view.occurrences_in(path)))
        for path in sorted(view.paths())
    }


def test_a_second_start_reads_and_does_not_parse(tmp_path: Path) -> None:
    index = indexed(tmp_path / "w", FILES, tmp_path / "c")
    again = opened(tmp_path / "w", tmp_path / "c")
    assert contents(again) == contents(index)
    assert refresh(again).harvested == 0
    assert again.view.stats() == index.view.stats()


def test_changes_on_disk(tmp_path: Path) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    indexed(folder, FILES, cache)
    write(folder, {"М1.bsl": "А();", "новый.bsl": "Б();"})
    (folder / "М2.bsl").unlink()
    os.utime(folder / "М3.bsl", ns=(1, 1))
    index = opened(folder, cache)
    done = refresh(index)
    assert (done.harvested, done.removed) == (2, 1)
    assert contents(index) == contents(indexed(folder, {}))
    again = opened(folder, cache)
    assert contents(again) == contents(index)
    assert refresh(again).harvested == 0


def test_the_same_size_and_time_but_other_contents_are_seen_while_fresh(tmp_path: Path) -> None:
    """A file that changed within the last moments may change again without its time telling."""
    index = indexed(tmp_path / "w", {"а.bsl": "А();"}, tmp_path / "c")
    time = (tmp_path / "w/а.bsl").stat().st_mtime_ns
    write(tmp_path / "w", {"а.bsl": "Б();"})
    os.utime(tmp_path / "w/а.bsl", ns=(time, time))
    refresh(index)
    assert contents(index) == {"p/а.bsl": ["CALL б"]}


def test_one_file(tmp_path: Path) -> None:
    index = indexed(tmp_path, {"а.bsl": "А();", "б.bsl": "Б();"})
    generation = index.view.generation
    index.update("p/а.bsl", Document.parse("В();"))
    assert index.view.generation > generation
    assert contents(index) == {"p/а.bsl": ["CALL в"], "p/б.bsl": ["CALL б"]}
    write(tmp_path, {"а.bsl": "Г();"})
    index.update("p/а.bsl")
    assert contents(index)["p/а.bsl"] == ["CALL в"]
    index.close("p/а.bsl")
    assert contents(index)["p/а.bsl"] == ["CALL г"]
    (tmp_path / "а.bsl").unlink()
    with pytest.raises(InputError):
        index.update("p/а.bsl")
    assert list(index.view.paths()) == ["p/б.bsl"]
    index.update("p/новый.bsl", Document.parse("Г();"))
    assert sorted(index.view.paths()) == ["p/б.bsl", "p/новый.bsl"]


def test_an_open_document_is_not_saved(tmp_path: Path) -> None:
    index = indexed(tmp_path / "w", {"а.bsl": "А();"}, tmp_path / "c")
    index.update("p/а.bsl", Document.parse("В();"))
    index.save()
    assert contents(opened(tmp_path / "w", tmp_path / "c")) == {"p/а.bsl": ["CALL а"]}


def test_many_changes_leave_few_segments(tmp_path: Path) -> None:
    index = indexed(tmp_path, FILES)
    before = contents(index)
    for _ in range(10):
        for name in FILES:
            index.update(f"p/{name}")
    assert contents(index) == before
    assert len(index.view.segments) < 40


def test_a_view_stays_as_it_was(tmp_path: Path) -> None:
    index = indexed(tmp_path, FILES)
    view = index.view
    index.update("p/М1.bsl", Document.parse(""))
    assert [one.name for one in view.methods_of("p/М1.bsl")] == ["П1"]
    assert index.view.methods_of("p/М1.bsl") == []


@pytest.mark.parametrize("at", ["list", "segment"])
def test_what_is_damaged_is_built_again(tmp_path: Path, at: str, caplog: pytest.LogCaptureFixture) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    before = contents(indexed(folder, FILES, cache))
    path = cache / "index.json" if at == "list" else next(cache.glob("segment-*.bin"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    caplog.set_level(logging.WARNING)
    index = opened(folder, cache)
    assert len(caplog.messages) == 1
    assert "built again" in caplog.messages[0]
    assert refresh(index).harvested == len(FILES)
    assert contents(opened(folder, cache)) == before


def test_every_damage_is_found(tmp_path: Path) -> None:
    data = bytes(indexed(tmp_path, {"а.bsl": "А.Б();"}).view.segments[0].data)
    Segment(memoryview(data))
    for at in range(0, len(data), 7):
        broken = bytearray(data)
        broken[at] ^= 0x55
        with pytest.raises(DamagedError):
            Segment(memoryview(bytes(broken)))
    for size in (0, 10, len(data) // 2, len(data) - 1):
        with pytest.raises(DamagedError):
            Segment(memoryview(data[:size]))


def test_an_older_version_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    indexed(folder, FILES, cache)
    monkeypatch.setattr(packing, "VERSION", packing.VERSION + 1)
    index = opened(folder, cache)
    assert refresh(index).harvested == len(FILES)


def test_where_nothing_can_be_written_the_index_is_in_memory(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "c").write_text("a file, not a folder", encoding="utf-8")
    caplog.set_level(logging.WARNING)
    index = indexed(tmp_path / "w", FILES, tmp_path / "c" / "index")
    assert len(index.view) == len(FILES)
    assert [line for line in caplog.messages if "kept in memory" in line]


def test_two_windows_on_one_folder(tmp_path: Path) -> None:
    folder, cache = tmp_path / "w", tmp_path / "c"
    indexed(folder, FILES, cache)
    one, other = opened(folder, cache), opened(folder, cache)
    write(folder, {"М1.bsl": "Один();"})
    refresh(one)
    write(folder, {"М2.bsl": "Другой();"})
    refresh(other)
    refresh(one)
    assert contents(one) == contents(other) == contents(indexed(folder, {}))
    last = opened(folder, cache)
    refresh(last)
    assert contents(last) == contents(one)


def test_files_that_can_not_be_read_are_told_and_left_out(tmp_path: Path) -> None:
    write(tmp_path, {"а.bsl": "А();", "двоичный.bsl": b"\x00\x01", "странный.bsl": b"\x98\xff\xfe"})
    (tmp_path / "ссылка.bsl").symlink_to(tmp_path / "нет.bsl")
    index = Index(tmp_path, None, "p")
    done = refreshing.Refresh(index, crew_for(str(tmp_path), 10**6)).run(
        ["а.bsl", "двоичный.bsl", "странный.bsl", "нет.bsl"]
    )
    assert sorted(one.path for one in done.failures) == ["двоичный.bsl", "нет.bsl", "странный.bsl"]
    assert list(index.view.paths()) == ["p/а.bsl"]


def test_cp1251(tmp_path: Path) -> None:
    index = indexed(tmp_path, {"а.bsl": "Ёж.Метод();\r\n".encode("cp1251")})
    assert contents(index) == {"p/а.bsl": ["HEAD ёж", "METHOD ёж.метод"]}


def test_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(indexed(tmp_path, FILES))
    monkeypatch.setattr(refreshing, "_CHUNK_FILES", 2)
    monkeypatch.setattr(refreshing, "_WORTH_A_PROCESS", 1)
    index = Index(tmp_path, tmp_path / "c", "p")
    told_of: list[tuple[int, int]] = []
    crew = crew_for(str(tmp_path), 10**6)
    refreshing.Refresh(index, crew, lambda *progress: told_of.append(progress), jobs=2).run(sorted(FILES))
    assert contents(index) == before
    assert told_of[-1] == (9, 9)
    assert len(index.view.segments) == 2  # each put together by a process
    assert crew.peak_rss_mb > 10


class Fatal(str):
    """A path that ends the process which unpickles it."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


def test_a_process_that_dies_costs_one_file(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    crew: Crew[str, Harvested] = Crew("bsl_pilot.index.worker", Folder(str(tmp_path), 10**6))
    segments: list[Segment] = []
    lost: list[str] = []
    jobs = ["М0.bsl", Fatal("М1.bsl"), "М2.bsl"]
    crew.run(
        [jobs], 1, lambda _jobs, answer: segments.append(Segment(memoryview(answer.segment))), lost.append
    )
    assert lost == ["М1.bsl"]
    assert sorted(path for one in segments for path in one.paths) == ["М0.bsl", "М2.bsl"]


def test_a_merge_says_what_its_parts_say(tmp_path: Path) -> None:
    one, other = (indexed(tmp_path / name, FILES).view.segments[0] for name in ("а", "б"))
    merged = Segment(memoryview(merge([Part(one, [1, 3]), Part(other, [0])])))
    assert list(merged.paths) == ["М1.bsl", "М3.bsl", "М0.bsl"]
    whole = merge([Part(one)])
    assert bytes(whole) == merge([Part(one, list(range(len(one))))])


def test_a_big_module(tmp_path: Path) -> None:
    """60,000 lines, more than two bytes can number."""
    text = "".join(
        f"Процедура П{number}()\n\tОбщий.М{number}();\nКонецПроцедуры\n\n" for number in range(17_000)
    )
    index = indexed(tmp_path, {"большой.bsl": text})
    (use,) = index.view.occurrences("м16999")
    assert (use.place.line, use.place.character) == (16_999 * 4 + 1, 7)
    method = index.view.method_at("p/большой.bsl", use.place.line)
    assert method
    assert method.name == "П16999"


def test_a_worker_needs_nothing_of_the_servers() -> None:
    """It starts with the grammar and numpy, not with what a server loads."""
    code = "import bsl_pilot.index.worker, sys; print([m for m in ('onnxruntime', 'asyncio', 'websockets') if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
