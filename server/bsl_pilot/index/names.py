"""Names as numbers: every name that a harvest meets is spelled out once."""

from __future__ import annotations

from bsl_pilot.text.words import fold

NONE = 0
"""The number of no name: the empty one, which sorts first everywhere."""


class Names(dict[bytes, int]):
    """Numbers of names by their spelling in UTF-8, the same for every letter case.

    Grows as it is asked: a loop over names that are known runs in C.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folded: list[str] = [""]
        """The names by number, folded."""
        self._by_folded: dict[str, int] = {"": NONE}

    def __missing__(self, spelling: bytes) -> int:
        folded = fold(spelling.decode("utf-8", "replace"))
        number = self._by_folded.setdefault(folded, len(self.folded))
        if number == len(self.folded):
            self.folded.append(folded)
        self[spelling] = number
        return number
