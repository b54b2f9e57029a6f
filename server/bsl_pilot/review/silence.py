"""Edits that switch a rule off where it is not wanted, in the form of `suppress`."""

from __future__ import annotations

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.snapshot import TextEdit


def on_line(document: Document, key: str, offset: int) -> list[TextEdit]:
    """A comment behind the line of a byte; none where the line ends inside of a string."""
    text = document.text
    line = text.lines.line_of(offset)
    start = text.lines.starts[line]
    body = text.lines.line_bytes(line).rstrip(b"\r\n")
    end = start + len(body)
    node = document.root.descendant_for_byte_range(max(start, end - 1), end)
    if (
        node is not None
        and node.type == "string_line"
        and node.parent is not None
        and node.parent.end_byte > end
    ):
        return []
    if node is not None and node.type == "comment":
        return _before(document, node.start_byte, start, key)
    return [TextEdit(end, end, f" {_comment(document, offset, 'off', key)}")]


def _before(document: Document, at: int, start: int, key: str) -> list[TextEdit]:
    """In front of a comment that ends the line; a comment alone on its line is no place for it."""
    if not document.text.data[start:at].strip():
        return []
    return [TextEdit(at, at, f"{_comment(document, at, 'off', key)} ")]


def around_method(document: Document, key: str, offset: int) -> list[TextEdit]:
    """Comments on the lines above and below the method that a byte is in; none outside of methods."""
    part = document.parts.at(offset)
    if part is None or part.body.kind not in METHODS:
        return []
    text = document.text
    start = text.lines.starts[text.lines.line_of(part.start)]
    indent = text.data[start : part.start].decode("utf-8", "replace")
    if indent.strip():  # something else stands before the method on its line
        return []
    after = text.lines.starts[text.lines.line_of(part.end)] + len(_last_line(document, part.end))
    line_end = text.line_end()
    return [
        TextEdit(start, start, f"{indent}{_comment(document, offset, 'off', key)}{line_end}"),
        TextEdit(after, after, f"{line_end}{indent}{_comment(document, offset, 'on', key)}"),
    ]


def _last_line(document: Document, end: int) -> bytes:
    lines = document.text.lines
    return lines.line_bytes(lines.line_of(end)).rstrip(b"\r\n")


_RUSSIAN = {"off": "выкл", "on": "вкл"}


def _comment(document: Document, offset: int, switch: str, key: str) -> str:
    """The comment in the language in which the code there is written."""
    return f"// bsl-pilot:{_RUSSIAN[switch] if russian(document, offset) else switch} {key}"
