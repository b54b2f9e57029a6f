"""Types in the comment above a method: behind the dash of a parameter, of a field, of the returned value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bsl_pilot.features.completing.item import Item
from bsl_pilot.features.completing.type_names import type_name_items
from bsl_pilot.features.doc_comment import PARAMETERS, RETURNS
from bsl_pilot.text.words import WORD
from bsl_pilot.types.ports import World

_NAME = WORD.pattern
_TYPE = rf"{_NAME}(?:\.{_NAME})*"
_LIST = rf"(?:{_TYPE}\s*,\s*|{_TYPE}\s+(?:из|of)\s+)*(?:{_NAME}\.)*\Z"
_BEHIND_DASH = re.compile(rf"\s*(?:\**\s*{_NAME}\s*)?[-–—]\s+{_LIST}", re.IGNORECASE)
_AT_BEGIN = re.compile(rf"\s*{_LIST}", re.IGNORECASE)


def comment_type_items(world: World, before: str, section: str, *, russian: bool) -> Iterator[Item]:
    """The types that may be written behind ``before``, the comment's line up to the typed word, in a section."""
    begins = section in RETURNS and _AT_BEGIN.match(before) is not None
    behind = section in (*PARAMETERS, *RETURNS) and _BEHIND_DASH.match(before) is not None
    if begins or behind:
        yield from type_name_items(world, before, russian=russian)
