"""What lies between two lines: blanks at the end of one, blank lines, indentation of the next."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.formatting.lines import LINE_ENDS, Line, replacement
from bsl_pilot.features.formatting.options import FormatOptions
from bsl_pilot.text.snapshot import ByteEdit


def before_line(data: bytes, line: Line, options: FormatOptions, *, first: bool) -> Iterator[ByteEdit]:
    """Edits of the gap before a line; ``first`` where there is no line above."""
    if line.verbatim:
        return
    between = data[line.after : line.start]
    if between and between not in LINE_ENDS:
        yield from _blank_lines(data, line.after, between, options, first=first)
    if line.indent is not None:
        edit = replacement(data, line.start, line.head, line.indent)
        if edit is not None:
            yield edit


def _blank_lines(
    data: bytes, start: int, between: bytes, options: FormatOptions, *, first: bool
) -> Iterator[ByteEdit]:
    at = start
    blank = 0 if first else -1  # the first piece is the end of the line above
    for piece in between.splitlines(keepends=True):
        if blank >= options.max_blank_lines:
            edit = replacement(data, at, start + len(between), b"")
            if edit is not None:
                yield edit
            return
        if options.trim_trailing_whitespace:
            edit = replacement(data, at, at + len(piece.rstrip(b"\r\n")), b"")
            if edit is not None:
                yield edit
        at += len(piece)
        blank += 1


def at_end(data: bytes, last: int, options: FormatOptions, line_end: bytes) -> Iterator[ByteEdit]:
    """Edits of what follows the last token, which ends at ``last``."""
    kept: list[bytes] = []
    for number, piece in enumerate(data[last:].splitlines(keepends=True)):
        if number > (0 if options.trim_final_newlines else options.max_blank_lines):
            break
        kept.append(_trimmed(piece, kept) if options.trim_trailing_whitespace else piece)
    new = b"".join(kept)
    if options.final_newline and not new.endswith((b"\n", b"\r")):
        new += line_end
    same = _common(data[last:], new)
    edit = replacement(data, last + same, len(data), new[same:])
    if edit is not None:
        yield edit


def _trimmed(piece: bytes, before: list[bytes]) -> bytes:
    """A blank line without its blanks, unless its line end would then join the one before."""
    end = piece[len(piece.rstrip(b"\r\n")) :]
    joins = end.startswith(b"\n") and bool(before) and before[-1].endswith(b"\r")
    return piece if joins else end


def _common(one: bytes, other: bytes) -> int:
    """Length of the begin that two texts share."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
