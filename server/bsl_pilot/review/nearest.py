"""The one known name that an unknown one is most likely a slip of the pen for: repairs of the rules that find unknown names."""

from __future__ import annotations

from collections.abc import Iterable

from bsl_pilot.locale import Text
from bsl_pilot.review.finding import Fix, Place, replace
from bsl_pilot.text.words import fold, humps

FIX = Text("Заменить на «{new}»", "Replace by `{new}`")
"""Title of the repair; the finding's ``new`` is the name."""
MOST = 2
"""Slips in a name at most."""
_LETTERS_OF_A_SLIP = 3
"""A name has so many letters for each slip, at least."""


def nearest(written: str, known: Iterable[str]) -> str | None:
    """The known name that is clearly meant.

    It has the same first letter and the same digits, differs by more than a whole word, and is nearer than all others.

    Args:
        written: the unknown name.
        known: names that there are, in any letter case; in two languages if they have two.

    Returns:
        The name as it is known; None where none is near, or two are equally near.
    """
    word = fold(written)
    limit = min(MOST, len(word) // _LETTERS_OF_A_SLIP)
    found: dict[str, tuple[int, str]] = {}
    for name in known:
        folded = fold(name)
        if folded[:1] == word[:1] and abs(len(folded) - len(word)) <= limit and folded not in found:
            slips = distance(word, folded)
            if 0 < slips <= limit and _is_slip(written, name):
                found[folded] = (slips, name)
    best = min((slips for slips, _ in found.values()), default=0)
    names = [name for slips, name in found.values() if slips == best]
    return names[0] if len(names) == 1 else None


def respelling(place: Place, new: str | None) -> Fix | None:
    """The repair that writes another name at a place; None without one."""
    return None if new is None else lambda: [replace(place, new)]


def distance(one: str, other: str) -> int:
    """How many slips of the pen part two words: a letter too many, too few, another one, or two swapped."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            cost = min(current[-1] + 1, above[column] + 1, above[column - 1] + (char != against))
            if row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return above[-1]


def _is_slip(written: str, name: str) -> bool:
    """Whether two names can mean the same: `Поле1` is not `Поле2`, and `ЭтоНеСсылка` not `ЭтоСсылка`."""
    if _digits(written) != _digits(name):
        return False
    one, other = (tuple(map(fold, humps(text))) for text in (written, name))
    return len(one) == len(other) or not (set(one) <= set(other) or set(other) <= set(one))


def _digits(name: str) -> str:
    return "".join(char for char in name if char.isdecimal())
