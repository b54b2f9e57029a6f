"""What is wrong with a module's syntax: one finding for one fault, at its place, in words.

health       which parts are certainly right, from the tree (nearly all, nearly always)
chunks       the pieces around the other parts, from one method's header to the next
statements   reads such a piece token by token and says what is missing where …
expressions, methods, structure    … with the parts of that job
examine      a piece's faults with repairs that were tried, remembered by its text
conditions   one preprocessor line: its condition, its name
instructions preprocessor lines of a module: unbalanced, unknown
queries      query texts inside strings
"""

from __future__ import annotations

from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import Fault
from bsl_pilot.syntax.faults.chunks import chunks, suspect_ranges
from bsl_pilot.syntax.faults.examine import examine
from bsl_pilot.syntax.faults.health import is_sound
from bsl_pilot.syntax.faults.instructions import Line, lines_of, pairing_faults
from bsl_pilot.syntax.faults.queries import query_faults
from bsl_pilot.text.positions import Span


class _Look(NamedTuple):
    """What one part says for itself; offsets relative to it."""

    sound: bool
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


def faults(document: Document, *, queries: bool = True, repairs: bool = True) -> list[Fault]:
    """All faults of a document in the order of the text, offsets absolute. The same on every call.

    Without ``queries`` the texts of queries are not looked at, which saves the search for them; without
    ``repairs`` none is tried.
    """
    lines: list[Line] = []
    found: list[Fault] = []
    parts: list[tuple[int, int, str, bool]] = []
    for start, body, look in document.parts.facts(_look_with_queries if queries else _look):
        parts.append((start, start + body.length, body.kind, look.sound))
        if look.lines:
            lines += [line.moved(start) for line in look.lines]
        if look.faults:
            found += [fault.moved(start) for fault in look.faults]
    data = document.text.data
    suspects = suspect_ranges(parts)
    if not suspects and document.root.has_error:
        suspects = [Span(0, len(data))]
    for start, end in chunks(data, suspects):
        found += (fault.moved(start) for fault in examine(data[start:end], repairs=repairs))
    found += pairing_faults(lines, data)
    return sorted(found, key=lambda fault: (fault.start, fault.end, fault.code))


def _look(part: Node) -> _Look:
    text = part.text or b""
    lines, found = lines_of(text) if b"#" in text else ((), ())
    return _Look(is_sound(part), lines, found)


def _look_with_queries(part: Node) -> _Look:
    sound, lines, found = _look(part)
    return _Look(sound, lines, found + query_faults(part))
