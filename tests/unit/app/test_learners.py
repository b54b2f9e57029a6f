"""Learners come and go with the folders; a learner that breaks is heard of."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bsl_pilot.app import learning
from bsl_pilot.app.completion import Completion
from bsl_pilot.app.learners import Learners
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.completion.build import Order, Report
from bsl_pilot.errors import BackendError
from bsl_pilot.locale import Locale
from bsl_pilot.settings import CompletionSettings, Settings

from tests.unit.backends.scripted import ours

CODE = "Процедура Ё(Отказ) // 🙂\r\n\tСообщить(Отказ);\r\nКонецПроцедуры\r\n"


def joined() -> Completion:
    """What a learner needs of the joined parts."""
    return cast("Completion", SimpleNamespace(tokens=ours(), key="ключ", tokenizer=Path("нет")))


def workspace(folder: Path, **completion: Any) -> Workspace:
    return Workspace(folder, Settings(completion=CompletionSettings(**completion)), [], Locale.RU)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Roots of the builds that were ordered; none of them ends well."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "кэш"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "кэш"))
    roots: list[str] = []

    async def build(order: Order) -> Report:
        roots.append(Path(order.root).name)
        raise BackendError("no process")

    monkeypatch.setattr("bsl_pilot.completion.builder.build", build)
    return roots


async def until(wanted: Any) -> None:
    async with asyncio.timeout(20):
        while not wanted():
            await asyncio.sleep(0.01)


async def test_they_follow_the_folders(built: list[str], tmp_path: Path) -> None:
    outer, inner, off = tmp_path / "Внешний", tmp_path / "Внешний" / "Внутренний", tmp_path / "Тихий"
    for one in (inner, off):
        one.mkdir(parents=True)
    learners = Learners(joined())
    learners.follow([workspace(outer), workspace(off, enabled=False), workspace(Path())])
    await until(lambda: built == ["Внешний"])
    learners.follow([workspace(outer), workspace(inner)])
    await until(lambda: built == ["Внешний", "Внутренний"])
    assert learners.memory((off / "М.bsl").as_posix()) is None
    assert learners.memory((inner / "М.bsl").as_posix()) is not None
    learners.follow([])
    assert learners.memory((outer / "М.bsl").as_posix()) is None
    await learners.close()
    assert [one.get_name() for one in asyncio.all_tasks() if one.get_name().startswith("learn ")] == []


async def test_what_is_saved_is_remembered_in_its_folder_only(built: list[str], tmp_path: Path) -> None:
    one, other = tmp_path / "Один", tmp_path / "Другой"
    for folder in (one, other):
        folder.mkdir()
    learners = Learners(joined())
    learners.follow([workspace(one), workspace(other)])
    await until(lambda: len(built) == 2)
    saved = one / "М.bsl"
    saved.write_bytes(b"\xef\xbb\xbf" + CODE.encode())
    for path in (saved, one / "нет.bsl", one / "картинка.png", tmp_path / "чужой.bsl"):
        learners.saved(path)
    context = ours().encode_once("\tСообщить(")

    def recalled(folder: Path, name: str) -> int:
        view = learners.memory((folder / name).as_posix())
        assert view is not None
        return view.recall(context).length

    await until(lambda: recalled(one, "Новый.bsl") > 1)
    assert recalled(one, "М.bsl") == 0  # it is open: the memory leaves it to the document
    assert recalled(other, "Новый.bsl") == 0
    await learners.close()


async def test_a_build_that_fails_is_one_line(
    built: list[str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    learners = Learners(joined())
    learners.follow([workspace(tmp_path)])
    await until(lambda: bool(caplog.records))
    await learners.close()
    (record,) = caplog.records
    assert record.getMessage() == f"the memory of {tmp_path.name} was not built: no process"
    assert record.exc_info is None


async def test_a_defect_is_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_self: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(learning.Learner, "_take_over", broken)
    learners = Learners(joined())
    learners.follow([workspace(tmp_path)])
    await until(lambda: bool(caplog.records))
    assert "ZeroDivisionError" in caplog.text
    await learners.close()
