"""Rules that are off in some files."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import cast

import pytest

from bsl_pilot.review.per_path import PerPath

PATTERNS = {"src/Формы/": ("EmptyStatement", "LineLength"), "*.os": ("*",), "/тест?.bsl": ("SelfAssign",)}


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("src/Формы/Форма/Module.bsl", {"emptystatement", "linelength"}),
        ("src/Формы/x.os", {"emptystatement", "linelength", "*"}),
        ("тест1.bsl", {"selfassign"}),
        ("src/тест1.bsl", set()),
        ("src/Формы2/Module.bsl", set()),
    ],
)
def test_keys_by_path(path: str, keys: set[str]) -> None:
    folder = cast(Path, PurePosixPath("/w/проект"))
    assert PerPath(PATTERNS, folder).off(f"/w/проект/{path}") == keys


def test_a_file_elsewhere_is_nobodys() -> None:
    assert (
        PerPath({"*": ("*",)}, cast(Path, PurePosixPath("/w/проект"))).off("/w/другой/a.bsl") == frozenset()
    )
