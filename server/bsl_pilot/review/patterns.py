"""Regular expressions that people write into the parameters of rules."""

from __future__ import annotations

import logging
import re
from functools import lru_cache

_logger = logging.getLogger(__name__)
_NEVER = re.compile(r"(?!)")


@lru_cache(maxsize=256)
def pattern(text: str) -> re.Pattern[str]:
    """A pattern in any letter case; one that never fits where the text is empty or is no pattern, with one log line."""
    if not text:
        return _NEVER
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        _logger.warning("%s is no regular expression: %s", text, error)
        return _NEVER


@lru_cache(maxsize=65_536)
def fits(text: str, name: str) -> bool:
    """Whether a pattern fits a whole name; remembered, since code repeats its names."""
    return pattern(text).fullmatch(name) is not None
