"""What the platform's catalogue says of names alone, before anybody asks for the type before the dot.

Worked out once for a process, when the first rule asks: it reads all members of all types.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import Life, Method, Property, current

Version = tuple[int, ...]

_VERSION = re.compile(r"\d+(?:\.\d+)+")


def version(text: str) -> Version:
    """`8.3.12` as numbers, of `8.3.21-27` the first; empty where it is no release."""
    found = _VERSION.match(text)
    if found is None or text[found.end() :][:1] not in ("", "-"):
        return ()  # `8.3.2x` says too little
    return tuple(map(int, found.group().split(".")))


def since(life: Life) -> Version:
    """The first release that has it; empty where it is older than 8.3."""
    return version(life.since)


@lru_cache(maxsize=1)
def read_only_names() -> frozenset[str]:
    """Folded names of properties that at least as many types let only be read as let be written.

    A written `Видимость` or `Заголовок` is nearly always right, though some rare type has it for reading only: it is
    not worth to ask each time what stands before the dot.
    """
    catalogue = current()
    balance: Counter[str] = Counter()
    for one in catalogue.types():
        members = catalogue.members(one)
        for known in members.properties if members is not None else ():
            if not known.dynamic:
                balance.update(dict.fromkeys(map(fold, known.name), -1 if known.writable else 1))
    return frozenset(name for name, more in balance.items() if more >= 0)


@lru_cache(maxsize=1)
def new_members() -> dict[str, Version]:
    """Folded names of members that came with some 8.3, with the newest release that brought one of that name."""
    catalogue = current()
    found: dict[str, Version] = {}
    for one in catalogue.types():
        members = catalogue.members(one)
        if members is None:
            continue
        entries: tuple[Method | Property, ...] = (*members.methods, *members.properties)
        for known in entries:
            release = since(known.life)
            for name in map(fold, known.name) if release else ():
                found[name] = max(release, found.get(name, ()))
    return found
