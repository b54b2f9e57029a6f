"""A source file's text as models are trained on it."""

from __future__ import annotations

import re

from bsl_pilot.completion.prompt import normalise

MAX_LINE = 400
"""Longer lines are data, not code that anybody types."""
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_RUNS = re.compile(r"\n{3,}")


def cleaned(text: str) -> str:
    """The text without trailing blanks and data, and with at most one empty line in a row."""
    text = _TRAILING.sub("", normalise(text))
    text = "\n".join(line for line in text.split("\n") if len(line) <= MAX_LINE)
    return _BLANK_RUNS.sub("\n\n", text).strip("\n") + "\n"
