"""Whether a module parses with what was shown put in its place."""

from __future__ import annotations

from bsl_pilot.syntax.blocks import block_stack
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import document_queries
from bsl_pilot.syntax.faults.health import is_sound
from bsl_pilot.syntax.keywords import CLOSERS, spelling


def parses(true: Document, after: Document, end: int) -> bool:
    """Whether the shown text made nothing wrong.

    It is right where the module has no more unsound parts and queries than it really has. It is right, too,
    where its method is sound with all that follows left away and its open blocks closed: another statement than
    the true one may fit badly to the lines below, which were written for the true one.

    Args:
        true: the module as it really is.
        after: the module with the shown text.
        end: byte in ``after`` behind the shown text.
    """
    if _faulty_queries(after) > _faulty_queries(true):
        return False
    return _unsound(after) <= _unsound(true) or _sound_so_far(after, end)


def _unsound(document: Document) -> int:
    return sum(not sound for _, _, sound in document.parts.facts(is_sound))


def _faulty_queries(document: Document) -> int:
    return sum(query.whole and query.tree.root_node.has_error for _, query in document_queries(document))


def _sound_so_far(document: Document, end: int) -> bool:
    """Whether the method (outside of any: the line) is sound when it ends here."""
    text = document.text
    blocks = block_stack(document, end)
    start = blocks[0].start if blocks else text.lines.starts[text.lines.line_of(end)]
    closers = (spelling(CLOSERS[block.kind], russian=True) for block in reversed(blocks))
    closing = "".join(f"\n{closer};" for closer in closers).removesuffix(";")
    return _unsound(Document.parse(text.slice(start, end) + closing)) == 0
