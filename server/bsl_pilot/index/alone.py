"""The occurrences of one piece of code that is in no index: a method that is being typed."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.index.answers import Reader
from bsl_pilot.index.gather import Gatherer
from bsl_pilot.index.rows import Occurrence
from bsl_pilot.index.segment import Segment
from bsl_pilot.index.stamp import Stamp
from bsl_pilot.syntax.document import Document

_NO_FILE = Stamp(0, 0, bytes(16))


def occurrences(document: Document) -> Iterator[Occurrence]:
    """The occurrences in a document; their paths are empty."""
    gatherer = Gatherer()
    gatherer.add("", _NO_FILE, document)
    return Reader(Segment(memoryview(gatherer.packed())), "").occurrences_in(0)
