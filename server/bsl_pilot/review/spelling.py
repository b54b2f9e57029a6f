"""Words that people write in 1C code, and which unknown word is a slip of the pen for one of them.

No list of all words of a language is needed, or shipped: a word is taken for misspelt only if it is unknown, no other
form of a known word, and one slip inside of its stem away from a word that is written often.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.text.words import is_latin

DATA = Path(__file__).parent / "data" / "words.bin"
MAGIC = b"BSLWORDS1"
LEAST = 6
"""Letters of the shortest word that is judged; shorter ones are too near to each other."""
ENDING = 3
"""Letters at the end in which no slip is looked for: forms of a word differ there."""
_STEM = 4
"""Letters of the shortest stem."""
_ENDINGS = frozenset(
    (
        *(
            "",
            "а",
            "я",
            "о",
            "е",
            "и",
            "ы",
            "у",
            "ю",
            "ь",
            "й",
            "ом",
            "ем",
            "ам",
            "ям",
            "ах",
            "ях",
            "ов",
            "ев",
            "ей",
            "ой",
        ),
        *(
            "ый",
            "ий",
            "ая",
            "яя",
            "ое",
            "ее",
            "ые",
            "ие",
            "ую",
            "юю",
            "ого",
            "его",
            "ому",
            "ему",
            "ым",
            "им",
            "ых",
            "их",
        ),
        *(
            "ыми",
            "ими",
            "ами",
            "ями",
            "ть",
            "ться",
            "ти",
            "ет",
            "ит",
            "ют",
            "ят",
            "ут",
            "ат",
            "ется",
            "ится",
            "ются",
            "ятся",
        ),
        *(
            "л",
            "ла",
            "ло",
            "ли",
            "лся",
            "лась",
            "лось",
            "лись",
            "н",
            "на",
            "но",
            "ны",
            "ен",
            "ена",
            "ено",
            "ены",
            "ия",
        ),
        *(
            "ию",
            "ии",
            "ием",
            "ью",
            "ок",
            "ка",
            "ки",
            "ку",
            "ке",
            "кой",
            "нный",
            "нная",
            "нное",
            "нные",
            "нного",
            "нной",
        ),
        *(
            "ными",
            "ния",
            "ние",
            "нию",
            "нии",
            "нием",
            "ний",
            "ного",
            "ному",
            "ный",
            "ная",
            "ное",
            "ные",
            "ных",
            "ным",
            "ной",
        ),
        *(
            "м",
            "х",
            "ми",
            "т",
            "те",
            "ем",
            "ете",
            "ешь",
            "в",
            "вши",
            "вший",
            "вшая",
            "вшие",
            "ущий",
            "ющий",
            "ющая",
            "ющие",
        ),
        *(
            "ость",
            "ости",
            "остью",
            "ски",
            "ский",
            "ская",
            "ские",
            "ское",
            "ского",
            "ской",
            "сь",
            "ся",
            "ец",
            "ца",
            "цы",
        ),
        *(
            "s",
            "es",
            "ed",
            "d",
            "ing",
            "er",
            "ers",
            "or",
            "ors",
            "ly",
            "e",
            "y",
            "ies",
            "ied",
            "ion",
            "ions",
            "al",
            "able",
        ),
        *("ment", "ments", "ness", "ity", "ive", "r", "rs", "n", "t"),
    )
)
"""What forms of a word end with behind what they share."""
_LONGEST = max(map(len, _ENDINGS))
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"


class Words(NamedTuple):
    """Known words in small letters, without ё: all of them, those that are often written, and both in order, so that
    the words of a beginning are found without a table of all beginnings."""

    known: frozenset[str]
    often: frozenset[str]
    ordered: Sequence[str]
    often_ordered: Sequence[str]


def stems_of(word: str) -> Iterator[str]:
    """The word without each ending that it may have."""
    for at in range(max(_STEM, len(word) - _LONGEST), len(word) + 1):
        if word[at:] in _ENDINGS:
            yield word[:at]


def words_of(known: frozenset[str], often: frozenset[str]) -> Words:
    """The tables for these words."""
    return Words(known, often, sorted(known), sorted(often))


@lru_cache(maxsize=1)
def words() -> Words:
    """The words of the package.

    Raises:
        ValueError: the installation is damaged.
    """
    return unpacked(DATA.read_bytes())


def packed(known: frozenset[str], often: frozenset[str]) -> bytes:
    """The words as a file: each as what it shares with the one before and the rest."""
    lines, before = [], ""
    for one in sorted(known):
        same = 0
        while same < min(len(one), len(before), 9) and one[same] == before[same]:
            same += 1
        lines.append(f"{same}{one[same:]}{'!' if one in often else ''}")
        before = one
    body = "\n".join(lines).encode()
    return MAGIC + zlib.crc32(body).to_bytes(4, "little") + zlib.compress(body, 9)


def unpacked(data: bytes) -> Words:
    """The words of a file.

    Raises:
        ValueError: it is damaged, or of another version.
    """
    head = len(MAGIC)
    if data[:head] != MAGIC:
        raise ValueError("not a list of words")
    try:
        body = zlib.decompress(data[head + 4 :])
    except zlib.error as error:
        raise ValueError("a damaged list of words") from error
    if zlib.crc32(body).to_bytes(4, "little") != data[head : head + 4]:
        raise ValueError("a damaged list of words")
    known, often, before = [], [], ""
    for line in body.decode().splitlines():
        before = before[: int(line[0])] + line[1:].rstrip("!")
        known.append(before)
        if line.endswith("!"):
            often.append(before)
    return Words(frozenset(known), frozenset(often), known, often)


@lru_cache(maxsize=65_536)
def meant(word: str) -> str | None:
    """The word that an unknown one is a slip for; None where it may be right.

    Args:
        word: in small letters, without ё.
    """
    return meant_among(word, words())


def meant_among(word: str, words: Words) -> str | None:
    """``meant`` among some words."""
    if len(word) < LEAST or word in words.known or _is_form(word, words):
        return None
    return next((one for one in _slips(word, words.often_ordered) if one in words.often), None)


def _is_form(word: str, words: Words) -> bool:
    """Whether it and a known word are forms of one."""
    return any(_is_stem(stem, words.ordered) for stem in stems_of(word))


def _is_stem(stem: str, ordered: Sequence[str]) -> bool:
    """Whether some of the words is this and an ending."""
    for at in range(bisect_left(ordered, stem), len(ordered)):
        one = ordered[at]
        if not one.startswith(stem):
            return False
        if one[len(stem) :] in _ENDINGS:
            return True
    return False


def _slips(word: str, ordered: Sequence[str]) -> Iterator[str]:
    """What one slip of the pen would have made this of: two letters swapped, one too many, too few, or another; the
    first letter and the ending are right. Letters with which none of the words goes on are left out."""
    letters = _ENGLISH if is_latin(word) else _RUSSIAN
    last = len(word) - ENDING
    for at in range(1, last + 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(1, last + 1):
        yield word[:at] + word[at + 1 :]
    behind = [_behind(word[:at], ordered, letters) for at in range(1, last + 1)]
    for at, following in enumerate(behind, 1):
        for letter in following:
            yield word[:at] + letter + word[at:]
    if len(word) > LEAST:
        for at, following in enumerate(behind[:-1], 1):
            for letter in following:
                yield word[:at] + letter + word[at + 1 :]


def _behind(beginning: str, ordered: Sequence[str], letters: str) -> list[str]:
    """Those of the letters with which some word goes on behind its beginning."""
    found: set[str] = set()
    at, count = bisect_left(ordered, beginning), len(beginning)
    while at < len(ordered) and ordered[at].startswith(beginning):
        letter = ordered[at][count : count + 1]
        found.add(letter)
        at = bisect_left(ordered, beginning + chr(ord(letter) + 1), at) if letter else at + 1
    return [one for one in letters if one in found]
