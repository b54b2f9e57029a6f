"""Whether the name that is being written at the end of a line must be one that exists.

Looks at the line alone and at no tree: the decoder asks after every token, so the answer has to take
microseconds. Where the line does not tell, anything goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.words import WORD, fold, word_before


class Spot(NamedTuple):
    """A name that is being written and must exist."""

    folded: str
    """Its letters so far, folded; never empty."""
    member: bool
    """It stands behind a dot."""


MAX_LINE = 2_000
"""Characters of a line beyond which nothing is said of it."""

_DIGITS = frozenset("0123456789")
_LITERAL = re.compile(r"\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|//.*")
_DECLARATIONS = frozenset({"procedure", "function", "var", "async"})
_BEFORE_NEW_NAME = frozenset(
    {"procedure", "function", "var", "val", "for", "each", "goto", "async", "export"}
    | {"then", "do", "else", "try", "except", "enddo", "endif", "endtry"}
)
"""Keywords after which a name may be new, or a statement begins, which may assign to a new variable."""
_NOT_CODE = ("#", "&", "~")
_STARTS_STATEMENT = (";", "~", "&", "#", ":", "?", "|")


def constrains(text_before: str) -> Spot | None:
    """The unfinished name that ``text_before`` ends with, if only a name that exists may stand there.

    None where it does not end with letters of a name, and where anything goes: in strings, comments, dates
    and preprocessor lines, at a statement's start, where a name is declared. Only the last line is read.

    A word that is finished is not looked at: for one that a token both writes and ends (``Имя(``), ask with
    the text up to the end of the word and then for a name that is ``folded`` as a whole.
    """
    line = text_before[text_before.rfind("\n") + 1 :]
    if len(line) > MAX_LINE:
        return None
    typed = word_before(line, len(line))
    if not typed or typed[0] in _DIGITS:
        return None
    head = _code(line[: len(line) - len(typed)].lstrip())
    if not head or head.startswith(_NOT_CODE) or head.endswith(_STARTS_STATEMENT):
        return None
    if head.endswith("."):
        return None if head[-2:-1] in _DIGITS else Spot(fold(typed), True)
    if _declares(head) or not _in_expression(head):
        return None
    return Spot(fold(typed), False)


def names_in(before: str, text: str) -> Iterator[tuple[int, int, Spot]]:
    """Names of ``text`` that must exist, with start and end (code points), if it is put behind ``before``."""
    before = before[before.rfind("\n") + 1 :]
    whole = before + text
    for word in WORD.finditer(whole):
        if word.end() > len(before) and (spot := constrains(whole[: word.end()])):
            yield word.start() - len(before), word.end() - len(before), spot


def _code(head: str) -> str:
    """``head`` without its literals and without blanks at its end; empty where a literal is open."""
    inside = head.startswith("|")
    if inside:
        head = '"' + head
    if '"' in head or "//" in head or "'" in head:
        head = _LITERAL.sub(_closed_literal, head)
    return "" if head.endswith("\0") else head.rstrip(" \t\xa0")


def _closed_literal(literal: re.Match[str]) -> str:
    """What stands for a literal: a number, which no name may follow; ``\\0`` where it is still open."""
    text = literal.group()
    closed = len(text) > 1 and text[0] != "/" and text[-1] == text[0]
    return "0" if closed else "\0"


def _declares(head: str) -> bool:
    first = WORD.match(head)
    return first is not None and KIND_OF_WORD.get(fold(first.group())) in _DECLARATIONS


def _in_expression(head: str) -> bool:
    """Whether a value is expected behind ``head``: behind an operator, a bracket, a comma, some keywords."""
    last = word_before(head, len(head))
    if not last:
        return True
    kind = KIND_OF_WORD.get(fold(last))
    return kind is not None and kind not in _BEFORE_NEW_NAME and not head.endswith("." + last)
