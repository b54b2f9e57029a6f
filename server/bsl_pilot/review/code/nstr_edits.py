"""Edits of texts in several languages: `НСтр("ru = 'Да'; en = 'Yes'")`."""

from __future__ import annotations

import re

from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.nstr import shape_of

_CODE = r"\s*([A-Za-z]{2,3})"
_COLON = re.compile(_CODE + r"\s*:\s*(?=')")
_BARE = re.compile(_CODE + r"\s*=\s*([^'=\"]*[^'=\"\s;])\s*;?\s*")
_OPEN = re.compile(_CODE + r"\s*=\s*'([^']*)")
_ONE = re.compile(_CODE + r"\s*=\s*'(.*)'\s*;?\s*")
_ANOTHER = re.compile(r"[A-Za-z]{2,3}\s*=\s*'")
_GLUED = re.compile(r"(?<=')\s*,?\s*(?=[A-Za-z]{2,3}\s*=\s*')")


def is_whole(inner: str) -> bool:
    """Whether a text between quotes has the shape that `НСтр` wants."""
    data = f'"{inner}"'.encode()
    shape = shape_of(Node.alone("string", 0, len(data), data))
    return bool(shape.texts) and shape.broken < 0


def in_shape(inner: str) -> str:
    """A text of one line between quotes in the shape that `НСтр` wants; empty where it is not sure what is meant."""
    for candidate in _candidates(_COLON.sub(r"\1 = ", inner)):
        if is_whole(candidate):
            return candidate
    return ""


def _candidates(inner: str) -> list[str]:
    """The same text with one kind of slip of the pen repaired each."""
    found = [inner]
    if (bare := _BARE.fullmatch(inner)) is not None:
        found.append(f"{bare[1]} = '{bare[2]}'")
    elif (unclosed := _OPEN.fullmatch(inner)) is not None:
        found.append(f"{unclosed[1]} = '{unclosed[2]}'")
    elif (one := _ONE.fullmatch(inner)) is not None and _ANOTHER.search(one[2]) is None:
        text = one[2].replace("''", "'").replace("'", "''")
        found.append(f"{one[1]} = '{text}'")
    else:
        found.append(_GLUED.sub("; ", inner))
    return found
