"""A rule is turned off in a settings file that stays its author's."""

from __future__ import annotations

import tomllib

import pytest

from bsl_pilot.settings.edit import with_rule_off
from bsl_pilot.text.snapshot import TextSnapshot, apply


def changed(text: str, *effective: str) -> str:
    edit = with_rule_off(text, "LineLength", effective)
    assert edit is not None
    return apply(TextSnapshot.of(text), [edit]).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[check]\nignore = ["LineLength"]\n'),
        ('language = "ru" # 🙂', 'language = "ru" # 🙂\n\n[check]\nignore = ["LineLength"]\n'),
        ("[check]\r\njobs = 2\r\n", '[check]\r\nignore = ["LineLength"]\r\njobs = 2\r\n'),
        ("[check] # мы", '[check] # мы\nignore = ["LineLength"]'),
        ("[check]\nignore = []\n", '[check]\nignore = ["LineLength"]\n'),
        (
            '[check]\nignore = ["А]", # ]\n  "B",\n]\n[format]\n',
            '[check]\nignore = ["А]", # ]\n  "B", "LineLength"\n]\n[format]\n',
        ),
        ("[check]\nignore = ['A']\n", "[check]\nignore = ['A', \"LineLength\"]\n"),
        (
            "[check.severity]\nA = 'hint'\n",
            "[check.severity]\nA = 'hint'\n\n[check]\nignore = [\"LineLength\"]\n",
        ),
    ],
)
def test_the_rule_is_added_and_nothing_else_changes(before: str, after: str) -> None:
    assert changed(before) == after
    assert "LineLength" in tomllib.loads(after.replace("\r\n", "\n"))["check"]["ignore"]


def test_what_other_files_ignore_stays_ignored() -> None:
    assert tomllib.loads(changed("", "SelfAssign"))["check"]["ignore"] == ["SelfAssign", "LineLength"]


@pytest.mark.parametrize(
    "text",
    [
        "[check\n",
        "check = 1\n",
        'check = { ignore = ["A"] }\n',
        'check.ignore = ["A"]\n',
        '[check]\nignore = "A"\n',
        '[check]\nignore = ["LineLength"]\n',
        '[check]\n"ignore" = ["A"]\n',
    ],
)
def test_a_file_that_is_broken_or_unusual_is_left_alone(text: str) -> None:
    assert with_rule_off(text, "LineLength") is None
