"""Diagnostics of a document, as the editor and ``bsl-pilot check`` show them."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from bsl_pilot.locale import Locale, Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import Fault
from bsl_pilot.syntax.faults import faults
from bsl_pilot.text.snapshot import TextEdit

_OPENER = Text("`{word}` стоит здесь", "`{word}` is here")


class Severity(IntEnum):
    """LSP's severities."""

    ERROR = 1
    WARNING = 2
    INFORMATION = 3
    HINT = 4


class Tag(IntEnum):
    """LSP's tags: how an editor paints the code."""

    UNNECESSARY = 1
    DEPRECATED = 2


class Fix(NamedTuple):
    """A code action that removes a diagnostic."""

    title: str
    edits: tuple[TextEdit, ...]


class Related(NamedTuple):
    """A place that explains a diagnostic: byte range and words."""

    start: int
    end: int
    message: str


class Diagnostic(NamedTuple):
    """One finding: byte range in the document, key of its rule, words in the user's language."""

    start: int
    end: int
    code: str
    message: str
    severity: Severity
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    tags: tuple[Tag, ...] = ()
    repair: str = ""
    """Title of its rule's repair, as far as that is known without trying it; empty where there is none."""

    def moved(self, by: int) -> Diagnostic:
        """The same, without fixes, ``by`` bytes further."""
        start, end, code, message, severity, _, related, tags, repair = self
        if related:
            related = tuple(Related(one.start + by, one.end + by, one.message) for one in related)
        return Diagnostic(start + by, end + by, code, message, severity, (), related, tags, repair)


def diagnostics(
    document: Document, locale: Locale, *, queries: bool = True, fixes: bool = True
) -> list[Diagnostic]:
    """The syntax findings of a document in the order of the text; equal on every run.

    After an edit, what has not changed is not looked at again. Without ``queries`` the texts of queries
    are not checked, without ``fixes`` none is looked for.
    """
    found = faults(document, queries=queries, repairs=fixes)
    return [_diagnostic(document, fault, locale) for fault in found]


def _diagnostic(document: Document, fault: Fault, locale: Locale) -> Diagnostic:
    fixes = tuple(Fix(repair.title.to(locale, **repair.fields), repair.edits) for repair in fault.repairs)
    return Diagnostic(
        fault.start,
        fault.end,
        fault.code,
        fault.text(document.text, locale),
        Severity.ERROR,
        fixes,
        _related(document, fault, locale),
    )


def _related(document: Document, fault: Fault, locale: Locale) -> tuple[Related, ...]:
    if fault.opener is None:
        return ()
    start, end = fault.opener
    return (Related(start, end, _OPENER.to(locale, word=document.text.slice(start, end))),)
