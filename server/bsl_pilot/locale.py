"""The two languages in which the product speaks.

A text that a user reads is written once, beside the code that shows it, as ``Text(ru, en)``;
there is no catalogue far away from its use and no text in one language only.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Locale(StrEnum):
    """A language of the user interface."""

    RU = "ru"
    EN = "en"

    @classmethod
    def of(cls, tag: str | None) -> Locale:
        """The locale of a BCP 47 or POSIX tag (``ru-RU``, ``ru_RU.UTF-8``); English where it is not Russian."""
        language = (tag or "").replace("_", "-").partition("-")[0]
        return cls.RU if language[:2] in ("ru", "RU", "Ru") else cls.EN


class Text(NamedTuple):
    """One message in both languages, with ``str.format`` fields of the same names."""

    ru: str
    en: str

    def to(self, locale: Locale, **fields: object) -> str:
        """The message in ``locale`` with its fields filled in; without fields as it is: names may have braces."""
        text = self.ru if locale is Locale.RU else self.en
        return text.format(**fields) if fields else text

    def filled(self, **fields: object) -> Text:
        """The message with its fields filled in in both languages, for whoever doesn't know the locale yet."""
        return Text(self.ru.format(**fields), self.en.format(**fields))


def plural_ru(count: int, one: str, few: str, many: str) -> str:
    """The Russian form of a noun after ``count``: 1 файл, 2 файла, 5 файлов."""
    if count % 100 in range(11, 15):
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(count % 10, many)
