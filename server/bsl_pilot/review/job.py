"""What a checking process is told. Imports nothing heavy: the process that only hands out work needs it too."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.locale import Locale, Text
from bsl_pilot.project.git import Lines
from bsl_pilot.review.rule import Need
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
    fixes: bool = True
    """Whether the report says how findings are repaired: each repair is tried, which takes its time."""
    excerpts: bool = False
    """Whether the report holds the lines of the findings."""
    folder: str = ""
    """The indexed workspace (absolute); empty where no rule needs it."""
    need: Need = Need.TEXT
    """What the rules want to know of it."""


class Job(NamedTuple):
    """One file, and what the whole run knows of it."""

    path: str
    known: frozenset[str] = frozenset()
    """Fingerprints of its findings that the baseline holds."""
    off: frozenset[str] = frozenset()
    """Folded keys of the rules that don't run in it."""
    lines: Lines | None = None
    """The lines whose findings count; None for all."""
