"""In which language a piece of code is written: repairs write in the same."""

from __future__ import annotations

from bsl_pilot.review.code.piece import Code
from bsl_pilot.text.words import is_latin, is_name


def is_english(code: Code) -> bool:
    """Whether the first keyword is English; where there is none, whether all names are Latin."""
    for one in code.tokens:
        if not one.named and one.start < one.end and is_name(one.kind):
            return is_latin(one.text)
    return all(is_latin(word) for word in code.words)
