"""Tokens of whole files, for the project's memory: here, or in the process that builds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bsl_pilot.backends.tokens import Ids, Tokens
from bsl_pilot.completion.build import Encode

REMEMBERED = 200_000
"""Lines that are remembered, some 150 bytes each: in a large configuration half of all lines were there before."""


def encoder(tokenizer: str) -> Encode:
    """Encodes texts with the ``tokenizer.json`` at this path.

    Raises:
        ModelError: it can't be read, is damaged or of another kind.
    """
    return encoder_of(Tokens.load(Path(tokenizer)))


def encoder_of(tokens: Tokens) -> Encode:
    """The same for a tokenizer that is there already."""
    known: dict[str, Ids] = {}

    def encode(texts: list[str]) -> list[list[int]]:
        if len(known) > REMEMBERED:
            known.clear()
        return [list(_encoded(text, tokens, known)) for text in texts]

    return encode


def _encoded(text: str, tokens: Tokens, known: dict[str, Ids]) -> Iterator[int]:
    pieces = [piece for _, piece in tokens.pieces(text)]
    for piece in reversed(pieces):
        ids = known.get(piece)
        if ids is None:
            ids = known[piece] = tuple(tokens.encode_once(piece))
        yield from ids
