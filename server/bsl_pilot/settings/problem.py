"""A mistake in somebody's settings: told to the user, never fatal."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.locale import Locale, Text


class Problem(NamedTuple):
    """One mistake: the file or client it came from, the dotted key (may be empty) and what is wrong."""

    source: str
    key: str
    text: Text

    def message(self, locale: Locale) -> str:
        """The problem in one line, beginning with its place."""
        words = self.text.ru if locale is Locale.RU else self.text.en
        return ": ".join(part for part in (self.source, self.key, words) if part)
