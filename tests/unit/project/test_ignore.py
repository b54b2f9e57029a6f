"""Patterns of .gitignore."""

from __future__ import annotations

import pytest

from bsl_pilot.project.ignore import ignore_list, is_ignored


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
