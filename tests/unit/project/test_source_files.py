"""Which files a folder's check looks at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bsl_pilot.locale import Locale
from bsl_pilot.project.files import find_sources


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("А = 1;\n", encoding="utf-8")


def found(root: Path, *paths: str, exclude: tuple[str, ...] = ()) -> list[str]:
    return [one.shown for one in find_sources(paths, exclude, str(root)).files]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_source_files_in_the_order_of_names_as_given(tmp_path: Path) -> None:
    make(tmp_path, "src/б/Модуль.BSL", "src/a/x.os", "src/a/x.txt", "src/Я.bsl")
    assert found(tmp_path, "src") == ["src/a/x.os", "src/Я.bsl", "src/б/Модуль.BSL"]
    assert found(tmp_path, "src/") == found(tmp_path, "src")
    assert found(tmp_path, "./src/a") == ["./src/a/x.os"]
    assert found(tmp_path, str(tmp_path / "src" / "a")) == [(tmp_path / "src" / "a" / "x.os").as_posix()]


def test_a_named_file_counts_whatever_its_suffix_and_each_file_once(tmp_path: Path) -> None:
    make(tmp_path, "a/x.txt", "a/y.bsl")
    assert found(tmp_path, "a/x.txt", "a/y.bsl", "a", "./a/y.bsl") == ["a/x.txt", "a/y.bsl"]


def test_excluded_folders_are_left_out_but_not_when_named(tmp_path: Path) -> None:
    make(tmp_path, "a/x.bsl", "a/build/y.bsl", "node_modules/z.bsl")
    assert found(tmp_path, ".", exclude=("node_modules/", "/a/build/")) == ["./a/x.bsl"]
    assert found(tmp_path, "a/build/y.bsl", exclude=("build/",)) == ["a/build/y.bsl"]


def test_gitignore_counts_inside_a_work_tree_only(tmp_path: Path) -> None:
    make(tmp_path, "a/x.bsl", "a/out/y.bsl", "a/b/out/z.bsl", "a/b/w.bsl")
    (tmp_path / ".gitignore").write_text("out/\n", encoding="utf-8")
    (tmp_path / "a" / "b" / ".gitignore").write_text("!out/\nw.bsl\n", encoding="utf-8")
    assert len(found(tmp_path, "a")) == 4
    (tmp_path / ".git").mkdir()
    assert found(tmp_path, "a") == ["a/b/out/z.bsl", "a/x.bsl"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    make(tmp_path, "a/x.bsl")
    try:
        (tmp_path / "a" / "loop").symlink_to(tmp_path / "a", target_is_directory=True)
        (tmp_path / "a" / "gone.bsl").symlink_to(tmp_path / "nowhere.bsl")
        (tmp_path / "linked").symlink_to(tmp_path / "a", target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let the user make links")
    assert found(tmp_path, "a") == ["a/x.bsl"]
    assert found(tmp_path, "linked") == ["linked/x.bsl"]


def test_what_is_not_there_is_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    make(tmp_path, "a/x.bsl")
    result = find_sources(["нет", "a", "nul\0l"], (), ".")
    assert [one.shown for one in result.files] == ["a/x.bsl"]
    assert result.errors[0].to(Locale.RU) == "нет: нет такого файла или папки"
    assert len(result.errors) == 2


def test_a_folder_without_rights_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "a/x.bsl", "a/closed/y.bsl")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    result = find_sources(["a"], (), ".")
    assert [one.shown for one in result.files] == ["a/x.bsl"]
    assert [str(error) for error in result.errors] == ["a/closed: permission denied"]
