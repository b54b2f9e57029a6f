"""Somebody who types a method: the keys, the pauses between them, and what is taken of what is shown."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from bsl_pilot.text.words import WORD

KEY = 0.18
"""Median seconds between two keys: some 65 words a minute."""
PAUSES = {"\n": 0.9, " ": 0.24, "(": 0.3, ".": 0.26, ",": 0.26, ";": 0.3, "=": 0.3}
"""Median seconds after some keys, where a typist thinks of what comes next."""
SPREAD = (0.55, 1.6)
"""The shortest and the longest pause, as shares of the median."""


class Key(NamedTuple):
    """One key: what it inserts, and the seconds until the next one."""

    text: str
    pause: float


class Script:
    """A method to be typed. Lines end with LF; blanks at their ends are gone.

    An editor indents by itself: the key for a line's end inserts the next line's indentation too, and no character
    of an indentation counts as typed.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = "\n".join(line.rstrip() for line in text.split("\n"))
        self._counted = [0]
        blank = True
        for char in self.text:
            blank = char == "\n" or (blank and char in " \t")
            self._counted.append(self._counted[-1] + (char == "\n" or not blank))

    @property
    def characters(self) -> int:
        """All characters that count."""
        return self._counted[-1]

    def count(self, start: int, end: int) -> int:
        """Characters of ``text[start:end]`` that count."""
        return self._counted[end] - self._counted[start]

    def key(self, at: int) -> Key:
        """The key that is due at a place, with a pause that is the same in every run."""
        end = at + 1
        if self.text[at] == "\n":
            line = self.text[end:].partition("\n")[0]
            end += len(line) - len(line.lstrip(" \t"))
        chance = hashlib.blake2b(f"{self.name}\0{at}".encode("utf-8", "surrogatepass"), digest_size=4)
        low, high = SPREAD
        share = low + (high - low) * int.from_bytes(chance.digest(), "little") / 2**32
        return Key(self.text[at:end], PAUSES.get(self.text[at], KEY) * share)

    def right(self, at: int, shown: str) -> int:
        """Characters of the true text that ``shown`` stands for at a place; 0 where any of it is wrong.

        It is right where it goes on to a line's end or to the end of a word, line by line.
        """
        lines = [line.rstrip() for line in shown.split("\n")]
        wanted = "\n".join(lines).rstrip("\n")
        end = at + len(wanted)
        if not wanted.strip() or not self.text.startswith(wanted, at) or _inside_word(self.text, end):
            return 0
        return len(wanted)

    def right_words(self, at: int, shown: str) -> int:
        """Characters of the whole words at the beginning of ``shown`` that are right."""
        same = 0
        while same < len(shown) and self.text.startswith(shown[: same + 1], at):
            same += 1
        while same and (_inside_word(self.text, at + same) or _inside_word(shown, same)):
            same -= 1
        return same


def _inside_word(text: str, at: int) -> bool:
    """Whether a word goes on across the place ``at``."""
    return WORD.fullmatch(text[at - 1 : at]) is not None and WORD.match(text, at) is not None
