"""Colours that are written as numbers: ``Новый Цвет(255, 128, 0)``."""

from __future__ import annotations

import re
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import any_case, fold_bytes

_BLANKS = rb"[ \t\r\n]*"
_CANDIDATE = re.compile(rb"(?:" + any_case("цвет", "color") + rb")" + _BLANKS + rb"\(")
_TYPES = frozenset({"цвет", "color"})
_MOST = 255


class Colour(NamedTuple):
    """One colour: byte range of the constructor, and its parts from 0 to 255."""

    start: int
    end: int
    red: int
    green: int
    blue: int


def colours(document: Document) -> list[Colour]:
    """All colours of a module in the order of the text."""
    return [
        colour._replace(start=base + colour.start, end=base + colour.end)
        for base, _, found in document.parts.facts(_in_part)
        for colour in found
    ]


def presentation(document: Document, start: int, end: int, colour: tuple[int, int, int]) -> TextEdit | None:
    """The edit that makes the constructor at a byte range one of another colour; None where there is none."""
    part = document.parts.at(start)
    found = document.parts.fact(part, _in_part) if part is not None else ()
    base = part.start if part is not None else 0
    if not any((base + one.start, base + one.end) == (start, end) for one in found):
        return None
    text = document.text.slice(start, end)
    return TextEdit(start, end, f"{text[: text.index('(')]}({', '.join(map(str, colour))})")


def _in_part(part: Node) -> tuple[Colour, ...]:
    text = part.text or b""
    return tuple(
        colour
        for match in _CANDIDATE.finditer(text)
        if (colour := _constructor(part, match.start())) is not None
    )


def _constructor(part: Node, offset: int) -> Colour | None:
    at = part.start_byte + offset
    name = part.descendant_for_byte_range(at, at + 1)
    node = name.parent if name is not None else None
    if name is None or node is None or node.type != "new_expression" or node.has_error:
        return None
    arguments = node.child_by_field_name("arguments")
    if arguments is None or fold_bytes(name.text or b"") not in _TYPES:
        return None
    kinds = [child.type for child in arguments.children]
    if kinds != ["(", "number", ",", "number", ",", "number", ")"]:
        return None
    values = [int(one.text or b"") for one in arguments.named_children if (one.text or b"").isdigit()]
    if len(values) != 3 or max(values) > _MOST:
        return None
    red, green, blue = values
    return Colour(node.start_byte - part.start_byte, node.end_byte - part.start_byte, red, green, blue)
