"""The part of a module that must be read to know about a place in it: a method, not the module.

Read off the lines and not off the tree, since half-typed code may leave one error node of many methods. A
line that begins with ``Процедура`` begins a method: in a string it would begin with ``|``.
"""

from __future__ import annotations

import re

from bsl_pilot.features.formatting.blocks import METHOD_WORDS
from bsl_pilot.features.formatting.lines import Line, lines_of
from bsl_pilot.features.formatting.protected import protect
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.positions import LineIndex
from bsl_pilot.text.words import WORD_BYTES, fold_bytes

_BOM = b"\xef\xbb\xbf"
_FIRST_WORDS = re.compile(rb"[ \t]*(" + WORD_BYTES + rb")(?:[ \t]+(" + WORD_BYTES + rb"))?")
_ANNOTATION = re.compile(rb"[ \t]*&")


def text_start(data: bytes) -> int:
    """Where the text begins: after the byte order mark, should one have come along."""
    return len(_BOM) if data.startswith(_BOM) else 0


def window_start(data: bytes, lines: LineIndex, line: int) -> int:
    """Begin of the last method that begins on ``line`` or above, its annotations included, or of the text."""
    while line >= 0 and not _begins_method(data, lines.starts[line]):
        line -= 1
    while line > 0 and _ANNOTATION.match(data, lines.starts[line - 1]):
        line -= 1
    return lines.starts[line] if line > 0 else text_start(data)


def window_end(data: bytes, lines: LineIndex, line: int) -> int:
    """Begin of the first method that begins below ``line``, or the end of the text."""
    for start in lines.starts[line + 1 :]:
        if _begins_method(data, start):
            return start
    return len(data)


def _begins_method(data: bytes, start: int) -> bool:
    match = _FIRST_WORDS.match(data, start)
    if match is None:
        return False
    kind = KIND_OF_WORD.get(fold_bytes(match.group(1)))
    if kind == "async" and match.group(2):
        kind = KIND_OF_WORD.get(fold_bytes(match.group(2)))
    return kind in METHOD_WORDS


def read(data: bytes, start: int, end: int) -> list[Line]:
    """The lines of ``data[start:end]``, those that must stay marked."""
    lines = lines_of(data, start, end)
    protect(data, lines, start)
    return lines
