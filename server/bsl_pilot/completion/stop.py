"""Where a text is complete: rules that a writer asks after every token."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.syntax.keywords import CLOSERS, MIDDLES, OPENERS
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import word_before


def line_stop(text: str) -> int | None:
    """A line is complete where it ends."""
    end = text.find("\n")
    return end if end >= 0 else None


@dataclass(frozen=True, slots=True)
class BlockStop:
    """A block is complete before the keyword that closes or parts a block opened above, after a blank line,
    after ``max_lines`` and, unless ``whole``, after the first statement that has a block of its own."""

    max_lines: int
    whole: bool = True
    """The body of a block that was just opened is written, with all its statements."""
    inside: bool = True
    """Blocks are open above: no method begins here."""

    def __call__(self, text: str) -> int | None:
        """Number of characters of ``text`` that are complete; None to go on."""
        if word_before(text, len(text)):
            return None  # the last word may go on: `Конец` is not `КонецЕсли` yet
        ends = [end for end in (self._by_lines(text), self._by_tokens(text)) if end is not None]
        return min(ends) if ends else None

    def _by_lines(self, text: str) -> int | None:
        lines = text.split("\n")
        at, written = 0, 0
        for number, line in enumerate(lines[:-1]):
            if written and (written == self.max_lines or not line.strip()):
                return _trimmed(text, at)
            at += len(line) + 1
            written += bool(line.strip() or number)
        return _trimmed(text, at) if written == self.max_lines else None

    def _by_tokens(self, text: str) -> int | None:
        data = text.encode("utf-8", "surrogatepass")
        depth, complete = 0, -1
        for token in tokens(data):
            if complete >= 0:
                end = token.end if token.kind == ";" else complete
                return _chars(data, end)
            if token.kind in CLOSERS:
                if depth == 0 and self.inside and token.kind in ("procedure", "function"):
                    return _trimmed(text, _chars(data, token.start))
                depth += 1
            elif token.kind in OPENERS:
                if depth == 0:
                    return _trimmed(text, _chars(data, token.start))
                depth -= 1
                complete = token.end if depth == 0 and not self.whole else -1
            elif token.kind in MIDDLES and depth == 0:
                return _trimmed(text, _chars(data, token.start))
        return None


def _chars(data: bytes, at: int) -> int:
    return len(data[:at].decode("utf-8", "surrogatepass"))


def _trimmed(text: str, at: int) -> int:
    """``at`` without the blanks and line ends before it."""
    return len(text[:at].rstrip())
