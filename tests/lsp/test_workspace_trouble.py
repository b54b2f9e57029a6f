"""What befalls a folder while a server has it open: the answers stay right, the log says what happened."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bsl_pilot.lsp.uri import path_of

from tests.lsp.workspaces import FIXTURES, Opened, Workspace, indexed

USER = "Documents/Операция/Ext/ObjectModule.bsl"
COMMON = "CommonModules/ПроводкиСервер"
MODULE = f"{COMMON}/Ext/Module.bsl"
ANSWER = [MODULE]
PATIENCE = 60.0


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A project of the test's own."""
    return Path(shutil.copytree(FIXTURES / "ledger", tmp_path / "ledger"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of caches of the test's own."""
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "кэш"))
    monkeypatch.setenv("HOME", str(tmp_path / "кэш"))  # of macOS
    return tmp_path / "кэш"


def targets(one: Workspace, opened: Opened, word: str = "Отразить") -> list[str]:
    """The files that a word leads to: what is in them may change while we look."""
    places = opened.ask("textDocument/definition", opened.at(word))
    paths = [path_of(place.get("targetUri") or place["uri"]) for place in places]
    return [path.relative_to(one.folder).as_posix() for path in paths if path is not None]


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def stored(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.suffix in (".bin", ".json")]


def test_a_damaged_store_is_built_again(ledger: Path, cache: Path) -> None:
    with indexed(ledger):
        pass
    assert len(stored(cache)) > 2
    for path in stored(cache):
        path.write_bytes(path.read_bytes()[:-3] + b"???")
    with indexed(ledger) as one, one.open(USER) as opened:
        assert targets(one, opened) == ANSWER
        assert one.server.log.count("will be built again") == 1
        assert one.server.log.count("metadata is read anew") == 1


def test_where_nothing_can_be_written_everything_is_known(ledger: Path, cache: Path) -> None:
    cache.write_bytes(b"")  # a file where the folder should be: root may write into any folder
    with indexed(ledger) as one, one.open(USER) as opened:
        assert targets(one, opened) == ANSWER
        assert one.server.log.count("is kept in memory") == 1
        (ledger / MODULE).write_text("Процедура Отразить() Экспорт\nКонецПроцедуры\n", encoding="utf-8")
        until(
            lambda: (
                opened.ask("textDocument/definition", opened.at("Отразить"))[0]["range"]["start"]["line"] == 0
            )
        )


def test_two_windows_on_one_folder(ledger: Path, cache: Path) -> None:
    with (
        indexed(ledger) as one,
        indexed(ledger) as other,
        one.open(USER) as mine,
        other.open(USER) as theirs,
    ):
        assert targets(one, mine) == targets(other, theirs) == ANSWER
        text = "Процедура Иная() Экспорт\nКонецПроцедуры\n"
        (ledger / MODULE).write_text(text, encoding="utf-8")
        until(lambda: not targets(one, mine) and not targets(other, theirs))
    with (
        indexed(ledger) as again,
        again.open(USER, "Процедура А()\n\tПроводкиСервер.Иная();\nКонецПроцедуры\n") as last,
    ):
        assert targets(again, last, "Иная") == ANSWER
        assert "built again" not in again.server.log


def test_a_folder_that_is_renamed_and_one_that_vanishes(ledger: Path) -> None:
    with indexed(ledger) as one, one.open(USER) as opened:
        assert targets(one, opened) == ANSWER
        (ledger / COMMON).rename(ledger / "CommonModules/Иные")
        until(lambda: not targets(one, opened))
        (ledger / "CommonModules/Иные").rename(ledger / COMMON)
        until(lambda: targets(one, opened) == ANSWER)
        shutil.rmtree(ledger / COMMON)
        until(lambda: not targets(one, opened))
        assert opened.ask("textDocument/hover", opened.at("Движения"))


def test_the_whole_folder_goes_away_and_comes_back(ledger: Path) -> None:
    with indexed(ledger) as one, one.open(USER) as opened:
        away = ledger.rename(ledger.with_name("away"))
        assert one.server.about("textDocument/documentSymbol", opened.uri)
        away.rename(ledger)
        until(lambda: targets(one, opened) == ANSWER)


def test_a_checkout_of_many_files_while_somebody_types(ledger: Path) -> None:
    text = "Процедура Новая{}() Экспорт\nКонецПроцедуры\n"
    for number in range(300):
        path = ledger / f"CommonModules/Модуль{number}/Ext/Module.bsl"
        path.parent.mkdir(parents=True)
        path.write_text(text.format(""), encoding="utf-8")
    with indexed(ledger) as one:
        code = f"Процедура А()\n\tМодуль{299}.Новая299();\nКонецПроцедуры\n"
        with one.open(USER, code) as opened:
            assert targets(one, opened, "Новая299") == []
            for number in range(300):
                path = ledger / f"CommonModules/Модуль{number}/Ext/Module.bsl"
                path.write_text(text.format(number), encoding="utf-8")
            until(lambda: targets(one, opened, "Новая299") == ["CommonModules/Модуль299/Ext/Module.bsl"])


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_in_a_circle(ledger: Path) -> None:
    (ledger / "CommonModules/Круг").symlink_to(ledger, target_is_directory=True)
    (ledger / "CommonModules/Сам").symlink_to(ledger / "CommonModules/Сам")
    with indexed(ledger) as one, one.open(USER) as opened:
        assert targets(one, opened) == ANSWER
        (ledger / MODULE).unlink()
        until(lambda: not targets(one, opened))


def test_bad_metadata_is_told_and_the_rest_is_known(ledger: Path) -> None:
    within = ledger / "Subsystems/Учет/Subsystems"  # a subsystem in itself
    within.mkdir(exist_ok=True)
    shutil.copy(ledger / "Subsystems/Учет.xml", within / "Учет.xml")
    if os.name == "posix":
        (within / "Учет").symlink_to(ledger / "Subsystems/Учет", target_is_directory=True)
    shutil.copy(ledger / "Catalogs/Договоры.xml", ledger / "Catalogs/договоры.xml")
    (ledger / "Catalogs/Организации.xml").unlink()
    cut = ledger / "Catalogs/Контрагенты.xml"
    data = cut.read_bytes()
    cut.write_bytes(data[: data.index("КонтактныеЛица".encode())])
    types = ledger / "Constants/ОсновнаяОрганизация.xml"
    types.write_bytes(
        types.read_bytes().replace("CatalogRef.Организации".encode(), "CatalogRef.Нет".encode())
    )
    with indexed(ledger) as one, one.open(USER) as opened:
        assert targets(one, opened) == ANSWER
        code = "Процедура А()\n\tА = Справочники.Контрагенты.СоздатьЭлемент();\n\tА.\nКонецПроцедуры\n"
        with one.open(MODULE, code) as other:
            found = other.ask("textDocument/completion", len(code[: code.index("А.\n") + 2].encode()))
            assert "ИНН" in {item["label"] for item in found["items"]}
        assert "Catalogs/Контрагенты.xml, line" in one.server.log
        assert "a second object called Catalog.договоры" in one.server.log
        assert "the configuration lists Catalog.Организации, which has no file" in one.server.log
