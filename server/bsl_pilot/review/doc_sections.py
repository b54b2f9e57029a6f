"""What the comment above a method has, beyond the types that `types.doc` reads."""

from __future__ import annotations

import re
from functools import lru_cache

from bsl_pilot.text.words import any_case

_RETURNS = re.compile(
    rb"//[ \t]*(?:"
    + any_case("возвращаемое значение", "returns", "return value")
    + rb")[ \t]*:(?P<rest>[^\r\n]*)"
)
_SEE = re.compile(rb"(?:" + any_case("см", "see") + rb")(?:\.|[ \t])[ \t]*[^ \t]")
_MARK = any_case("апк:", "@skip-check", "bslls", "noqa", "bsl-pilot")
"""What comments for checkers begin with: they say nothing of the method."""
_TEXT = re.compile(rb"(?m)^(?:\xef\xbb\xbf)?[ \t]*//[/ \t]*+(?!" + _MARK + rb")([^\r\n]*[^\s])")


@lru_cache(maxsize=2048)
def describes_itself(comment: bytes) -> bool:
    """Whether a comment says something, and not only where to read it: `См. Модуль.Метод`."""
    first = _TEXT.search(comment)
    return first is not None and _SEE.match(first.group(1)) is None


@lru_cache(maxsize=2048)
def returns_said(comment: bytes) -> str | None:
    """What stands under `Возвращаемое значение:`, in one line; None where there is no such section."""
    match = _RETURNS.search(comment)
    if match is None:
        return None
    lines = [match["rest"], *(one.strip().lstrip(b"/") for one in comment[match.end() :].splitlines())]
    return b" ".join(b" ".join(lines).split()).decode("utf-8", "replace")
