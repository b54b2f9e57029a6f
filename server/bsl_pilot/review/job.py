"""What a checking process is told. Imports nothing heavy: the process that only hands out work needs it too."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.locale import Locale, Text
from bsl_pilot.review.selection import Selection
from bsl_pilot.text import files

DEFECT = Text(
    "{path}: внутренняя ошибка {name}: {error}; пожалуйста, сообщите о ней",
    "{path}: internal error {name}: {error}; please report it",
)


class Options(NamedTuple):
    """How files are checked; the same for all files of a run."""

    selection: Selection = Selection()
    locale: Locale = Locale.EN
    max_bytes: int = files.MAX_BYTES
    fix: bool = False


class Job(NamedTuple):
    """One file: its path, and the fingerprints of its findings that the baseline holds."""

    path: str
    known: frozenset[str] = frozenset()
