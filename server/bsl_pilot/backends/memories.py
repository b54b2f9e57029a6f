"""What the decoder may recall at a place: the open document, and the project around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bsl_pilot.backends.encoded import Encoded
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.completion.local import LocalMemory
from bsl_pilot.completion.ports import Prompt
from bsl_pilot.completion.recall import Recaller

FAR = 65_536
"""Characters before and behind the cursor that are recalled, at most."""
CONTEXT = 128
"""Tokens before the cursor that memories are shown: enough to find the line's begin and what stands above it."""
_BLOCK = 16_384
"""What is too far away is left out by so many characters at a time, so that the rest stays the same text."""

Project = Callable[[str], Recaller | None]
"""The memory of the project as seen from a file; None while there is none."""


def no_project(_path: str) -> None:
    """For those who work without a project."""


class Memories:
    """The memories of a model: of its tokens, that is. Used by one thread."""

    def __init__(self, tokens: Tokens, project: Project = no_project) -> None:
        self._project = project
        self._tokens = tokens
        self._above = Encoded(tokens)
        self._below = Encoded(tokens)

    def at(self, prompt: Prompt, last: Sequence[int]) -> tuple[list[int], list[Recaller]]:
        """The nearest tokens before a place, and the memories to ask there: the open document first.

        ``last`` are the tokens of the last piece before the cursor, healed.
        """
        above = self._above.encode(_lines_above(prompt.prefix, self._tokens))
        before = np.concatenate([above, np.asarray(last, np.int32)])
        behind = self._below.encode(_near(prompt.suffix))
        local = LocalMemory(before, behind)
        project = self._project(prompt.path)
        return before[-CONTEXT:].tolist(), [local] if project is None else [local, project]


def _lines_above(prefix: str, tokens: Tokens) -> str:
    """The text before the last piece, from the begin of a line that is not too far away."""
    last = next(tokens.pieces(prefix), (0, ""))[0]
    first = max(0, (len(prefix) - FAR) // _BLOCK * _BLOCK)
    if first:
        first = prefix.find("\n", first, last)
    return prefix[first:last] if first >= 0 else ""


def _near(suffix: str) -> str:
    """Of the text behind the cursor what is not too far away."""
    left_out = -(-(len(suffix) - FAR) // _BLOCK) * _BLOCK
    return suffix[:-left_out] if left_out > 0 else suffix
