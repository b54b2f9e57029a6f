"""The names of the platform: global functions and properties, types, their members, keywords."""

from __future__ import annotations

from functools import lru_cache

from bsl_pilot.completion.wordlist import WordList
from bsl_pilot.syntax.keywords import KIND_OF_WORD

FREE = 1
"""The name stands for itself."""
MEMBER = 2
"""The name stands behind a dot."""


@lru_cache(maxsize=1)
def platform_words() -> WordList:
    """The platform's names with ``FREE`` and ``MEMBER``; read once, in some 100 ms."""
    from bsl_pilot.types.catalogue.store import current  # noqa: PLC0415  (keeps the start of the server short)

    catalogue = current()
    words = dict.fromkeys((*catalogue.free_words(), *KIND_OF_WORD), FREE)
    for word in catalogue.member_words():
        words[word] = words.get(word, 0) | MEMBER
    return WordList.of(words)
