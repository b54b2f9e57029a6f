"""A query text as its author sees it while typing: selects inside selects, each with its sources and fields.

Reads tokens and not the tree: at the cursor half a clause is missing, and what stands behind it (the sources
of the fields that are being typed) must be seen all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from bsl_pilot.features.completing.query_words import KINDS
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import fold_bytes

_CLAUSES = frozenset(
    {"select", "into", "from", "where", "group", "having", "union", "order", "totals", "index", "autoorder"}
)
_WORDS = frozenset(KIND_OF_WORD.values()) | {"identifier"}


class QueryToken(NamedTuple):
    """One token: its kind (``name``, those of ``query_words.KINDS``, or as written), bytes in the text."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Source:
    """A table of a ``ИЗ``: its alias, the words of its name, and the select in parentheses that stands for it."""

    table: list[str] = field(default_factory=list)
    alias: str = ""
    select: Select | None = None


@dataclass(slots=True)
class Select:
    """One select. ``clause`` is the last clause read, ``case`` the last keyword of each open ``ВЫБОР``.

    ``fields`` are the names of what it gives, ``paths`` the words of those that are but a path (others are empty),
    ``stars`` the aliases before ``.*`` (empty for ``*`` alone). ``outer`` is the select that this one stands in.
    """

    clause: str = "select"
    sources: list[Source] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    paths: list[list[str]] = field(default_factory=list)
    stars: list[str] = field(default_factory=list)
    outer: Select | None = None
    into: str = ""
    depth: int = 0
    case: list[str] = field(default_factory=list)
    joining: bool = False
    """A ``СОЕДИНЕНИЕ`` waits for its ``ПО``."""


class Spot(NamedTuple):
    """Where the cursor is: the tokens before it, the select, and its state there."""

    before: tuple[QueryToken, ...]
    select: Select | None
    clause: str
    case: str
    joining: bool
    in_parentheses: bool


class QueryText(NamedTuple):
    """A query text with the cursor in it."""

    tokens: tuple[QueryToken, ...]
    selects: tuple[Select, ...]
    spot: Spot


def query_tokens(data: bytes) -> Iterator[QueryToken]:
    """Tokens of a query text, comments left out.

    A word after ``КАК``, or right after ``&`` or a dot, or before a dot, is a name even where it is a keyword
    elsewhere. A dot before a blank waits for a field that is about to be typed: a keyword behind is not it.
    """
    code = [token for token in tokens(data) if token.kind not in ("comment", "preproc")]
    before, end = "", 0
    for token, after in zip_longest(code, code[1:]):
        kind = token.kind
        if kind in _WORDS:
            joined = before in (".", "&") and end == token.start
            kind = KINDS.get(fold_bytes(data[token.start : token.end]), "name")
            if joined or before == "as" or (after is not None and after.kind == "."):
                kind = "name"
        yield QueryToken(
            kind, token.start, token.end, data[token.start : token.end].decode("utf-8", "replace")
        )
        before, end = kind, token.end


def read(data: bytes, word_start: int, word_end: int) -> QueryText:
    """Reads a query text; the word ``word_start:word_end``, which is being typed, is taken out."""
    found = tuple(one for one in query_tokens(data) if one.end <= word_start or one.start >= word_end)
    reader = _Reader()
    spot: Spot | None = None
    for at, token in enumerate(found):
        if spot is None and token.start >= word_start:
            spot = reader.spot(found[:at])
        reader.take(token)
    spot = spot or reader.spot(found)
    return QueryText(found, tuple(reader.selects), spot)


