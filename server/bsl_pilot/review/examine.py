"""Checks one file: read, parse, run the rules, drop what is suppressed or known, repair where asked."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.errors import InputError
from bsl_pilot.features.diagnostics import Diagnostic, Fix
from bsl_pilot.review.job import DEFECT, Job, Options
from bsl_pilot.review.registry import diagnose
from bsl_pilot.review.repair import repaired
from bsl_pilot.review.report import Edit, FileReport, Finding, FoundFix
from bsl_pilot.review.selection import Selection
from bsl_pilot.review.suppress import suppressions
from bsl_pilot.syntax.document import Document
from bsl_pilot.text import files
from bsl_pilot.text.snapshot import TextSnapshot


class Marked(NamedTuple):
    """A diagnostic with its fingerprint."""

    diagnostic: Diagnostic
    fingerprint: str


def examine(job: Job, options: Options) -> FileReport:
    """What there is to say about a file. Never raises: what goes wrong is the report's ``error``."""
    try:
        return _examined(job, options)
    except InputError as error:
        return FileReport(job.path, error=error.to(options.locale))
    except Exception as error:  # noqa: BLE001  (a defect of ours on one file must not stop the other files)
        return FileReport(
            job.path, error=DEFECT.to(options.locale, path=job.path, name=type(error).__name__, error=error)
        )


def _examined(job: Job, options: Options) -> FileReport:
    source = files.read(Path(job.path), options.max_bytes)
    document = Document.parse(TextSnapshot.of(source.text))
    fixed = 0
    if options.fix:
        document, fixed = repaired(
            document, lambda one: [found.diagnostic for found in _reported(one, job, options)]
        )
        if fixed:
            files.write(Path(job.path), files.SourceFile(document.text.text, source.encoding))
    marked = _marked(document, options)
    shown = [one for one in marked if one.fingerprint not in job.known]
    return FileReport(
        job.path,
        tuple(_finding(one, document.text, options.selection) for one in shown),
        _line_count(document.text),
        fixed=fixed,
        hidden=len(marked) - len(shown),
    )


def _reported(document: Document, job: Job, options: Options) -> list[Marked]:
    return [one for one in _marked(document, options) if one.fingerprint not in job.known]


def _marked(document: Document, options: Options) -> list[Marked]:
    """The diagnostics that no comment suppresses, in the order of the text, with fingerprints."""
    diagnostics = diagnose(document, options.locale, options.selection)
    if not diagnostics:
        return []
    off = suppressions(document)
    lines = document.text.lines
    kept = (one for one in diagnostics if not off.hides(one.code, lines.line_of(one.start)))
    return list(_with_fingerprints(sorted(kept, key=lambda one: one[:4]), document.text))


def _with_fingerprints(diagnostics: Iterable[Diagnostic], text: TextSnapshot) -> Iterator[Marked]:
    """A finding is known again by its rule, its line's words and how many like it stand above."""
    seen: Counter[tuple[str, bytes]] = Counter()
    for one in diagnostics:
        words = b" ".join(text.lines.line_bytes(text.lines.line_of(one.start)).split())
        occurrence = seen[one.code, words]
        seen[one.code, words] += 1
        what = b"\0".join((one.code.encode(), words, str(occurrence).encode()))
        yield Marked(one, hashlib.blake2b(what, digest_size=16).hexdigest())


def _finding(marked: Marked, text: TextSnapshot, selection: Selection) -> Finding:
    """A diagnostic with lines and characters instead of offsets."""
    one = marked.diagnostic
    return Finding(
        one.code,
        one.message,
        selection.severity(one.code, int(one.severity)),
        text.range(one.start, one.end),
        marked.fingerprint,
        tuple(_fix(fix, text) for fix in one.fixes),
    )


def _fix(fix: Fix, text: TextSnapshot) -> FoundFix:
    return FoundFix(fix.title, tuple(Edit(text.range(one.start, one.end), one.new_text) for one in fix.edits))


def _line_count(text: TextSnapshot) -> int:
    """Lines of a text; a line end at its end does not begin another one."""
    last_is_empty = text.lines.starts[-1] == len(text.data)
    return len(text.lines) - last_is_empty
