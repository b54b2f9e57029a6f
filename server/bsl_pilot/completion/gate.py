"""Step 1: whether anything is to be written at all. Before any work, and the same for every writer."""

from __future__ import annotations

from collections.abc import Callable

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.dropped import Dropped
from bsl_pilot.completion.surroundings import Surroundings
from bsl_pilot.settings import CompletionSettings
from bsl_pilot.text.words import word_at, word_before

MAY_FOLLOW = frozenset(" \t\f\v\u00a0)];,\"'")
"""What may stand behind the cursor on its line: what editors and half-written calls leave there."""
LONGEST_LINE = 4_096
"""Bytes of a line beyond which it is data, not code."""


class Gate:
    """Opens where the settings and the position allow it."""

    def __init__(
        self, settings: CompletionSettings, clock: Callable[[], float], excluded: Callable[[str], bool]
    ) -> None:
        """``excluded`` tells of a path (relative to its workspace) whether the user left it out."""
        self.settings = settings
        self._clock = clock
        self._excluded = excluded
        self._quiet_until = 0.0

    def snooze(self, seconds: float) -> None:
        """Nothing is offered by itself for so long; 0 wakes up."""
        self._quiet_until = self._clock() + seconds

    def check_wish(self, cursor: Cursor) -> None:
        """Passes where the user wants ghost text now.

        Raises:
            Dropped: he does not; names why.
        """
        _raise_if(self._of_settings(cursor))

    def check_place(self, cursor: Cursor) -> None:
        """Passes where a text may begin. What has begun elsewhere goes on here too: into a string, say.

        Raises:
            Dropped: nothing is to begin here; names why.
        """
        _raise_if(self._of_surroundings(cursor) or _of_line(cursor))

    def _of_settings(self, cursor: Cursor) -> str:
        if not self.settings.enabled:
            return "off"
        if self._excluded(cursor.request.path):
            return "excluded"
        if cursor.request.invoked:
            return ""
        if self.settings.mode == "on_demand":
            return "on_demand"
        return "snoozed" if self._clock() < self._quiet_until else ""

    def _of_surroundings(self, cursor: Cursor) -> str:
        if cursor.place.line.end - cursor.place.line.start > LONGEST_LINE:
            return "long_line"
        wanted = {
            Surroundings.CODE: True,
            Surroundings.QUERY: self.settings.query_text,
            Surroundings.DOC_COMMENT: self.settings.doc_comments,
            Surroundings.STRING: self.settings.strings,
            Surroundings.COMMENT: self.settings.comments,
        }
        return "" if wanted.get(cursor.surroundings, False) else cursor.surroundings.value


def _raise_if(reason: str) -> None:
    if reason:
        raise Dropped(reason)


def _of_line(cursor: Cursor) -> str:
    before, after = cursor.place.before, cursor.place.after
    if word_before(before, len(before)) and word_at(after, 0)[1]:
        return "in_word"
    if cursor.request.invoked:
        return ""
    if not MAY_FOLLOW.issuperset(after):
        return "mid_line"
    ended = cursor.surroundings is Surroundings.CODE and before.rstrip().endswith(";")
    return "after_semicolon" if ended and not after.strip() else ""
