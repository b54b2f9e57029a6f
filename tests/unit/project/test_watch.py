"""Watching files: what is told, in how many batches. Waits for what must come, never for time to pass."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bsl_pilot.project import watch
from bsl_pilot.project.watch import Changes, Watcher

WAIT = 20.0
"""Seconds for what must come on the slowest machine."""


class Heard:
    """What a watcher has told so far, taken together."""

    def __init__(self) -> None:
        self.batches: list[Changes] = []
        self._come = threading.Condition()

    def __call__(self, changes: Changes) -> None:
        with self._come:
            self.batches.append(changes)
            self._come.notify_all()

    def wait(self, enough: Callable[[Heard], bool]) -> None:
        with self._come:
            assert self._come.wait_for(lambda: enough(self), WAIT), self.batches

    @property
    def there(self) -> set[Path]:
        """Files that the last batch that speaks of them calls modified."""
        return {path for path, there in self._last().items() if there}

    @property
    def gone(self) -> set[Path]:
        return {path for path, there in self._last().items() if not there}

    def _last(self) -> dict[Path, bool]:
        known: dict[Path, bool] = {}
        for batch in self.batches:
            known.update(dict.fromkeys(batch.deleted, False))
            known.update(dict.fromkeys(batch.modified, True))
        return known


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("cf/Catalogs/Т/Ext/ObjectModule.bsl", "cf/Catalogs/Т.xml", "cf/Configuration.xml"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("// 1", encoding="utf-8")
    return tmp_path / "cf"


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def watcher(folder: Path, heard: Heard) -> Iterator[Watcher]:
    one = Watcher([folder, folder / "Catalogs"], heard)
    assert one.start()
    yield one
    one.stop()
    one.stop()


@pytest.mark.usefixtures("watcher")
def test_a_file_that_is_written_is_told(folder: Path, heard: Heard) -> None:
    module = folder / "Catalogs" / "Т" / "Ext" / "ObjectModule.bsl"
    module.write_text("// 2", encoding="utf-8")
    (folder / "Catalogs" / "Т" / "Ext" / "notes.txt").write_text("", encoding="utf-8")
    heard.wait(lambda one: module in one.there)
    assert heard.there == {module}
    assert heard.gone == set()


@pytest.mark.usefixtures("watcher")
def test_a_file_replaced_by_a_temporary_one_is_there(folder: Path, heard: Heard) -> None:
    temporary = folder / "Catalogs" / ".Т.xml.tmp"
    temporary.write_text("<x/>", encoding="utf-8")
    temporary.replace(folder / "Catalogs" / "Т.xml")
    heard.wait(lambda one: folder / "Catalogs" / "Т.xml" in one.there)
    assert heard.gone <= {temporary}


@pytest.mark.usefixtures("watcher")
def test_a_checkout_is_few_batches_and_nothing_is_lost(folder: Path, heard: Heard) -> None:
    made = set()
    for at in range(400):
        path = folder / "CommonModules" / f"Модуль{at}" / "Ext" / "Module.bsl"
        path.parent.mkdir(parents=True)
        path.write_text("// 1", encoding="utf-8")
        made.add(path)
    heard.wait(lambda one: made <= one.there)
    assert len(heard.batches) < 100


@pytest.mark.usefixtures("watcher")
def test_what_is_deleted_is_gone_one_by_one_or_with_its_folder(folder: Path, heard: Heard) -> None:
    (folder / "Catalogs" / "Т.xml").unlink()
    heard.wait(lambda one: folder / "Catalogs" / "Т.xml" in one.gone)
    shutil.rmtree(folder / "Catalogs")
    heard.wait(lambda one: folder / "Catalogs" in one.gone)
    assert heard.there == set()


@pytest.mark.usefixtures("watcher")
def test_a_folder_that_moves_is_gone_there_and_new_here(folder: Path, heard: Heard) -> None:
    (folder / "Catalogs" / "Т").rename(folder / "Catalogs" / "Н")
    module = folder / "Catalogs" / "Н" / "Ext" / "ObjectModule.bsl"
    heard.wait(lambda one: module in one.there and folder / "Catalogs" / "Т" in one.gone)


@pytest.mark.usefixtures("watcher")
def test_a_folder_that_comes_from_outside_is_watched_from_then_on(
    folder: Path, heard: Heard, tmp_path: Path
) -> None:
    (tmp_path / "cf" / "Catalogs").rename(tmp_path / "aside")
    heard.wait(lambda one: folder / "Catalogs" in one.gone)
    (tmp_path / "aside").rename(folder / "Documents")
    module = folder / "Documents" / "Т" / "Ext" / "ObjectModule.bsl"
    heard.wait(lambda one: module in one.there)
    module.unlink()
    heard.wait(lambda one: module in one.gone)


@pytest.mark.usefixtures("watcher")
def test_hidden_folders_are_not_watched(folder: Path, heard: Heard) -> None:
    hidden = folder / ".git" / "x.bsl"
    hidden.parent.mkdir()
    hidden.write_text("// 1", encoding="utf-8")
    (folder / "Configuration.xml").write_text("<x/>", encoding="utf-8")
    heard.wait(lambda one: folder / "Configuration.xml" in one.there)
    assert hidden not in heard.there


def test_a_listener_that_fails_hears_the_next_batch(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    heard = Heard()

    def listener(changes: Changes) -> None:
        heard(changes)
        if len(heard.batches) == 1:
            raise ValueError("no")

    one = Watcher([folder], listener)
    assert one.start()
    try:
        with caplog.at_level(logging.ERROR):
            (folder / "Configuration.xml").write_text("<x/>", encoding="utf-8")
            heard.wait(lambda one: len(one.batches) >= 1)
            (folder / "Catalogs" / "Т.xml").write_text("<x/>", encoding="utf-8")
            heard.wait(lambda one: folder / "Catalogs" / "Т.xml" in one.there)
    finally:
        one.stop()
    assert "was not taken in" in caplog.text


def test_more_than_can_be_told_says_so(folder: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "TOO_MANY", 3)
    one = Watcher([folder], heard)
    assert one.start()
    try:
        for at in range(5):
            (folder / "Catalogs" / f"{at}.xml").write_text("<x/>", encoding="utf-8")
        heard.wait(lambda one: any(batch.everything for batch in one.batches))
    finally:
        one.stop()


def test_a_folder_that_is_not_there_is_refused_with_one_line(
    tmp_path: Path, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    one = Watcher([tmp_path / "gone"], heard)
    with caplog.at_level(logging.WARNING):
        assert not one.start()
    assert len(caplog.records) == 1
    one.stop()


def test_a_watcher_that_never_started_stops(tmp_path: Path, heard: Heard) -> None:
    Watcher([tmp_path], heard).stop()
    assert heard.batches == []
