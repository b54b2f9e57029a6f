"""Which items fit what was typed, and how well: by prefix, by humps, or by the wrong keyboard layout.

``ПД`` and ``ПолДан`` find ``ПолучитьДанные``. ``tckb``, typed by somebody who forgot to switch the layout,
finds ``Если``. What fits more letters also fits fewer, so a client may go on filtering by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from bsl_pilot.features.completing.item import Item, ItemKind
from bsl_pilot.text.words import fold, is_latin

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_KEYS = str.maketrans(_CYRILLIC, _LATIN)

EXACT, PREFIX, HUMPS, LAYOUT = range(4)
"""How well an item fits, the best first."""


class Matched(NamedTuple):
    """An item that fits, with the quality of the match."""

    quality: int
    item: Item


def as_typed_in_latin(word: str) -> str:
    """The Latin keys that type a Russian word on the ЙЦУКЕН keyboard, in small letters."""
    return fold(word).translate(_KEYS)


def matching(items: Iterable[Item], typed: str) -> list[Matched]:
    """The items that fit ``typed``, in the order given."""
    if not typed:
        return [Matched(PREFIX, item) for item in items]
    folded = fold(typed)
    humps = _humps(folded)
    layout = is_latin(typed)
    found: list[Matched] = []
    for item in items:
        key = item.key
        known = fold(key)
        if known.startswith(folded):
            found.append(Matched(EXACT if known == folded else PREFIX, item))
        elif humps(key):
            found.append(Matched(HUMPS, item))
        elif layout and (keys := as_typed_in_latin(key)) != known and keys.startswith(folded):
            found.append(Matched(LAYOUT, replace(item, filter=keys)))
    return found


def unique(found: Iterable[Matched]) -> list[Matched]:
    """Those whose text no other one before them has, letter case aside; a snippet is not its keyword."""
    seen: set[tuple[str, bool]] = set()
    kept: list[Matched] = []
    for one in found:
        key = (fold(one.item.label), one.item.kind is ItemKind.SNIPPET)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def _humps(folded: str) -> Callable[[str], object]:
    """Tells whether the letters occur in a name in their order, the first of them at the begin of a hump.

    A hump begins with a capital letter, or after a character that is no letter.
    """
    first, rest = folded[0], folded[1:]
    inside = re.compile(".*?".join(re.escape(char) for char in folded))

    def fits(name: str) -> bool:
        known = fold(name)
        if len(known) != len(name):  # a letter whose small form has another length: its humps can't be found
            return False
        at = known.find(first)
        while at >= 0:
            if at == 0 or name[at] != known[at] or name[at - 1] == "_":
                return not rest or inside.match(known, at) is not None
            at = known.find(first, at + 1)
        return False

    return fits
