"""The memory's file: what is written is read; what is damaged is dropped; windows don't harm each other."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import numpy as np
import pytest

from bsl_pilot.completion import store
from bsl_pilot.completion.memory import joined, sorted_places
from bsl_pilot.completion.store import Stamp

KEY = "токенизатор"
DOCUMENTS = {"Модуль с пробелом.bsl": [1, 2, 3, 1, 2, 4], "б/😀.os": [2, 3, 1]}


def save(folder: Path, documents: dict[str, list[int]] | None = None, key: str = KEY, time: int = 7) -> Path:
    documents = DOCUMENTS if documents is None else documents
    codes, _ = joined(9, ((path, np.array(tokens, np.int32)) for path, tokens in documents.items()))
    about = [(path, Stamp(10, time, "ab"), len(tokens)) for path, tokens in documents.items()]
    return store.save(folder, key, 9, (codes, sorted_places(9, codes)), about)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = save(tmp_path / "новая папка")
    stored = store.newest(tmp_path / "новая папка", KEY)
    assert stored
    assert stored.path == path
    assert stored.stamps == dict.fromkeys(DOCUMENTS, Stamp(10, 7, "ab"))
    assert {name: stored.memory.document(name).tolist() for name in DOCUMENTS} == DOCUMENTS
    assert stored.memory.tokens == 9
    recall = stored.memory.view().recall([1, 2])
    assert (recall.length, sorted(recall.tokens.tolist())) == (2, [3, 4])


def test_no_documents(tmp_path: Path) -> None:
    save(tmp_path, {})
    stored = store.newest(tmp_path, KEY)
    assert stored
    assert stored.memory.view().recall([1]).length == 0


def test_each_tokenizer_has_its_own(tmp_path: Path) -> None:
    save(tmp_path)
    assert store.newest(tmp_path, "другой") is None
    save(tmp_path, {"x": [5]}, "другой")
    assert len(list(tmp_path.iterdir())) == 2


def test_a_newer_one_replaces_the_older(tmp_path: Path) -> None:
    save(tmp_path)
    held = store.newest(tmp_path, KEY)
    newer = save(tmp_path, time=8)
    assert list(tmp_path.iterdir()) == [newer]
    assert held
    assert held.memory.view().recall([1, 2]).length == 2, "another window still has the old file mapped"


@pytest.mark.parametrize("at", [0, 9, 14, 40, 200, -1, -33])
def test_a_damaged_file_is_dropped_with_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, at: int
) -> None:
    path = save(tmp_path)
    data = bytearray(path.read_bytes())
    data[at] ^= 0x10
    path.write_bytes(data)
    with caplog.at_level(logging.WARNING):
        assert store.newest(tmp_path, KEY) is None
    assert not path.exists()
    assert len(caplog.records) == 1


@pytest.mark.parametrize("size", [0, 5, 30, 300, -1])
def test_a_truncated_file_is_dropped(tmp_path: Path, size: int) -> None:
    path = save(tmp_path)
    path.write_bytes(path.read_bytes()[:size])
    assert store.newest(tmp_path, KEY) is None
    assert list(tmp_path.iterdir()) == []


def test_many_windows_write_and_read_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    failed: list[str] = []

    def window(number: int) -> None:
        for time in range(8):
            save(tmp_path, time=(number + time) % 5)
            stored = store.newest(tmp_path, KEY)
            if stored and stored.memory.document("б/😀.os").tolist() != [2, 3, 1]:
                failed.append(stored.path.name)

    threads = [threading.Thread(target=window, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert not caplog.records
    assert not list(tmp_path.glob(".memory-*"))
