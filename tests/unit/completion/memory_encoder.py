"""An encoder for the tests of the build, found by its name in another process: a token for each character."""

from __future__ import annotations

from bsl_pilot.completion.build import Encode

VOCABULARY = 2000


def encoder(tokenizer: str) -> Encode:
    if tokenizer == "slow":
        import time  # noqa: PLC0415  (only here)

        time.sleep(60)

    def encode(texts: list[str]) -> list[list[int]]:
        return [[min(ord(char), VOCABULARY - 1) for char in text] for text in texts]

    return encode
