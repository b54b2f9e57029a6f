"""A method's header and the comment above it, read from the text alone."""

from __future__ import annotations

import re

from bsl_pilot.text.words import WORD_BYTES, any_case

NAME = re.compile(
    rb"(?:"
    + any_case("процедура", "функция", "procedure", "function")
    + rb")[ \t]+(?P<name>"
    + WORD_BYTES
    + rb")"
)
"""The keyword of a header with the name behind it."""
FUNCTION = re.compile(any_case("функция", "function"))
"""The keyword of a function."""
PARENTHESES = re.compile(NAME.pattern + rb"[ \t]*\([ \t\r\n]*(?P<empty>\))?")
"""The header up to the first parameter, or to the end of a list without any."""
VARIABLES = re.compile(
    rb"(?<![0-9A-Za-z_\x80-\xff])(?:" + any_case("перем", "var") + rb")(?![0-9A-Za-z_\x80-\xff])"
)
"""The keyword of a declaration of variables."""
EXPORT = re.compile(
    rb"[ \t]*\((?:[^()\"]|\"[^\"]*\"|\([^()]*\))*\)[ \t\r\n]*(?:" + any_case("экспорт", "export") + rb")"
)
"""The parameters and the word that exports the method."""

_BOM = b"\xef\xbb\xbf"


def above(data: bytes, start: int) -> bytes:
    """The lines of comment that end right above the line at `start`; those of its annotations are not counted."""
    first = at = data.rfind(b"\n", 0, start) + 1
    while at > 0:
        line_start = data.rfind(b"\n", 0, at - 1) + 1
        line = data[line_start:at].removeprefix(_BOM).strip()
        if not line.startswith(b"//"):
            break
        first = at = line_start
    end = data.rfind(b"\n", 0, start) + 1
    return data[first:end]
