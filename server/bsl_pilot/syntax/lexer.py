"""Tokens of BSL text, independent of any tree.

The tree says what the code means; tokens say what is written, also where no tree makes sense of it. The
formatter, the block stack at the cursor and the explanation of syntax errors work on tokens. Runs over
UTF-8 bytes, some 10 MB/s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.words import WORD_BYTES, fold_bytes


class Token(NamedTuple):
    """One token: a byte range and its kind.

    Kinds are the grammar's keyword names (``if``, ``endprocedure``), ``identifier``, ``number``,
    ``date``, ``string`` (with all continuation lines), ``open_string`` (its closing quote is missing),
    ``comment``, ``preproc`` (a whole ``#`` line), ``label``'s ``~``, operators and punctuation as
    written, and ``other`` for a character that means nothing.
    """

    kind: str
    start: int
    end: int


_BLANK = rb"[ \t\f\v]|\xc2\xa0|\xef\xbb\xbf|\xe2\x80\x8b"
_BLANKS = rb"(?:" + _BLANK + rb")*"
_CONTINUATION = (
    rb"(?:\r\n?|\n)(?:" + _BLANK + rb"|\r|\n|//[^\r\n]*+)*+\|(?:[^\"\r\n]|\"\")*"
)  # between two lines of a string stand only blank lines and comments; possessive, or a row of slashes is read
# in every way in which it can be cut into comments

TOKEN = re.compile(
    rb"(?P<newline>\r\n?|\n)"
    rb"|(?P<blank>(?:" + _BLANK + rb")+)"
    rb"|(?P<word>" + WORD_BYTES + rb")"
    rb"|(?P<comment>//[^\r\n]*)"
    rb"|(?P<operator><>|<=|>=|[-+*/%=<>.,;:()\[\]?~&])"
    rb'|(?P<string>"(?:[^"\r\n]|"")*(?:' + _CONTINUATION + rb')*(?P<closed>")?)'
    rb"|(?P<number>[0-9]+(?:\.[0-9]*)?)"
    rb"|(?P<date>'[^'\r\n]*'?)"
    rb"|(?P<preproc>\#[^\r\n]*)"
    rb"|(?P<stray_string>\|(?:[^\"\r\n]|\"\")*\"?)"
    rb"|(?P<other>[\xc0-\xff][\x80-\xbf]*+|.)",
    re.DOTALL,
)


def tokens(data: bytes, start: int = 0, end: int | None = None, *, layout: bool = False) -> Iterator[Token]:
    """Tokens of ``data[start:end]``, which must begin outside of a string.

    Args:
        data: UTF-8 text.
        start: first byte.
        end: byte after the last.
        layout: also give ``newline`` and ``blank`` tokens.
    """
    member = False  # after a dot any word is a member's name, unless the line ends: `Объект.` is being typed
    for match in TOKEN.finditer(data, start, len(data) if end is None else end):
        kind = match.lastgroup or "other"
        if kind in ("newline", "blank"):
            member = member and kind == "blank"
            if layout:
                yield Token(kind, match.start(), match.end())
            continue
        if kind == "word":
            kind = "identifier" if member else KIND_OF_WORD.get(fold_bytes(match.group()), "identifier")
        elif kind == "operator":
            kind = match.group().decode("ascii")
        elif kind == "string" and match.group("closed") is None:
            kind = "open_string"
        member = kind == "."
        yield Token(kind, match.start(), match.end())
