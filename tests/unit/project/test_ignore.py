"""Patterns of .gitignore."""

from __future__ import annotations

import pytest

from bsl_pilot.project.ignore import ignore_list, is_ignored, is_left_out


@pytest.mark.parametrize(
    ("pattern", "path", "is_folder", "ignored"),
    [
        ("build/", "build", True, True),
        ("build/", "a/build", True, True),
        ("build/", "build", False, False),
        ("/build", "a/build", True, False),
        ("*.bsl", "a/Модуль.bsl", False, True),
        ("*.bsl", "a/Модуль.os", False, False),
        ("src/*.bsl", "src/М.bsl", False, True),
        ("src/*.bsl", "src/a/М.bsl", False, False),
        ("src/**/М.bsl", "src/М.bsl", False, True),
        ("src/**/М.bsl", "src/a/b/М.bsl", False, True),
        ("**/tmp", "a/b/tmp", True, True),
        ("src/**", "src/a/b", False, True),
        ("src/**", "src", True, False),
        ("М?.bsl", "М1.bsl", False, True),
        ("М[0-9].bsl", "М7.bsl", False, True),
        ("М[!0-9].bsl", "М7.bsl", False, False),
        ("# note", "# note", False, False),
        (r"\#x", "#x", False, True),
        ("a.b+c", "a.b+c", False, True),
        ("a.b", "axb", False, False),
        ("name  ", "name", False, True),
        ("", "", False, False),
        ("[", "[", False, True),
    ],
)
def test_patterns(pattern: str, path: str, is_folder: bool, ignored: bool) -> None:
    assert is_ignored([ignore_list("", [pattern])], path, is_folder) is ignored


def test_the_last_match_of_the_innermost_list_counts() -> None:
    outer = ignore_list("", ["*.bsl", "!keep.bsl"])
    inner = ignore_list("a/", ["!x.bsl"])
    assert not is_ignored([outer], "keep.bsl", False)
    assert is_ignored([inner, outer], "a/y.bsl", False)
    assert not is_ignored([inner, outer], "a/x.bsl", False)
    assert is_ignored([inner, outer], "b/x.bsl", False)


@pytest.mark.parametrize(
    ("patterns", "path", "left_out"),
    [
        (["М.bsl"], "a/М.bsl", True),
        (["build/"], "a/build/b/М.bsl", True),
        (["build"], "a/build/М.bsl", True),
        (["build/"], "build", False),
        (["a/b"], "a/b/c/М.bsl", True),
        (["a/b"], "c/a/b/М.bsl", False),
        (["тест*/"], "Тест/тесты/😀/М.bsl", True),
        (["проект/"], "М.bsl", False),
        (["a/", "!a/М.bsl"], "a/М.bsl", True),
        (["a/*", "!a/М.bsl"], "a/М.bsl", False),
        ([], "a/М.bsl", False),
    ],
)
@pytest.mark.parametrize("root", ["", "/дом/проект/", "C:/проект/"])
def test_what_a_folder_above_leaves_out_is_left_out(
    root: str, patterns: list[str], path: str, left_out: bool
) -> None:
    assert is_left_out([ignore_list(root, patterns)], root + path, root) is left_out


def test_only_what_is_below_the_root_can_be_left_out() -> None:
    lists = [ignore_list("", ["*.bsl", "проект/"])]
    assert not is_left_out(lists, "/другой/М.bsl", "/проект/")
    assert not is_left_out(lists, "/проект2/М.bsl", "/проект/")
    assert not is_left_out(lists, "/проект/М.os", "/проект/"), "the root itself is not asked about"
    assert is_left_out(lists, "/проект/проект/М.os", "/проект/")


def test_the_innermost_list_counts_for_folders_too() -> None:
    lists = [ignore_list("a/", ["!build/"]), ignore_list("", ["build/"])]
    assert not is_left_out(lists, "a/build/М.bsl", "")
    assert is_left_out(lists, "b/build/М.bsl", "")
