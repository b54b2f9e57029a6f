"""Which part of the text around the cursor a model reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bsl_pilot.backends.healing import Healer
from bsl_pilot.backends.tokens import Ids, Tokens

BLOCK = 256
"""The window begins where a line does, at the first one behind a multiple of so many characters (some 64 tokens):
it stays where it is while these are typed, and with it the model's cache."""
STEP = 64
"""Tokens by which the window moves inside of a line that is longer than it."""
_WIDEST = 8
"""Characters of a token at most, all in all."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How much a model reads, in tokens."""

    prompt: int = 192
    """All of the prompt."""
    suffix: int = 48
    """Of it, behind the cursor; 0 if the model does not know what that is."""


_Piece = tuple[int, Ids]
"""Where a piece of the text begins, and its tokens."""


class Window(NamedTuple):
    """The end of a prefix in tokens."""

    ids: list[int]
    last: Ids
    """Of these, the tokens of the last piece of the text."""
    pending: bytes
    """Bytes at its end that were taken back: what is written begins with them."""


def read_prefix(tokens: Tokens, healer: Healer, prefix: str, room: int) -> Window:
    """The end of ``prefix`` in at most ``room`` tokens (at least one).

    A function of its arguments alone, and of the prefix's length only near its end: a long text costs no more.
    """
    pieces: list[_Piece] = []
    pending = b""
    used = 0
    for start, piece in tokens.pieces(prefix):
        ids, pending = healer.cut(piece) if not pieces else (tokens.piece(piece), pending)
        used += len(ids)
        pieces.append((start, ids))
        if used > room:
            break
    last = pieces[0][1] if pieces else ()
    kept = pieces if used <= room else _fitting(pieces, room, used)
    return Window([token for _, ids in reversed(kept) for token in ids], last, pending)


def read_suffix(tokens: Tokens, suffix: str, room: int) -> list[int]:
    """The begin of ``suffix`` in at most ``room`` tokens; none where only blanks follow."""
    near = suffix[: room * _WIDEST]
    return tokens.encode(near)[:room] if near and not near.isspace() else []


def _fitting(pieces: list[_Piece], room: int, used: int) -> list[_Piece]:
    """What fits of ``pieces``, last first, of which the earliest is too much: ``used`` tokens are in all of them."""
    start, ids = pieces[-1]
    kept = _from_border(pieces[:-1], start)
    if 2 * sum(len(one) for _, one in kept) >= room:
        return kept
    # Lines that are too long for their number of characters: digits, other scripts, no line ends at all.
    return [*pieces[:-1], (start, _within(ids, room - (used - len(ids)), needed=len(pieces) == 1))]


def _from_border(pieces: list[_Piece], before: int) -> list[_Piece]:
    """Of ``pieces``, last first, those behind the first border between blocks; all where there is none.

    ``before`` is the start of the piece that did not fit.
    """
    for kept in range(len(pieces), 0, -1):
        start = pieces[kept - 1][0]
        if before < start // BLOCK * BLOCK:
            return pieces[:kept]
        before = start
    return pieces


def _within(ids: Ids, room: int, *, needed: bool) -> Ids:
    """The end of a piece from a multiple of ``STEP`` tokens on; something of it at least if it is ``needed``."""
    step = min(STEP, room) if needed else STEP
    return ids[-(-(len(ids) - room) // step) * step :]
