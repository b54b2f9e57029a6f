"""Regions and ``#Если`` branches of a module.

In the grammar every preprocessor line is one token that may stand anywhere, so that ``#Если`` across
procedures never breaks the tree. What belongs together is found here, from the flat list of lines, and
lines without a partner are tolerated: broken code is input.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import WORD, fold

LINE = re.compile(rb"^(?:[ \t\f\v]|\xc2\xa0|\xef\xbb\xbf)*(\#[^\r\n]*)", re.MULTILINE)

_KIND_OF_WORD = {
    "область": "region",
    "region": "region",
    "конецобласти": "endregion",
    "endregion": "endregion",
    "если": "if",
    "if": "if",
    "иначеесли": "elsif",
    "elsif": "elsif",
    "иначе": "else",
    "else": "else",
    "конецесли": "endif",
    "endif": "endif",
    "вставка": "insert",
    "insert": "insert",
    "конецвставки": "endinsert",
    "endinsert": "endinsert",
    "удаление": "delete",
    "delete": "delete",
    "конецудаления": "enddelete",
    "enddelete": "enddelete",
    "использовать": "use",
    "use": "use",
}


@dataclass(frozen=True, slots=True)
class Instruction:
    """One preprocessor line: its kind (``region``, ``endif``, … or ``other``), bytes from ``#`` to the line's
    end, and the rest of the line after the word."""

    kind: str
    start: int
    end: int
    argument: str


@dataclass(slots=True)
class Region:
    """``#Область`` … ``#КонецОбласти``. ``last`` is None where the end is missing."""

    name: str
    first: Instruction
    last: Instruction | None = None
    children: list[Region] = field(default_factory=list)

    def span(self, otherwise: int) -> Span:
        """Bytes from ``#`` to the end of the closing line, to ``otherwise`` where it is missing."""
        return Span(self.first.start, self.last.end if self.last else otherwise)


@dataclass(slots=True)
class Conditional:
    """``#Если`` with its branches: each instruction begins one, ``last`` is ``#КонецЕсли`` or None."""

    branches: list[Instruction]
    last: Instruction | None = None


def instruction(line: bytes, start: int) -> Instruction:
    """The instruction written in ``line``, which begins with ``#`` at byte ``start``."""
    text = line.decode("utf-8", "replace")
    match = WORD.match(text, len(text) - len(text[1:].lstrip()))
    if match is None:
        return Instruction("other", start, start + len(line), text[1:].strip())
    kind = _KIND_OF_WORD.get(fold(match.group()), "other")
    return Instruction(kind, start, start + len(line.rstrip()), text[match.end() :].strip())


def _in_part(node: Node) -> tuple[tuple[int, bytes], ...]:
    """Preprocessor lines of one part. A line that begins with ``#`` can't be inside a string."""
    text = node.text or b""
    if b"#" not in text:
        return ()
    return tuple((match.start(1), match.group(1)) for match in LINE.finditer(text))


def instructions(document: Document) -> Iterator[Instruction]:
    """All preprocessor lines in the order of the text."""
    for base, _, lines in document.parts.facts(_in_part):
        for start, line in lines:
            yield instruction(line, base + start)


def regions(document: Document) -> list[Region]:
    """The outermost regions, each with those inside it."""
    return pair_regions(instructions(document))


def pair_regions(lines: Iterable[Instruction]) -> list[Region]:
    """Regions from a flat list; an end without a beginning is skipped."""
    roots: list[Region] = []
    stack: list[Region] = []
    for line in lines:
        if line.kind == "region":
            name = WORD.match(line.argument)
            region = Region(name.group() if name else "", line)
            (stack[-1].children if stack else roots).append(region)
            stack.append(region)
        elif line.kind == "endregion" and stack:
            stack.pop().last = line
    return roots


def conditionals(document: Document) -> list[Conditional]:
    """Every ``#Если`` of the module, inner ones after the one they stand in."""
    return pair_conditionals(instructions(document))


def pair_conditionals(lines: Iterable[Instruction]) -> list[Conditional]:
    """Conditionals from a flat list; branches and ends without a beginning are skipped."""
    found: list[Conditional] = []
    stack: list[Conditional] = []
    for line in lines:
        if line.kind == "if":
            stack.append(Conditional([line]))
            found.append(stack[-1])
        elif line.kind in ("elsif", "else") and stack:
            stack[-1].branches.append(line)
        elif line.kind == "endif" and stack:
            stack.pop().last = line
    return found
