"""An index that follows its folder: documents, saves, changes from outside, and the next start."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bsl_pilot.app.indexing import IndexRequest, index_folder
from bsl_pilot.app.live_index import LiveIndex
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.locale import Locale
from bsl_pilot.syntax.document import Document

from tests.unit.index.workspaces import told, write

FILES = {"а.bsl": "А();", "б.bsl": "Б();"}


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


class Followed:
    """A live index with what it knows of calls."""

    def __init__(self, folder: Path) -> None:
        self.states: list[bool] = []
        self.news: list[bool] = []
        workspace = Workspace.of(str(folder), lambda _: Locale.EN)
        self.live = LiveIndex(workspace, self.states.append, None, self.news.append)
        self.live.start()
        until(lambda: True in self.states)

    def calls(self) -> set[str]:
        assert self.live.indexed
        view = self.live.indexed.index.view
        return {told(use) for path in view.paths() for use in view.occurrences_in(path)}


@pytest.fixture
def followed(tmp_path: Path) -> Iterator[Followed]:
    write(tmp_path, FILES)
    one = Followed(tmp_path)
    yield one
    one.live.close()


def test_documents_and_files(followed: Followed, tmp_path: Path) -> None:
    assert followed.states == [False, True]
    assert followed.calls() == {"CALL а", "CALL б"}
    followed.live.document(tmp_path / "а.bsl", Document.parse("В();"))
    until(lambda: followed.calls() == {"CALL в", "CALL б"})
    write(tmp_path, {"б.bsl": "Г();", "новый.bsl": "Д();"})
    until(lambda: followed.calls() == {"CALL в", "CALL г", "CALL д"})
    followed.live.document(tmp_path / "а.bsl", None)
    (tmp_path / "б.bsl").unlink()
    until(lambda: followed.calls() == {"CALL а", "CALL д"})


def test_saving_what_is_open_is_no_news_of_files_before_it_is_closed(
    followed: Followed, tmp_path: Path
) -> None:
    path = tmp_path / "а.bsl"
    followed.live.document(path, Document.parse("В();"))
    until(lambda: followed.news == [False])
    write(tmp_path, {"а.bsl": "В();"})
    until(lambda: len(followed.news) > 1)
    assert not any(followed.news)
    followed.live.document(path, None)
    until(lambda: any(followed.news))
    assert followed.calls() == {"CALL в", "CALL б"}


def test_the_next_start_knows_what_was_learnt(followed: Followed, tmp_path: Path) -> None:
    write(tmp_path, {"б.bsl": "Г();"})
    until(lambda: "CALL г" in followed.calls())
    followed.live.close()
    again = Followed(tmp_path)
    assert again.live.indexed
    assert again.calls() == {"CALL а", "CALL г"}
    assert again.live.indexed.warm
    again.live.close()


def test_it_can_be_closed_at_any_time(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    live = LiveIndex(Workspace.of(str(tmp_path), lambda _: Locale.EN), lambda _: None)
    live.start()
    live.close()
    live.close()


def test_a_folder_that_vanishes_is_not_forgotten(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A network drive that is away for a while would cost a whole build."""
    write(tmp_path / "п", FILES)
    indexed = index_folder(
        Workspace.of(str(tmp_path / "п"), lambda _: Locale.EN), IndexRequest(str(tmp_path / "п"))
    )
    (tmp_path / "п").rename(tmp_path / "р")
    indexed.refresh()
    assert len(indexed.index.view) == 2
    assert len(caplog.messages) == 1
    (tmp_path / "р").rename(tmp_path / "п")
    assert indexed.refresh().harvested == 0
