"""What a check found, ready to be shown: positions are lines and characters, nothing refers to a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bsl_pilot.locale import Locale
from bsl_pilot.text.positions import Range

SEVERITIES = ("error", "warning", "information", "hint")
"""Names of LSP's severities, the gravest first; a severity's number is its place here plus one."""


class Edit(NamedTuple):
    """Replacement of a range (0-based, UTF-16) by a text."""

    range: Range
    new_text: str


class FoundFix(NamedTuple):
    """A repair that was applied to a copy and parsed: it removes its finding and adds none."""

    title: str
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One finding of one file.

    ``severity`` is 1 (error) to 4 (hint). ``fingerprint`` is made of the rule, the method, the words of the line and
    the number of the occurrence, and so outlives edits elsewhere in the file.
    """

    code: str
    message: str
    severity: int
    range: Range
    fingerprint: str
    fixes: tuple[FoundFix, ...] = ()
    line: str = ""
    """The line on which it begins, where the report shows it."""


class FileReport(NamedTuple):
    """What came of one file.

    ``path`` is as given on the command line with ``/``; ``error`` says why the file was not checked;
    ``fixed`` counts the findings that were repaired in the file; ``hidden`` those that the baseline knows.
    """

    path: str
    findings: tuple[Finding, ...] = ()
    lines: int = 0
    error: str = ""
    fixed: int = 0
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class Stats:
    """Cost of a run: wall seconds, and the peak memory of all its processes together in MB."""

    seconds: float = 0.0
    peak_rss_mb: float = 0.0
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. ``errors`` are the paths that could not even be looked for."""

    files: tuple[FileReport, ...]
    errors: tuple[str, ...] = ()
    stats: Stats = field(default_factory=Stats)
    locale: Locale = Locale.EN

    def findings(self) -> Iterator[tuple[str, Finding]]:
        """Path and finding of every finding, in the order of the report."""
        return ((file.path, one) for file in self.files for one in file.findings)

    def failures(self) -> tuple[str, ...]:
        """What could not be checked, one line each."""
        return (*self.errors, *(file.error for file in self.files if file.error))

    def checked(self) -> tuple[FileReport, ...]:
        """The files that were read."""
        return tuple(file for file in self.files if not file.error)