class _Reader:
    def __init__(self) -> None:
        self.selects: list[Select] = []
        self._stack: list[Select] = []
        self._parentheses: list[bool] = []
        """For each open parenthesis whether a select stands in it."""
        self._before = ""
        self._in_field = False

    @property
    def _top(self) -> Select | None:
        return self._stack[-1] if self._stack else None

    def spot(self, before: tuple[QueryToken, ...]) -> Spot:
        top = self._top
        if top is None:
            return Spot(before, None, "", "", False, False)
        case = top.case[-1] if top.case else ""
        return Spot(before, top, top.clause, case, top.joining, top.depth > 0)

    def take(self, token: QueryToken) -> None:
        kind = token.kind
        if kind == "select":
            self._begin()
        elif kind == ";":
            self._stack.clear()
            self._parentheses.clear()
        elif kind in ("(", ")"):
            self._parenthesis(kind)
        elif self._top is not None:
            self._in_select(self._top, token)
        self._before = kind

    def _begin(self) -> None:
        select = Select()
        self._in_field = False
        self.selects.append(select)
        if self._before == "(" and self._parentheses:
            self._parentheses[-1] = True
            outer = select.outer = self._top
            if outer is not None and outer.clause == "from" and outer.sources:
                outer.sources[-1].select = select
        elif self._stack:
            self._stack.pop()  # the next select of a ОБЪЕДИНИТЬ
        self._stack.append(select)

    def _parenthesis(self, kind: str) -> None:
        if kind == "(":
            self._parentheses.append(False)
            if self._top is not None:
                self._top.depth += 1
            return
        if not self._parentheses:
            return
        if self._parentheses.pop() and len(self._stack) > 1:
            self._stack.pop()
        if self._top is not None:
            self._top.depth = max(0, self._top.depth - 1)

    def _in_select(self, select: Select, token: QueryToken) -> None:
        kind = token.kind
        if kind == "case":
            select.case.append("case")
        elif kind == "end" and select.case:
            select.case.pop()
        elif kind in ("when", "then", "else") and select.case:
            select.case[-1] = kind
        elif select.depth == 0 and kind in _CLAUSES:
            self._clause(select, kind)
        elif select.depth == 0 and select.clause in ("from", "on"):
            self._in_from(select, token)
        elif select.depth == 0 and select.clause == "select":
            self._in_fields(select, token)
        elif select.clause == "into" and kind == "name":
            select.into = select.into or token.text

    def _clause(self, select: Select, kind: str) -> None:
        select.clause = kind
        select.case.clear()
        self._in_field = False
        if kind == "from":
            select.sources.append(Source())

    def _in_from(self, select: Select, token: QueryToken) -> None:
        kind = token.kind
        if kind == "join":
            select.clause, select.joining = "from", True
            select.sources.append(Source())
        elif kind == "by":
            select.clause, select.joining = "on", False
        elif kind == "," and (select.clause == "from" or not select.joining):
            select.clause = "from"
            select.sources.append(Source())
        elif kind == "name" and select.clause == "from" and select.sources:
            source = select.sources[-1]
            if self._before in ("as", "name", ")"):
                source.alias = token.text
            else:
                source.table.append(token.text)

    def _in_fields(self, select: Select, token: QueryToken) -> None:
        """Takes a token of the fields: a field is called by its alias, else by the last word of its path."""
        kind = token.kind
        self._in_field = self._in_field and bool(select.fields)  # a select in parentheses left it behind
        if kind == ",":
            self._in_field = False
        elif kind == "name":
            self._name_of_field(select, token.text)
        elif kind == "*" and self._before == "." and self._in_field:
            select.stars.append(select.fields.pop())
            select.paths.pop()
        elif kind == "*" and not self._in_field:
            select.stars.append("")
        elif self._in_field and kind not in (".", "as"):
            select.paths[-1] = []  # no path but an expression

    def _name_of_field(self, select: Select, name: str) -> None:
        if self._in_field and self._before in ("as", "."):
            select.fields[-1] = name
            if self._before == "." and select.paths[-1]:
                select.paths[-1].append(name)
        elif self._before == "as" or not self._in_field:
            select.fields.append(name)
            select.paths.append([] if self._before == "as" else [name])
        self._in_field = True
