"""What stands behind the cursor already is not written twice."""

from __future__ import annotations

import re
from dataclasses import replace

from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.syntax.context import Place as Kind
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import WORD, fold, same

_CLOSERS_ONLY = re.compile(r"[)\]\"';,\s]+")
_OPENING = ("(", "[")
_CLOSING = (")", "]")
_LITERAL = re.compile(r"\"(?:[^\"]|\"\")*\"?|'[^']*'?")
_STATEMENT_LINES = 30
"""Lines above the cursor that are searched for the start of its statement."""


def suffix_overlap(draft: Draft, place: Place) -> Draft | None:
    """Takes the rest of the cursor's line into account.

    Brackets, quotes, ``;`` and ``,`` that stand there are dropped from the text's end, or, where the text goes
    on behind them, replaced by it. Other text that the draft ends with and the rest begins with is dropped.
    """
    rest = place.after.rstrip()
    if not rest.strip() or not draft.text:
        return draft
    if "\n" in draft.text:
        return _several_lines(draft, rest)
    if _CLOSERS_ONLY.fullmatch(rest):
        return _before_closers(draft, place, rest)
    shared = _shared(draft.text, rest)
    return _shortened(draft, len(draft.text) - shared)


def _several_lines(draft: Draft, rest: str) -> Draft | None:
    """Lines inserted into a line push its rest away: only a text that ends with that rest makes sense."""
    if same(draft.text[-len(rest) :], rest):
        return _shortened(draft, len(draft.text) - len(rest))
    return replace(draft, text=draft.text.partition("\n")[0].rstrip())


def _before_closers(draft: Draft, place: Place, rest: str) -> Draft | None:
    at = _leaves_at(draft.text, place, rest)
    if at is None:
        return draft
    tail = _dense(draft.text[at:])
    if _dense(rest).startswith(tail):
        return _shortened(draft, at)
    if _is_subsequence(_dense(rest), tail):
        return replace(draft, replaces=len(rest.encode("utf-8", "surrogatepass")))
    return draft


def _leaves_at(text: str, place: Place, rest: str) -> int | None:
    """Where the text leaves what the cursor is in: its string, or the brackets that ``rest`` closes."""
    inside = place.context.place in (Kind.STRING, Kind.QUERY)
    start = 0
    if inside:
        quote = re.match(r"(?:[^\"]|\"\")*", text)
        start = quote.end() if quote else 0
        if '"' in rest:
            return start if start < len(text) else None
        start += 1
    spare = _open_brackets(place) - rest.count(")") - rest.count("]")
    depth = 0
    for at, char in _outside_literals(text, start):
        depth += (char in _OPENING) - (char in _CLOSING)
        if char in _CLOSING and depth < 0:
            depth = 0
            spare -= 1
            if spare < 0:
                return at
        elif depth == 0 and char in ";," and at >= len(text.rstrip()) - 1 and rest.lstrip().startswith(char):
            return at
    return None


def _outside_literals(text: str, start: int) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    at = start
    while at < len(text):
        literal = _LITERAL.match(text, at)
        if literal:
            at = literal.end()
            continue
        found.append((at, text[at]))
        at += 1
    return found


def _open_brackets(place: Place) -> int:
    """Brackets of the cursor's statement that are open at the cursor."""
    lines = place.document.text.lines
    number = first = lines.line_of(place.offset)
    while number > 0 and first - number < _STATEMENT_LINES:
        above = lines.line_bytes(number - 1).strip()
        here = lines.line_bytes(number).lstrip()
        if not here.startswith(b"|") and (above.endswith(b";") or not above):
            break
        number -= 1
    depth = 0
    for token in tokens(place.document.text.data, lines.starts[number], place.offset):
        depth = 0 if token.kind == ";" else depth + (token.kind in _OPENING) - (token.kind in _CLOSING)
    return max(depth, 0)


def _shared(text: str, rest: str) -> int:
    """Characters that ``text`` ends with and ``rest`` begins with; never a part of a word."""
    text, rest = fold(text), fold(rest)
    for size in range(min(len(text), len(rest)), 0, -1):
        if text.endswith(rest[:size]) and _at_borders(text, rest, size):
            return size
    return 0


def _at_borders(text: str, rest: str, size: int) -> bool:
    whole_end = size == len(rest) or not (_joins(rest[size - 1]) and _joins(rest[size]))
    start = len(text) - size
    return whole_end and (start == 0 or not (_joins(text[start - 1]) and _joins(text[start])))


def _joins(char: str) -> bool:
    return WORD.match("_" + char) is not None and len(WORD.match("_" + char).group()) == 2  # type: ignore[union-attr]


def _dense(text: str) -> str:
    return "".join(text.split())


def _is_subsequence(small: str, large: str) -> bool:
    letters = iter(large)
    return all(char in letters for char in small)


def _shortened(draft: Draft, size: int) -> Draft | None:
    text = draft.text[:size].rstrip() if size < len(draft.text) else draft.text
    return replace(draft, text=text) if text.strip() else None
