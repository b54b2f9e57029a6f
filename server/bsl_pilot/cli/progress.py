"""Progress of a long command: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from types import TracebackType

from bsl_pilot.locale import Locale, Text

_LINE = Text("Файлов: {done} из {total} ({percent} %)", "Files: {done} of {total} ({percent}%)")
INTERVAL = 0.1
"""Seconds between two states of the line: a terminal is slower than we are."""


class Progress:
    """Shows how many files, or what ``line`` says, are done; the line is gone when the block ends."""

    def __init__(self, locale: Locale, line: Text = _LINE) -> None:
        self._locale = locale
        self._line = line
        self._shown = 0
        self._next = time.monotonic() + INTERVAL
        self._wanted = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._shown:
            self._write("")

    def __call__(self, done: int, total: int) -> None:
        """Shows that ``done`` of ``total`` files are done."""
        self._show(self._line, done, total)

    def saying(self, line: Text) -> Callable[[int, int], None]:
        """Shows another thing on the same line."""
        return partial(self._show, line)

    def _show(self, line: Text, done: int, total: int) -> None:
        if not self._wanted or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + INTERVAL
        self._write(line.to(self._locale, done=done, total=total, percent=done * 100 // max(total, 1)))

    def _write(self, line: str) -> None:
        sys.stderr.write("\r" + line + " " * (self._shown - len(line)) + ("\r" if not line else ""))
        sys.stderr.flush()
        self._shown = len(line)
