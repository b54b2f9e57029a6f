"""Checks one file: read, parse, run the rules, drop what is suppressed or known, repair where asked."""

from __future__ import annotations

from pathlib import Path

from bsl_pilot.errors import InputError
from bsl_pilot.features.diagnostics import Fix
from bsl_pilot.project.git import Lines
from bsl_pilot.review.around import Around
from bsl_pilot.review.diagnose import Where, diagnose
from bsl_pilot.review.fixing import Stays, all_repaired
from bsl_pilot.review.job import DEFECT, Job, Options
from bsl_pilot.review.marking import Marked
from bsl_pilot.review.marking import marked as marked_ones
from bsl_pilot.review.report import Edit, FileReport, Finding, FoundFix
from bsl_pilot.review.suppress import suppressions
from bsl_pilot.syntax.document import Document
from bsl_pilot.text import files
from bsl_pilot.text.snapshot import TextSnapshot


def examine(job: Job, options: Options, around: Around) -> FileReport:
    """What there is to say about a file. Never raises: what goes wrong is the report's ``error``."""
    try:
        return _examined(job, options, around)
    except InputError as error:
        return FileReport(job.path, error=error.to(options.locale))
    except Exception as error:  # noqa: BLE001  (a defect of ours on one file must not stop the other files)
        return FileReport(
            job.path, error=DEFECT.to(options.locale, path=job.path, name=type(error).__name__, error=error)
        )


def _examined(job: Job, options: Options, around: Around) -> FileReport:
    source = files.read(Path(job.path), options.max_bytes)
    document = Document.parse(TextSnapshot.of(source.text))
    where = around.where(job.path, document)
    look = _Look(job, options, where)
    marked = look.at(document)
    elsewhere = frozenset(one.fingerprint for one in marked if not _is_on(one, document, job.lines))
    fixed = 0
    if options.fix:
        document, fixed = all_repaired(document, look.selection, where, look.left_alone(elsewhere))
        if fixed:
            files.write(Path(job.path), files.SourceFile(document.text.text, source.encoding))
            marked = look.at(document)
    wanted = [one for one in marked if one.fingerprint not in elsewhere]
    shown = [one for one in wanted if one.fingerprint not in job.known]
    return FileReport(
        job.path,
        tuple(_finding(one, document.text, excerpt=options.excerpts) for one in shown),
        _line_count(document.text),
        fixed=fixed,
        hidden=len(wanted) - len(shown),
    )


class _Look:
    """What is found in one file."""

    def __init__(self, job: Job, options: Options, where: Where) -> None:
        self.selection = options.selection.without(job.off)
        self._job = job
        self._options = options
        self._where = where

    def at(self, document: Document) -> list[Marked]:
        """The diagnostics that no comment suppresses, in the order of the text, with fingerprints."""
        options = self._options
        found = diagnose(
            document, options.locale, self.selection, self._where.after(document), fixes=options.fixes
        )
        if not found:
            return []
        off = suppressions(document)
        lines = document.text.lines
        kept = (one for one in found if not off.hides(one.code, lines.line_of(one.start)))
        return list(marked_ones(sorted(kept, key=lambda one: one[:4]), document))

    def left_alone(self, elsewhere: frozenset[str]) -> Stays:
        """Says of findings whether a repair must not touch them: suppressed, known, or on lines that don't count."""
        known = self._job.known | elsewhere
        last: list[tuple[Document, frozenset[tuple[str, int]]]] = []

        def stays(document: Document, key: str, at: int) -> bool:
            if not known:
                return suppressions(document).hides(key, document.text.lines.line_of(at))
            if not last or last[0][0] is not document:
                fresh = (one.diagnostic for one in self.at(document) if one.fingerprint not in known)
                last[:] = [(document, frozenset((one.code, one.start) for one in fresh))]
            return (key, at) not in last[0][1]

        return stays


def _is_on(one: Marked, document: Document, lines: Lines | None) -> bool:
    """Whether a finding touches one of the lines."""
    if lines is None:
        return True
    line_of = document.text.lines.line_of
    first, last = line_of(one.diagnostic.start), line_of(one.diagnostic.end)
    return any(start <= last and first <= end for start, end in lines)


def _finding(marked: Marked, text: TextSnapshot, *, excerpt: bool) -> Finding:
    """A diagnostic with lines and characters instead of offsets."""
    one = marked.diagnostic
    place = text.range(one.start, one.end)
    line = text.lines.line_bytes(place.start.line) if excerpt else b""
    return Finding(
        one.code,
        one.message,
        int(one.severity),
        place,
        marked.fingerprint,
        tuple(_fix(fix, text) for fix in one.fixes),
        line.decode("utf-8", "replace").rstrip("\r\n"),
    )


def _fix(fix: Fix, text: TextSnapshot) -> FoundFix:
    return FoundFix(fix.title, tuple(Edit(text.range(one.start, one.end), one.new_text) for one in fix.edits))


def _line_count(text: TextSnapshot) -> int:
    """Lines of a text; a line end at its end does not begin another one."""
    last_is_empty = text.lines.starts[-1] == len(text.data)
    return len(text.lines) - last_is_empty
