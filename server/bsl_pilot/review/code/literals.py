"""What string literals say."""

from __future__ import annotations

import re

from bsl_pilot.review.code.node import Node

_UNIT = re.compile(r'"((?:[^"]|"")*)"')
_MARGIN = re.compile(r"(?:\r\n?|\n)[ \t]*\|")
_NOT_TEXT = re.compile(r"(\r\n?|\n)[ \t]*(?://[^\r\n]*|#[^\r\n]*)?(?=\r|\n)")


def string_value(node: Node | None) -> str | None:
    """The text that a string literal stands for; None where the node (parentheses aside) is something else.

    Lines of one literal are joined with line feeds; neighbouring literals are one text.
    """
    if node is None:
        return None
    node = node.bare
    if node.kind != "string":
        return None
    text = node.text
    if "\n" in text or "\r" in text:
        text = _MARGIN.sub("\n", _NOT_TEXT.sub("", text))
    return "".join(one.replace('""', '"') for one in _UNIT.findall(text))


def is_literal(node: Node | None) -> bool:
    """Whether an expression is a literal value: a string, number, date, boolean, `Неопределено` or `NULL`."""
    return node is not None and node.bare.kind in _LITERALS


_LITERALS = frozenset({"string", "number", "date", "boolean", "undefined", "null"})
