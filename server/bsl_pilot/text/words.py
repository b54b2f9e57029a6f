"""Identifiers and letter case: the only place that knows what a word is and when two words are equal.

BSL names are Cyrillic or Latin letters, digits and ``_``, compared without case. Python's ``\\w`` would
do for ``str``, but most of our scanning runs over UTF-8 bytes, where any byte over 0x7F is taken for part
of a letter: the few characters for which that is wrong (no-break space, byte order mark, quotes) are
errors outside of strings and comments anyway.
"""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d]\w*")
"""A name in ``str``: a letter of any script or ``_``, then letters, digits or ``_``."""

MEMBER = re.compile(r"\.[ \t]*([^\W\d]\w*)")
"""A name behind a dot in ``str``."""

WORD_BYTES = (
    rb"(?:[A-Za-z_]|[\xc3-\xe1\xe3-\xf4][\x80-\xbf]+)(?:[0-9A-Za-z_]|[\xc3-\xe1\xe3-\xf4][\x80-\xbf]+)*"
)
"""Source of a regular expression for a name in UTF-8. Left out are U+0080 to U+00BF and U+2000 to U+2FFF,
where the no-break space, dashes, quotes and № are."""

_PART_OF_WORD = re.compile(r"\w*")
_HUMP = re.compile(r"[A-ZА-ЯЁ]+(?![a-zа-яё])|[A-ZА-ЯЁ]?[a-zа-яё]+|\d+|[^\W_]")


def fold(word: str) -> str:
    """The form in which two names are equal exactly when BSL takes them for the same name."""
    return word.lower()


@lru_cache(maxsize=65_536)
def fold_bytes(word: bytes) -> str:
    """``fold`` of a name in UTF-8; remembered, since modules repeat their names."""
    return word.decode("utf-8", "replace").lower()


def same(one: str, other: str) -> bool:
    """Whether two names are the same name to BSL."""
    return one.lower() == other.lower()


def is_name(text: str) -> bool:
    """Whether the whole of ``text`` is one name (keywords included)."""
    return WORD.fullmatch(text) is not None


def word_before(line: str, column: int) -> str:
    """The part of a name that ends at ``column`` (code points) of ``line``, possibly empty."""
    end = start = min(column, len(line))
    while start and (line[start - 1].isalnum() or line[start - 1] == "_"):  # \w, read backwards
        start -= 1
    return line[start:end]


def word_at(line: str, column: int) -> tuple[int, int]:
    """Start and end (code points) of the name that touches ``column``; an empty range where none does."""
    start = column - len(word_before(line, column))
    match = _PART_OF_WORD.match(line, column)
    return start, match.end() if match else column


def humps(name: str) -> list[str]:
    """The words that a name is put together of: ``ЗначениеXMLТекста_2`` → Значение, XML, Текста, 2."""
    return _HUMP.findall(name)


def upper(word: str) -> str:
    """The word in capitals, as keywords of queries are written."""
    return word.upper()


def lower(word: str) -> str:
    """The word in small letters."""
    return word.lower()


def in_case_of(model: str, word: str) -> str:
    """``word`` in the letter case of ``model``: ЕСЛИ → ТОГДА, если → тогда, otherwise unchanged."""
    if len(model) > 1 and model.isupper():
        return word.upper()
    return word.lower() if model.islower() else word


def any_case(*words: str) -> bytes:
    """Source of a regular expression over UTF-8 that matches any of ``words`` in any letter case."""
    return b"|".join(
        b"".join(
            b"(?:" + re.escape(char.lower().encode()) + b"|" + re.escape(char.upper().encode()) + b")"
            for char in word
        )
        for word in words
    )


def is_latin(word: str) -> bool:
    """Whether the word is written in ASCII only and has a letter."""
    return word.isascii() and any(char.isalpha() for char in word)


def is_cyrillic(word: str) -> bool:
    """Whether the word has a letter outside of ASCII: Cyrillic in anything that BSL is written in."""
    return any(char > "\x7f" and char.isalpha() for char in word)
