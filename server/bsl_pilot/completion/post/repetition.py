"""A model that goes round in circles."""

from __future__ import annotations

import re
from dataclasses import replace

from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.text.words import WORD

_LONGEST = 400
"""Characters up to which a line is searched: longer ones are data, and the search would take long."""
_CIRCLE = re.compile(r"(.{3,60}?)\1{3}")
_SAME_LINES = 3
"""So many equal lines in a row are a circle."""


def repetition(draft: Draft, _place: Place) -> Draft | None:
    """Drops a line in which something with words is written four times in a row; cuts before equal lines."""
    lines = draft.text.split("\n")
    for number, line in enumerate(lines):
        again = [one for one in lines[:number] if one.strip() == line.strip()]
        circle = _CIRCLE.search(line) if len(line) <= _LONGEST else None
        if (circle and WORD.search(circle.group(1))) or (line.strip() and len(again) >= _SAME_LINES - 1):
            kept = "\n".join(lines[: number - len(again) + 1] if again else lines[:number]).rstrip()
            return replace(draft, text=kept) if kept else None
    return draft
