"""Indentation while typing: the new line on Enter, the current line after ``;`` and after closing keywords.

Half-typed code is the rule here, so lines are placed by the lines that stand above them, as they stand,
and not by levels. Closing a block on Enter is no formatting: it is completion's.
"""

from __future__ import annotations

import re

from bsl_pilot.features.formatting.blocks import State
from bsl_pilot.features.formatting.columns import indentation
from bsl_pilot.features.formatting.lines import Line, replacement
from bsl_pilot.features.formatting.options import FormatOptions
from bsl_pilot.features.formatting.places import CONTINUERS, JOINTS, STARTERS, Places
from bsl_pilot.features.formatting.window import read, window_start
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import MIDDLES, OPENERS
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.snapshot import ByteEdit, TextEdit

_SLASHES = re.compile(rb"//[ \t]*")
_BLANKS = re.compile(rb"[ \t]*")


def format_on_type(document: Document, offset: int, typed: str, options: FormatOptions) -> list[TextEdit]:
    """The edits after a character was typed.

    Args:
        document: the text with the character in it.
        offset: byte after it; on Enter, after the blanks that the editor may have put before the cursor.
        typed: ``"\\n"``, ``";"`` or the last letter of a keyword.
        options: only those about indentation and blanks at line ends count.
    """
    here = _Here(document, offset, options)
    if typed == "\n":
        return here.entered()
    return here.typed(typed)


class _Here:
    """The line of the cursor and what stands above it in its method."""

    def __init__(self, document: Document, offset: int, options: FormatOptions) -> None:
        self.options = options
        self.offset = offset
        self.data = document.text.data
        self.index = document.text.lines
        self.number = self.index.line_of(offset)
        self.start, self.end = self.index.line_span(self.number)
        begin = window_start(self.data, self.index, max(self.number - 1, 0))
        lines = read(self.data, min(begin, self.start), self.end)
        self.current = lines.pop() if lines and lines[-1].start == self.start else None
        self.above = lines
        places = Places(self.data, options.tab_size)
        places.read(lines)
        self.state: State = places.blocks.state

    def typed(self, typed: str) -> list[TextEdit]:
        """Edits after a character of the current line."""
        line = self.current
        if line is None or line.verbatim or line.lead is not None:
            return []
        first = line.tokens[0]
        if typed == ";":
            if not any(token.kind == ";" and token.end == self.offset for token in line.tokens):
                return []
        elif first.end != self.offset or (first.kind not in OPENERS and first.kind not in MIDDLES):
            return []
        starts = self.state.ended or first.kind in STARTERS
        blanks = self._for_code(first.kind) if starts else None
        return [] if blanks is None else self._indent(blanks)

    def entered(self) -> list[TextEdit]:
        """Edits after Enter."""
        if not self.above:
            return self._indent(b"") if self.number else []
        above = self.above[-1]
        if above.verbatim:
            return []
        if self.current is not None and self.current.lead is not None:
            return self._indent(indentation(self.data, above))
        last = above.tokens[-1] if above.tokens else above.lead
        if last is not None and last.end == self.index.line_span(self.number - 1).end:
            if last.kind == "open_string":
                return self._indent(indentation(self.data, above) + b"|")
            if last.kind == "comment" and (slashes := self._comment_goes_on(above, last)):
                return self._indent(indentation(self.data, above) + slashes)
        blanks = self._for_code("" if self.current is None else self.current.kind)
        return self._trim_above() + ([] if blanks is None else self._indent(blanks))

    def _comment_goes_on(self, above: Line, comment: Token) -> bytes:
        """What continues a comment on the new line: the slashes where Enter parted it, or where it stands
        in the middle of a description; else nothing."""
        match = _SLASHES.match(self.data, comment.start, comment.end)
        slashes = match.group() if match else b"//"
        if self.current is not None:
            return slashes
        if comment is not above.tokens[0] or self.state.stack or self.number + 1 >= len(self.index):
            return b""
        return slashes if self.index.line_bytes(self.number + 1).startswith(b"//") else b""

    def _for_code(self, first: str) -> bytes | None:
        """Indentation of a line that begins with a token of kind ``first``, as what is above suggests."""
        state = self.state
        if first in OPENERS or first in MIDDLES:
            block = state.matching(first)
            return None if block is None else indentation(self.data, block.line)
        if state.ended or state.base is None or first in STARTERS:
            return self._for_statement()
        base = indentation(self.data, state.base)
        goes_on = state.brackets or state.awaiting or state.last in JOINTS or first in CONTINUERS
        if not goes_on or first in (")", "]"):
            return base
        return (
            base + self.options.unit()
            if self.above[-1] is state.base
            else indentation(self.data, self.above[-1])
        )

    def _for_statement(self) -> bytes:
        """Indentation of the statement above in the same block, or one unit more than the block's opener."""
        state = self.state
        block = state.stack[-1] if state.stack else None
        if (
            state.base is not None
            and state.level <= state.body_level
            and (block is None or block.part is not state.base)
        ):
            return indentation(self.data, state.base)
        return b"" if block is None else indentation(self.data, block.part) + self.options.unit()

    def _indent(self, blanks: bytes) -> list[TextEdit]:
        """The edit that makes the current line begin with ``blanks``."""
        match = _BLANKS.match(self.data, self.start, self.end)
        head = match.end() if match else self.start
        return _as_text(replacement(self.data, self.start, head, blanks))

    def _trim_above(self) -> list[TextEdit]:
        """The edit that removes the blanks which Enter left behind."""
        above = self.above[-1]
        if not self.options.trim_trailing_whitespace or above.start != self.index.starts[self.number - 1]:
            return []
        last = above.tokens[-1].end if above.tokens else above.head
        end = self.index.line_span(self.number - 1).end
        return [] if self.data[last:end].strip() else _as_text(replacement(self.data, last, end, b""))


def _as_text(edit: ByteEdit | None) -> list[TextEdit]:
    return [] if edit is None else [TextEdit(edit.start, edit.end, edit.text.decode())]
