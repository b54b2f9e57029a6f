"""What completion of members is worth: the author's own word is hidden and asked for.

A place is a dot with a member behind it, or a field of an alias in a query text. Everything from the hidden word to
the end of its statement is taken away, as if it was about to be typed; the rest of the module stays. What the index
counts leaves the module out (`features.completing.usage`), so its own code is not what it is told by.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.completing.item import Completion, Item
from bsl_pilot.features.completing.query_text import read
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import document_queries
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.text.words import WORD_BYTES, fold
from bsl_pilot.types.flow import flow_of
from bsl_pilot.types.members import Member
from bsl_pilot.types.model import Field

Ask = Callable[[Document, int], Completion]
Clock = Callable[[], float]

_WORD = re.compile(rb"[ \t]*(" + WORD_BYTES + rb")")
_SEMICOLON = re.compile(rb"[ \t]*;")
_SIMPLE = frozenset(
    {"assignment", "call_statement", "return_statement", "raise_statement", "await_statement"}
)


class Hidden(NamedTuple):
    """A word of a module: its bytes, and the end of what is taken away with it."""

    start: int
    end: int
    rest: int


class Answer(NamedTuple):
    """What was asked: the word, its place in the list (from 1; 0 where it is not), and the CPU time."""

    word: str
    rank: int
    seconds: float


@dataclass(slots=True)
class Ranks:
    """Answers of one kind of places."""

    answers: list[Answer] = field(default_factory=list)
    misses: Counter[str] = field(default_factory=Counter)

    def add(self, answer: Answer, about: str) -> None:
        """Counts one; ``about`` says what a miss was asked of."""
        self.answers.append(answer)
        if not answer.rank:
            self.misses[f"{about}.{answer.word}"] += 1

    @property
    def found(self) -> float:
        """The share of words that are in the list."""
        return sum(one.rank > 0 for one in self.answers) / len(self.answers) if self.answers else 0.0

    @property
    def mrr(self) -> float:
        """The mean of one by the place in the list, 0 for what is not in it."""
        ranks = (1 / one.rank for one in self.answers if one.rank)
        return sum(ranks) / len(self.answers) if self.answers else 0.0

    @property
    def seconds(self) -> list[float]:
        """CPU seconds of each answer."""
        return [one.seconds for one in self.answers]


def member_words(document: Document) -> list[Hidden]:
    """Every member behind a dot of the module's code."""
    found: list[Hidden] = []
    data = document.text.data
    for part in document.parts:
        if part.body.kind == "comment":
            continue
        for dot in document.parts.fact(part, flow_of).receivers:
            word = _WORD.match(data, part.start + dot + 1)
            if word is not None:
                rest = _rest(document, word.start(1), word.end(1))
                found.append(Hidden(word.start(1), word.end(1), rest))
    return found


def field_words(document: Document) -> list[Hidden]:
    """Every field of an alias in the query texts of the module."""
    return list(_field_words(document))


def ask(
    document: Document, word: Hidden, typed: int, completion: Ask, clock: Clock = time.process_time
) -> Answer:
    """Hides a word but for its first letters, and asks for it."""
    name = document.text.data[word.start : word.end].decode()
    prefix = name[: min(typed, len(name) - 1)].encode()  # a whole word is not asked for
    edited = document.edit([ByteEdit(word.start, word.rest, prefix)])
    started = clock()
    items = completion(edited, word.start + len(prefix)).items
    return Answer(name, rank_of(items, name), clock() - started)


def rank_of(items: Sequence[Item], name: str) -> int:
    """The place of a name in a list, from 1; in either language; 0 where it is not."""
    folded = fold(name)
    return next((at for at, item in enumerate(items, 1) if folded in _names(item)), 0)


def sample(
    documents: Iterable[tuple[str, Document]],
    words: Callable[[Document], list[Hidden]],
    most: int,
    each: int,
    chance: random.Random,
) -> Iterator[tuple[str, Document, Hidden]]:
    """Words of modules, some of each, till there are enough."""
    left = most
    for path, document in documents:
        found = words(document)
        for word in chance.sample(found, min(each, len(found), left)):
            yield path, document, word
            left -= 1
        if left <= 0:
            return


def _names(item: Item) -> set[str]:
    names = {fold(item.label)}
    if isinstance(item.subject, Member):
        names |= {fold(name) for name in item.subject.name if name}
    if isinstance(item.subject, Field):
        names |= {fold(item.subject.name), fold(item.subject.english)}
    return names


def _rest(document: Document, start: int, end: int) -> int:
    """Where the statement of a word ends; the line's end where it heads a block."""
    part = document.parts.at(start)
    node: Node | None = (
        document.parts.node(part).descendant_for_byte_range(start, end) if part is not None else None
    )
    while node is not None and node.type not in _SIMPLE:
        if node.type.endswith("_statement"):
            break
        node = node.parent
    if node is not None and node.type in _SIMPLE:
        closed = _SEMICOLON.match(document.text.data, node.end_byte)
        return max(end, closed.end() if closed is not None else node.end_byte)
    lines = document.text.lines
    return max(end, lines.line_span(lines.line_of(start))[1])


def _field_words(document: Document) -> Iterator[Hidden]:
    for base, query in document_queries(document):
        text = read(query.contents.data, len(query.contents.data), len(query.contents.data))
        aliases = {
            fold(source.alias or "".join(source.table[-1:])) for one in text.selects for source in one.sources
        } - {""}
        tokens = text.tokens
        for at in range(2, len(tokens)):
            head, dot, name = tokens[at - 2 : at + 1]
            if name.kind != "name" or dot.kind != "." or fold(head.text) not in aliases:
                continue
            if head.kind != "name" or (at > 2 and tokens[at - 3].kind == "."):
                continue
            start = base + query.to_source(name.start)
            end = base + query.to_source(name.end)
            if document.text.data[start:end] == name.text.encode():
                yield Hidden(start, end, end)
