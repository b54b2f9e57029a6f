"""The blanks before lines: of the document's kind, and not further left than the block."""

from __future__ import annotations

from dataclasses import replace

from bsl_pilot.completion.post.types import Draft, Place

_TAB = 4


def indentation(draft: Draft, place: Place) -> Draft:
    """Gives the lines after the first the document's tabs or blanks; cuts before one that leaves the block."""
    lines = draft.text.split("\n")
    if len(lines) == 1:
        return draft
    tabs = _uses_tabs(place)
    least = _width(place.indent if place.before.strip() else place.before)
    kept = [lines[0].rstrip()]
    for line in lines[1:]:
        body = line.lstrip(" \t")
        blanks = line[: len(line) - len(body)]
        if body and not body.startswith("|") and _width(blanks) < least:
            break
        kept.append((_blanks(_width(blanks), tabs) + body).rstrip() if body else "")
    return replace(draft, text="\n".join(kept).rstrip())


def _uses_tabs(place: Place) -> bool:
    """Whether this document indents with tabs: by the cursor's line, else by the nearest one that is indented."""
    if place.indent:
        return "\t" in place.indent
    lines = place.document.text.lines
    here = lines.line_of(place.offset)
    for number in range(here, max(here - 200, -1), -1):
        first = lines.line_bytes(number)[:1]
        if first in (b"\t", b" "):
            return first == b"\t"
    return True


def _width(blanks: str) -> int:
    return len(blanks.expandtabs(_TAB))


def _blanks(width: int, tabs: bool) -> str:
    return "\t" * (width // _TAB) + " " * (width % _TAB) if tabs else " " * width
