"""The faults of one piece of a module: a pure function of its text, so what it finds is remembered."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import PARSE_ERROR, Fault, Repair
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.chunks import suspect_ranges, variants
from bsl_pilot.syntax.faults.health import is_sound
from bsl_pilot.syntax.faults.statements import read_all
from bsl_pilot.syntax.nodes import broken
from bsl_pilot.text.snapshot import TextSnapshot, apply

MOST = 3
"""Findings that one piece gets at most: more would be guesses about guesses."""
_LONGEST = 512 * 1024
"""Bytes of a piece above which only the tree is asked what is wrong; such text is not typed by people."""
_SMALL = 64 * 1024


def examine(chunk: bytes, *, repairs: bool = True) -> tuple[Fault, ...]:
    """The faults of a piece that begins outside of any method and string, with repairs that were tried.

    Trying a repair reads the piece again, so a caller that shows none at every keystroke leaves them out.
    """
    found = _small(chunk) if len(chunk) <= _SMALL else _large(chunk)
    if not repairs:
        return tuple(replace(fault, repairs=()) for fault in found[:MOST])
    return tuple(replace(fault, repairs=safe_repairs(chunk, fault, len(found))) for fault in found[:MOST])


@lru_cache(maxsize=512)
def _small(chunk: bytes) -> tuple[Fault, ...]:
    return tuple(all_faults(chunk))


@lru_cache(maxsize=2)
def _large(chunk: bytes) -> tuple[Fault, ...]:
    return tuple(all_faults(chunk))


def all_faults(chunk: bytes) -> list[Fault]:
    """The faults of a piece with proposals of repairs that nobody has tried yet."""
    document = Document.parse(TextSnapshot(chunk))
    nodes = document.root.children
    if not document.root.has_error and not suspect_ranges(
        (node.start_byte, node.end_byte, node.type, is_sound(node)) for node in nodes
    ):
        return []
    texts_to_read = variants(chunk)
    if len(chunk) <= _LONGEST:
        for text in texts_to_read:
            faults = read(text)
            if faults:
                return faults
    if len(texts_to_read) > 1 or not document.root.has_error:
        return []
    return _from_tree(document)


def read(text: bytes) -> list[Fault]:
    """The faults found by reading tokens, with the explanation that needs the fewest of them."""
    by_indent = read_all(text, by_indent=True)
    if len(by_indent) <= 1:
        return by_indent
    by_kind = read_all(text, by_indent=False)
    return by_kind if len(by_kind) < len(by_indent) else by_indent


def _from_tree(document: Document) -> list[Fault]:
    """Where nothing better is known: the place at which the parser stumbled."""
    node = next(broken(document.root), None)
    if node is None:
        return []
    end = document.text.data.find(b"\n", node.start_byte, node.end_byte)
    return [Fault(PARSE_ERROR, node.start_byte, end if end >= 0 else node.end_byte, texts.SYNTAX)]


def safe_repairs(chunk: bytes, fault: Fault, faults_now: int) -> tuple[Repair, ...]:
    """The first proposed repair after which the piece has one fault less, if any."""
    snapshot = TextSnapshot(chunk)
    for repair in fault.repairs:
        if len(all_faults(apply(snapshot, repair.edits).data)) < faults_now:
            return (repair,)
    return ()
