"""Progress: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import io
import sys

import pytest

from bsl_pilot.cli import progress
from bsl_pilot.cli.progress import Progress
from bsl_pilot.locale import Locale, Text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "INTERVAL", 0)
    with Progress(Locale.RU) as advance:
        advance(100, 200)
        advance(1, 3)
        advance.saying(Text("Вот {done}", "There: {done}"))(7, 9)
    return stream.getvalue()


def test_a_terminal_gets_one_line_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(Terminal(), monkeypatch)
    assert "\n" not in text
    first, second, third, blank, rest = text.split("\r")[1:]
    assert (first, second.rstrip()) == ("Файлов: 100 из 200 (50 %)", "Файлов: 1 из 3 (33 %)")
    assert len(second) >= len(first)
    assert third.rstrip() == "Вот 7"
    assert len(third) >= len(second.rstrip())
    assert (blank.strip(), rest) == ("", "")


def test_a_file_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), monkeypatch) == ""
