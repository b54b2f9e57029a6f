"""Finding help files, reading them in, going back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.app import platform
from bsl_pilot.errors import HelpDamaged, InputError, UsageError
from bsl_pilot.types.catalogue import store

from tests.unit.types.catalogue import help_writer as writer
from tests.unit.types.catalogue import sample_help as sample


@pytest.fixture(autouse=True)
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the user's catalogue goes."""
    target = tmp_path / "данные" / "catalogue.bin"
    monkeypatch.setattr(platform, "imported_path", lambda: target)
    monkeypatch.setattr(store, "imported_path", lambda: target)
    monkeypatch.setattr(platform, "shipped", lambda: sample.own_catalogue(tmp_path))
    return target


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """Two installed versions; the older one has no English help."""
    for version, files in (("8.3.9.2033", (True,)), ("8.3.24.1467", (True, False))):
        folder = tmp_path / "1cv8" / version / "bin"
        folder.mkdir(parents=True)
        for russian in files:
            name = platform.RUSSIAN if russian else platform.ENGLISH
            (folder / name).write_bytes(writer.book(sample.ROOTS, russian=russian))
    return tmp_path / "1cv8"


def test_the_newest_version_of_a_folder(installation: Path) -> None:
    found = platform.find_help(installation)
    assert found.version == "8.3.24.1467"
    assert found.russian == installation / "8.3.24.1467" / "bin" / platform.RUSSIAN
    assert found.english == installation / "8.3.24.1467" / "bin" / platform.ENGLISH


@pytest.mark.parametrize("part", ["8.3.9.2033", "8.3.9.2033/bin", "8.3.9.2033/bin/shcntx_ru.hbk"])
def test_a_version_or_a_file_of_it(installation: Path, part: str) -> None:
    found = platform.find_help(installation / part)
    assert (found.version, found.english) == ("8.3.9.2033", None)
    assert found.russian is not None


def test_installed_platforms(installation: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platform, "_places", lambda: iter([installation, tmp_path / "нет"]))
    assert [one.version for one in platform.installed()] == ["8.3.9.2033", "8.3.24.1467"]
    done = platform.import_help("")
    assert done.catalogue.about.platform == "8.3.24.1467"
    monkeypatch.setattr(platform, "_places", lambda: iter([]))
    with pytest.raises(UsageError):
        platform.import_help("")


def test_import_is_used_and_forgotten(installation: Path, target: Path) -> None:
    assert not platform.catalogue_state().imported
    done = platform.import_help(str(installation))
    assert (done.path, done.unreadable) == (target, 0)
    state = platform.catalogue_state()
    assert state.imported
    assert state.catalogue.function("Sweep")
    assert state.catalogue.about.complete_to == "8.3.24"
    assert len(state.catalogue.about.made_from) == 2
    mine = store.imported()
    assert mine is not None
    assert mine.function("Подмести")
    assert platform.forget_help()
    assert not platform.forget_help()
    assert not platform.catalogue_state().imported


def test_the_version_may_be_given(installation: Path, tmp_path: Path) -> None:
    path = tmp_path / platform.RUSSIAN
    path.write_bytes((installation / "8.3.9.2033" / "bin" / platform.RUSSIAN).read_bytes())
    assert platform.import_help(str(path)).catalogue.about.complete_to == "8.3.20"
    assert platform.import_help(str(path), "8.3.27").catalogue.about.complete_to == "8.3.27"
    with pytest.raises(UsageError):
        platform.import_help(str(path), "двадцать семь")


def test_a_failed_import_leaves_the_old_catalogue(installation: Path, target: Path, tmp_path: Path) -> None:
    platform.import_help(str(installation))
    before = target.read_bytes()
    broken = tmp_path / "shcntx_ru.hbk"
    broken.write_bytes(b"not help at all" * 100)
    with pytest.raises(HelpDamaged):
        platform.import_help(str(broken))
    assert target.read_bytes() == before
    assert sorted(target.parent.iterdir()) == [target]


def test_nothing_to_import(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "нет"):
        with pytest.raises(UsageError):
            platform.import_help(str(path))


def test_a_folder_that_cant_be_written(installation: Path, target: Path) -> None:
    target.parent.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(InputError):
        platform.import_help(str(installation))


def test_a_damaged_catalogue_is_told(installation: Path, target: Path) -> None:
    platform.import_help(str(installation))
    target.write_bytes(target.read_bytes()[:-10])
    state = platform.catalogue_state()
    assert not state.imported
    assert state.problem is not None
    assert target.name in state.problem.en
    assert target.exists(), "looking changes nothing"
