"""How a finding is known again after the module has changed: its fingerprint."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.words import fold_bytes


class Marked(NamedTuple):
    """A diagnostic with its fingerprint."""

    diagnostic: Diagnostic
    fingerprint: str


def marked(diagnostics: Iterable[Diagnostic], document: Document) -> Iterator[Marked]:
    """Diagnostics (in the order of the text) with fingerprints.

    A finding is known again by its rule, the method it stands in, the words of its line in any letter case, and how
    many like it stand above.
    """
    text = document.text
    seen: Counter[bytes] = Counter()
    for one in diagnostics:
        words = b" ".join(text.lines.line_bytes(text.lines.line_of(one.start)).split())
        what = b"\0".join(
            (one.code.encode(), method_at(document, one.start).encode(), fold_bytes(words).encode())
        )
        occurrence = seen[what]
        seen[what] += 1
        digest = hashlib.blake2b(b"%s\0%d" % (what, occurrence), digest_size=16).hexdigest()
        yield Marked(one, digest)


def method_at(document: Document, offset: int) -> str:
    """Folded name of the method that a byte is in; empty outside of methods."""
    part = document.parts.at(offset)
    if part is None or part.body.kind not in METHODS:
        return ""
    return document.parts.fact(part, _name)


def _name(part: Node) -> str:
    name = part.child_by_field_name("name")
    return fold_bytes(name.text or b"") if name is not None else ""
