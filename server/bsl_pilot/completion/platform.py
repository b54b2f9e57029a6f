"""The names of the platform: global functions and properties, types, their members, keywords.

The data file is written by ``scripts/platform_names.py``.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

from bsl_pilot.completion.wordlist import WordList

FREE = 1
"""The name stands for itself."""
MEMBER = 2
"""The name stands behind a dot."""


@lru_cache(maxsize=1)
def platform_words() -> WordList:
    """The platform's names with ``FREE`` and ``MEMBER``; read once, in some 20 ms."""
    data = json.loads(
        files("bsl_pilot.completion").joinpath("data/platform.json").read_text(encoding="utf-8")
    )
    words = dict.fromkeys(data["free"].split(), FREE)
    for word in data["members"].split():
        words[word] = words.get(word, 0) | MEMBER
    return WordList.of(words)
