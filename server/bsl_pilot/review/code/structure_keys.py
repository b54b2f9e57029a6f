"""Names of keys as constructors of structures and calls write them: `"Цена, Сумма"`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.origin import is_made
from bsl_pilot.review.code.piece import Code

STRUCTURES = frozenset({"структура", "structure", "фиксированнаяструктура", "fixedstructure"})
_KEY = re.compile(rb"[^,\"]+")


class Key(NamedTuple):
    """One name in a literal, by its bytes in the piece, without the blanks around it."""

    start: int
    end: int
    name: str


def keys_of(literal: Node | None) -> Iterator[Key]:
    """The names in a literal of one line; none for anything else, and none of an empty text."""
    if literal is None or literal.bare.kind != "string" or literal.bare.children:
        return
    node = literal.bare
    text = node.data[node.start : node.end]
    if b"\n" in text or b'"' in text[1:-1]:
        return
    for match in _KEY.finditer(text, 1, len(text) - 1):
        name = match.group()
        start = node.start + match.start() + len(name) - len(name.lstrip())
        name = name.strip()
        yield Key(start, start + len(name), name.decode("utf-8", "replace"))


def is_structure(node: Node | None, code: Code) -> bool:
    """Whether a value can only be a structure that the piece makes."""
    return is_made(node, STRUCTURES, code)
