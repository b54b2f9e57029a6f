"""What is wrong with the syntax of a module, before anybody decides how to show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bsl_pilot.locale import Locale, Text
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit, TextSnapshot

PARSE_ERROR = "ParseError"
QUERY_PARSE_ERROR = "QueryParseError"


@dataclass(frozen=True, slots=True)
class Repair:
    """A safe repair of a fault: applying ``edits`` removes the fault and adds none."""

    title: Text
    edits: tuple[TextEdit, ...]
    fields: Mapping[str, object] = field(default_factory=dict)

    def moved(self, by: int) -> Repair:
        """The same repair in a text where everything stands ``by`` bytes further."""
        return replace(self, edits=tuple(TextEdit(a + by, b + by, new) for a, b, new in self.edits))


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: one finding for the user.

    Offsets are bytes of the text that was examined. ``message`` may use the fields of ``fields`` and
    ``{line}``, the 1-based line of ``opener``, which is only known when the fault is shown.
    """

    code: str
    start: int
    end: int
    message: Text
    fields: Mapping[str, object] = field(default_factory=dict)
    opener: Span | None = None
    """The start of the construct that the fault belongs to (``Если`` of a missing ``КонецЕсли``)."""
    repairs: tuple[Repair, ...] = ()

    def moved(self, by: int) -> Fault:
        """The same fault in a text where everything stands ``by`` bytes further."""
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            opener=self.opener and Span(self.opener.start + by, self.opener.end + by),
            repairs=tuple(repair.moved(by) for repair in self.repairs),
        )

    def text(self, snapshot: TextSnapshot, locale: Locale) -> str:
        """The message in the user's language."""
        line = snapshot.lines.line_of(self.opener.start) + 1 if self.opener else 0
        return self.message.to(locale, line=line, **self.fields)
