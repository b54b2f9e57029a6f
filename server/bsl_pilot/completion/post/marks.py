"""Marks of the model that are no text: special tokens, torn characters, fences around code."""

from __future__ import annotations

import re
from dataclasses import replace

from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.completion.prompt import SPECIAL_TOKENS

_MARK = re.compile(
    "|".join(map(re.escape, SPECIAL_TOKENS))
    + r"|<\|[a-z_]{1,20}\|>|```|[\0-\x08\x0b\x0e-\x1f\ufffd\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?")


def model_marks(draft: Draft, _place: Place) -> Draft:
    """Cuts the text before the first mark: what a model writes behind one is not meant for this place."""
    text = _LINE_ENDS.sub("\n", draft.text)
    mark = _MARK.search(text)
    return replace(draft, text=text[: mark.start()] if mark else text)
