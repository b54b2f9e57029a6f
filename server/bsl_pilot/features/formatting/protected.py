"""Lines that the formatter must not touch.

Three reasons: the author said so between ``// bsl-pilot:format off`` and ``on``; the text stands between
``#Удаление`` and ``#КонецУдаления``; or the method is annotated ``&ИзменениеИКонтроль``, since the
platform compares its text with that of the method it extends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bsl_pilot.features.formatting.lines import Line
from bsl_pilot.text.words import WORD_BYTES, fold_bytes

_SWITCH = re.compile(rb"//[ \t]*bsl-pilot:[ \t]*format[ \t]+(on|off)\b")
_DIRECTIVE = re.compile(rb"#[ \t]*(" + WORD_BYTES + rb")")

_DELETED = frozenset({"удаление", "delete"})
_END_DELETED = frozenset({"конецудаления", "enddelete"})
_CHECKED = frozenset({"изменениеиконтроль", "changeandvalidate"})
_METHOD_ENDS = frozenset({"endprocedure", "endfunction"})


def directive(text: bytes) -> str:
    """The folded word of a preprocessor line: ``если``, ``region``; empty where there is none."""
    match = _DIRECTIVE.match(text)
    return fold_bytes(match.group(1)) if match else ""


def protect(data: bytes, lines: Sequence[Line], start: int) -> None:
    """Marks the lines that must stay as they are. ``start`` is where the first line's gap begins."""
    if switched := _switched_off(data, start):
        _apply(lines, _Switch(data, switched[-1] == b"off"))
    elif _SWITCH.search(data, start):
        _apply(lines, _Switch(data, off=False))
    if b"&" in data or b"#" in data:
        _apply(lines, _Extension(data))


def _switched_off(data: bytes, start: int) -> list[bytes]:
    """The switches before ``start``."""
    return _SWITCH.findall(data, 0, start) if data.find(b"bsl-pilot", 0, start) >= 0 else []


def _apply(lines: Sequence[Line], zone: _Switch | _Extension) -> None:
    for line in lines:
        if zone.holds(line):
            line.verbatim = True


class _Switch:
    """The zone between the two comments; the second one belongs to it."""

    def __init__(self, data: bytes, off: bool) -> None:
        self.data = data
        self.off = off

    def holds(self, line: Line) -> bool:
        held = self.off
        if line.lead is None and line.tokens[0].kind == "comment":
            first = line.tokens[0]
            if match := _SWITCH.match(self.data, first.start, first.end):
                self.off = match.group(1) == b"off"
        return held


class _Extension:
    """Deleted text, and methods under the platform's change control from annotation to end."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.deleted = False
        self.checked = False

    def holds(self, line: Line) -> bool:
        line.dead = self.deleted
        if line.lead is not None:
            return self.deleted or self.checked
        first = line.tokens[0]
        held = self.deleted
        if first.kind == "preproc":
            word = directive(self.data[first.start : first.end])
            self.deleted = (self.deleted or word in _DELETED) and word not in _END_DELETED
        elif first.kind == "&" and len(line.tokens) > 1 and not self.deleted:
            name = line.tokens[1]
            self.checked = self.checked or fold_bytes(self.data[name.start : name.end]) in _CHECKED
        held = held or self.checked
        if self.checked and any(token.kind in _METHOD_ENDS for token in line.tokens):
            self.checked = False
        return held
