"""Whether ghost text stays while it is typed along, and stands where the cursor is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class Steadiness:
    """Counts over answers in the order of their requests.

    ``stale``: the text is not one for this cursor: it replaces something else than what is typed before it.
    ``followed``: keys that were the next character of the text shown; ``flickers``: of these the answers that did
    not go on with the same text.
    """

    answers: int = 0
    stale: int = 0
    followed: int = 0
    flickers: int = 0
    _ghost: str = ""

    def opened(self) -> None:
        """Another place: what was shown before says nothing."""
        self._ghost = ""

    def answered(self, line: str, items: list[dict[str, Any]], key: str = "") -> None:
        """One answer. ``line``: what stands before the cursor, ``key`` typed just now as its last character."""
        self.answers += 1
        ghost = self._beyond(line, items[0]) if items else ""
        if key and len(self._ghost) > 1 and self._ghost[0] == key:
            self.followed += 1
            self.flickers += not ghost.startswith(self._ghost[1:])
        self._ghost = ghost

    def _beyond(self, line: str, item: dict[str, Any]) -> str:
        """What of an item stands behind the cursor."""
        units = line.encode("utf-16-le")
        start, end = (item["range"][edge]["character"] for edge in ("start", "end"))
        typed, text = units[2 * start :].decode("utf-16-le"), str(item["insertText"])
        fits = 2 * end == len(units) and text[: len(typed)].casefold() == typed.casefold()
        self.stale += not fits
        return text[len(typed) :] if fits else ""
