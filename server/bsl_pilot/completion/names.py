"""The names that exist at a cursor: the document's, the workspace's and the platform's."""

from __future__ import annotations

from typing import Protocol

from bsl_pilot.completion.platform import FREE, MEMBER, platform_words
from bsl_pilot.completion.ports import Names
from bsl_pilot.completion.vocabulary import Vocabulary
from bsl_pilot.completion.words_here import DocumentWords, WordsHere
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold, word_at


class Resolver(Names, Protocol):
    """Names as the filters need them, all in folded letters (``text.words.fold``)."""

    def exists(self, folded: str, *, member: bool) -> bool:
        """Whether there is such a name. ``member``: it stands behind a dot."""
        ...

    def method_of(self, module: str, method: str) -> bool | None:
        """Whether the common module offers the method; None where nothing is known of the module."""
        ...


class KnownNames:
    """The names at one cursor; a ``Resolver``. Immutable, so that the backend's thread may ask.

    A document's words are not told apart by kind: what is a variable here is a key of a structure there.
    """

    __slots__ = ("_here", "_platform", "_typed", "_vocabulary")

    def __init__(self, here: WordsHere, vocabulary: Vocabulary | None, typed: str = "") -> None:
        """``typed`` is the unfinished word at the cursor, which is no proof that a name exists."""
        self._here = here
        self._vocabulary = vocabulary
        self._typed = typed if here.count(typed) <= 1 else ""
        self._platform = platform_words()

    @classmethod
    def at(
        cls, document: Document, offset: int, words: DocumentWords, vocabulary: Vocabulary | None
    ) -> KnownNames:
        """The names at byte ``offset``; ``words`` follows this document, ``vocabulary`` is its workspace's."""
        line = document.text.lines.line_span(document.text.lines.line_of(offset))
        text = document.text.slice(*line)
        start, end = word_at(text, len(document.text.slice(line.start, offset)))
        return cls(words.at(document), vocabulary, fold(text[start:end]))

    def begins(self, folded: str, *, member: bool) -> bool:
        """Whether some name that exists begins so."""
        if self._here.begins(folded, self._typed):
            return True
        if self._vocabulary is not None and self._vocabulary.begins(folded, member=member):
            return True
        return self._platform.begins(folded, MEMBER if member else FREE)

    def exists(self, folded: str, *, member: bool) -> bool:
        """Whether there is such a name."""
        if self._here.count(folded) and folded != self._typed:
            return True
        if self._vocabulary is not None and self._vocabulary.knows(folded, member=member):
            return True
        return bool((self._platform.flags(folded) or 0) & (MEMBER if member else FREE))

    def method_of(self, module: str, method: str) -> bool | None:
        """Whether the common module offers the method; None where nothing is known of the module."""
        return None if self._vocabulary is None else self._vocabulary.method_of(module, method)
