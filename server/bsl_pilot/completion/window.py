"""The text around a cursor that is worth reading: bounded, whole lines, ``\\n`` as the only line end.

The window's start moves in large steps, not with every key: as long as it stands still, what is typed only
extends the prefix, so that caches of texts and of a model's keys and values stay true.
"""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.completion.prompt import normalise
from bsl_pilot.text.snapshot import TextSnapshot

PREFIX = 60 * 1024
"""Bytes before the cursor that are read, at most."""
SUFFIX = 16 * 1024
"""Bytes behind the cursor that are read, at most."""
STEP = 16 * 1024
"""Bytes by which the start of a window moves on."""
_COMPARED = 2_000
"""Characters behind the cursor that must be the same for two windows to be the same place."""
_TAIL = 2_000
_CLOSERS = ")]\"'"
"""What editors put behind the cursor by themselves."""


@dataclass(frozen=True, slots=True)
class Window:
    """Text before and behind a cursor. ``start`` is the byte of the document where ``prefix`` begins."""

    start: int
    prefix: str
    suffix: str

    @property
    def behind(self) -> str:
        """The text behind the cursor as far as it is compared."""
        return self.suffix[:_COMPARED]

    def back(self, chars: int) -> Window:
        """The window of the place ``chars`` characters before, without those characters."""
        return Window(self.start, self.prefix[: len(self.prefix) - chars], self.suffix) if chars else self

    def typed_since(self, before: Window) -> str | None:
        """What was typed between the place of ``before`` and this one; None where the text differs."""
        if self.start == before.start:
            same = self.prefix.startswith(before.prefix)
            return self.prefix[len(before.prefix) :] if same else None
        tail = before.prefix[-_TAIL:]  # the start has moved on: the nearest text has to do
        at = self.prefix.rfind(tail, max(0, len(self.prefix) - 2 * _TAIL)) if tail else -1
        return self.prefix[at + len(tail) :] if at >= 0 else None

    def closed_since(self, behind: str) -> str | None:
        """What an editor has put behind the cursor since ``behind`` stood there: nothing or one closing character;
        None where the text behind differs otherwise."""
        if self.behind == behind:
            return ""
        closer = self.suffix[:1]
        return closer if closer in _CLOSERS and self.suffix[1 : 1 + _COMPARED] == behind else None


def window(text: TextSnapshot, offset: int) -> Window:
    """The window around byte ``offset``."""
    start, end = _start(text, offset), _end(text, offset)
    return Window(start, normalise(text.slice(start, offset)), normalise(text.slice(offset, end)))


def _start(text: TextSnapshot, offset: int) -> int:
    """Start of the first line in reach, or of a character where the line is longer than the reach."""
    if offset <= PREFIX:
        return 0
    base = -(-(offset - PREFIX) // STEP) * STEP
    line = text.lines.line_of(base)
    following = text.lines.starts[line + 1] if line + 1 < len(text.lines) else offset
    return following if following < offset else _whole(text.data, base)


def _end(text: TextSnapshot, offset: int) -> int:
    """End of the last whole line in reach, or of a character."""
    if offset + SUFFIX >= len(text.data):
        return len(text.data)
    last = text.lines.starts[text.lines.line_of(offset + SUFFIX)]
    return last if last > offset else _whole(text.data, offset + SUFFIX)


def _whole(data: bytes, at: int) -> int:
    """The start of the character that byte ``at`` belongs to or, inside of one, of the next."""
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at
