"""Which rules a person's changes break: what is found on the lines that they wrote and was not there before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.errors import InputError
from bsl_pilot.locale import Locale
from bsl_pilot.project.git import Lines
from bsl_pilot.project.history import Change, Commit, changed_lines, changes, contents
from bsl_pilot.review.around import Around
from bsl_pilot.review.diagnose import diagnose
from bsl_pilot.review.marking import Marked, marked
from bsl_pilot.review.selection import Selection
from bsl_pilot.review.suppress import suppressions
from bsl_pilot.syntax.document import Document
from bsl_pilot.text import files
from bsl_pilot.text.snapshot import TextSnapshot

_WEIGHTS = (8, 4, 2, 1)
"""What a finding counts for by its severity, the gravest first."""


class Seen(NamedTuple):
    """One finding in somebody's change."""

    commit: Commit
    path: str
    line: int
    """From 0, in the version of that commit."""
    text: str
    message: str


@dataclass(slots=True)
class Habit:
    """One rule that changes break."""

    key: str
    count: int = 0
    weight: int = 0
    commits: set[str] = field(default_factory=set)
    last: Seen | None = None
    """The newest finding."""


@dataclass(slots=True)
class Lesson:
    """What was looked at, and the habits, the most frequent first."""

    commits: int = 0
    modules: int = 0
    lines: int = 0
    """Lines that were written."""
    complete: bool = True
    """False where time ran out before the last commit."""
    habits: dict[str, Habit] = field(default_factory=dict)

    def by_count(self) -> list[Habit]:
        """The most frequent first."""
        return sorted(self.habits.values(), key=lambda one: (-one.count, one.key))

    def first_to_read(self, number: int) -> list[Habit]:
        """Those that cost most: frequent and grave ones first."""
        return sorted(self.habits.values(), key=lambda one: (-one.weight, one.key))[:number]


def lesson_of(
    top: Path,
    history: Sequence[Commit],
    selection: Selection,
    locale: Locale,
    go_on: Callable[[int], bool],
) -> Lesson:
    """What an author's commits teach.

    Args:
        top: the folder of the work tree.
        history: the commits, the newest first.
        selection: the rules that are looked at.
        locale: language of the messages.
        go_on: told after each commit how many are done; False ends it.
    """
    lesson = Lesson()
    reader = _Reader(top, selection, locale)
    for commit in history:
        for change in changes(top, commit):
            reader.take(commit, change, lesson)
        lesson.commits += 1
        if not go_on(lesson.commits):
            lesson.complete = lesson.commits == len(history)
            break
    return lesson


class _Reader:
    def __init__(self, top: Path, selection: Selection, locale: Locale) -> None:
        self._top = top
        self._selection = selection
        self._locale = locale
        self._around = Around()

    def take(self, commit: Commit, change: Change, lesson: Lesson) -> None:
        """One module of one commit."""
        document = self._document(change.after, change.path)
        if document is None:
            return
        lines = changed_lines(self._top, change)
        lesson.modules += 1
        lesson.lines += sum(min(last, len(document.text.lines) - 1) - first + 1 for first, last in lines)
        old = self._document(change.before, change.path) if change.before else None
        known = {one.fingerprint for one in self._found(old, change.path)} if old is not None else set()
        for one in self._found(document, change.path):
            if one.fingerprint not in known and _is_on(one, document, lines):
                self._add(commit, change.path, document, one, lesson)

    def _document(self, name: str, path: str) -> Document | None:
        """The module as it was; None where it was no text."""
        try:
            return Document.parse(TextSnapshot.of(files.decode(contents(self._top, name), path).text))
        except InputError:
            return None

    def _found(self, document: Document, path: str) -> list[Marked]:
        where = self._around.where(str(self._top / path), document)
        found = diagnose(document, self._locale, self._selection, where, fixes=False)
        off = suppressions(document)
        line_of = document.text.lines.line_of
        return list(marked([one for one in found if not off.hides(one.code, line_of(one.start))], document))

    def _add(self, commit: Commit, path: str, document: Document, one: Marked, lesson: Lesson) -> None:
        found = one.diagnostic
        habit = lesson.habits.setdefault(found.code, Habit(found.code))
        habit.count += 1
        habit.weight += _WEIGHTS[found.severity - 1]
        habit.commits.add(commit.name)
        if habit.last is None:
            line = document.text.lines.line_of(found.start)
            text = document.text.lines.line_bytes(line).decode("utf-8", "replace").strip()
            habit.last = Seen(commit, path, line, text, found.message)


def _is_on(one: Marked, document: Document, lines: Lines) -> bool:
    line = document.text.lines.line_of(one.diagnostic.start)
    return any(first <= line <= last for first, last in lines)
