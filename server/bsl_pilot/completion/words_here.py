"""The words of an open document, kept up to date key by key."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.parts import Body
from bsl_pilot.text.words import WORD_BYTES, fold_bytes

_WORD = re.compile(WORD_BYTES)


class WordsHere:
    """Words at one version of a document. Immutable."""

    __slots__ = ("_counts", "_sorted")

    def __init__(self, ordered: Sequence[str], counts: Counter[str]) -> None:
        self._sorted = ordered
        self._counts = counts

    def count(self, folded: str) -> int:
        """In how many parts of the document the word stands."""
        return self._counts[folded]

    def begins(self, folded: str, unless: str = "") -> bool:
        """Whether some word other than ``unless`` begins so."""
        at = bisect_left(self._sorted, folded)
        if at < len(self._sorted) and self._sorted[at] == unless:
            at += 1
        return at < len(self._sorted) and self._sorted[at].startswith(folded)


class DocumentWords:
    """Follows a document through its versions; a keystroke costs a look at the parts and the changed one's words.

    One for each open document, used by one thread; what ``at`` gives may be read by any.
    """

    def __init__(self) -> None:
        self._bodies: dict[Body, frozenset[str]] = {}
        self._counts: Counter[str] = Counter()
        self._sorted: list[str] = []

    def at(self, document: Document) -> WordsHere:
        """The words of this version. The first time it reads the whole text, 10 MB/s."""
        bodies = {body: words for _, body, words in document.parts.facts(part_words)}
        gone = [words for body, words in self._bodies.items() if body not in bodies]
        come = [words for body, words in bodies.items() if body not in self._bodies]
        self._bodies = bodies
        if gone or come:
            self._change(gone, come)
        return WordsHere(self._sorted, self._counts)

    def _change(self, gone: list[frozenset[str]], come: list[frozenset[str]]) -> None:
        """Counts are copied, not changed: older versions may still be asked."""
        counts = self._counts.copy()
        for words in come:
            counts.update(words)
        for words in gone:
            counts.subtract(words)
        touched = set().union(*gone, *come)
        new = [word for word in touched if counts[word] and not self._counts[word]]
        lost = {word for word in touched if not counts[word]}
        for word in lost:
            del counts[word]
        if new or lost & self._counts.keys():
            self._sorted = _merged(self._sorted, new, lost)
        self._counts = counts


def part_words(part: Node) -> frozenset[str]:
    """The folded words of a part, those of its comments and strings too."""
    return frozenset(fold_bytes(word) for word in set(_WORD.findall(part.text or b"")))


def _merged(ordered: list[str], new: list[str], lost: set[str]) -> list[str]:
    kept = [word for word in ordered if word not in lost] if lost else ordered.copy()
    if len(new) > 16:  # a few words are put in their places, many are sorted in at once
        return sorted([*kept, *new])
    for word in new:
        insort(kept, word)
    return kept
