"""Faults in query texts inside strings.

Query texts are often templates or halves that are put together later, so a broken tree alone proves
nothing. A fault is reported where the text is one whole literal without marks of a template, the tree is
broken there, and two tokens stand side by side that no query can have side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.locale import Text
from bsl_pilot.syntax.embedded import EmbeddedQuery, queries
from bsl_pilot.syntax.fault import QUERY_PARSE_ERROR, Fault
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.nodes import leaves
from bsl_pilot.text.words import fold

_TEMPLATE = b"%#@?[{"
SECTIONS = frozenset(
    {"from", "where", "group", "having", "order", "union", "index", "totals", "into", "select", ";"}
)
"""Tokens that begin another part of a query."""
_OPERATORS = frozenset({"=", "<>", "<", ">", "<=", ">=", "+", "/", "and", "or"})
_BINARY = _OPERATORS - {"+"}  # which is also a sign
_CONDITION = frozenset({"where", "having", "when", "on", *_OPERATORS})
_ALSO_NAMES = frozenset({"group", "order", "index", "totals"})
_BRANCHES = frozenset({"then", "when", "else", "end"})
_VALUES = frozenset(
    {"number", "string", "date", "parameter", "boolean", "null", "undefined", "true", "false"}
)
_SOFT_WORDS = """разрешенные allowed различные distinct первые top убыв desc возр asc иерархия иерархии hierarchy для for
    изменения update только only общие overall периодами periods левое left правое right полное full внутреннее inner
    внешнее outer все all спецсимвол escape ссылка refs наборам sets групп grouping уничтожить drop добавить add
    сгруппировать group упорядочить order итоги totals индексировать index of"""
_SOFT = frozenset(_SOFT_WORDS.split())
"""Keywords that the grammar also takes for names where the keyword does not fit."""
_BEFORE_BY = frozenset({"group", "order", "index"})


class _Leaf(NamedTuple):
    kind: str
    start: int
    end: int


def query_faults(part: Node) -> tuple[Fault, ...]:
    """The faults in the query texts of one part; offsets relative to the part."""
    return tuple(fault for query in queries(part) for fault in _faults(query))


def _faults(query: EmbeddedQuery) -> Iterator[Fault]:
    data = query.contents.data
    if not query.whole or not query.tree.root_node.has_error or any(mark in data for mark in _TEMPLATE):
        return
    tokens = _tokens(query)
    fault = (
        _side_by_side(query, tokens)
        or _join(query, tokens)
        or _bracket(query, tokens)
        or _names(query, tokens)
        or _case(query, tokens)
    )
    if fault is not None:
        yield fault


def _tokens(query: EmbeddedQuery) -> list[_Leaf]:
    """The tokens of a query. English words that are also names count as keywords only before ``BY``."""
    found = [_Leaf(leaf.type, leaf.start_byte, leaf.end_byte) for leaf in leaves(query.tree.root_node)]
    tokens = [leaf for leaf in found if leaf.end > leaf.start and leaf.kind != "comment"]
    for index, token in enumerate(tokens):
        if token.kind not in _ALSO_NAMES or not _word(query, token).isascii():
            continue
        if index + 1 == len(tokens) or tokens[index + 1].kind != "by":
            tokens[index] = token._replace(kind="identifier")
    return tokens


def _side_by_side(query: EmbeddedQuery, tokens: list[_Leaf]) -> Fault | None:
    before = ""
    for one, other in pairwise(tokens):
        limit, before = before == "top", one.kind  # ПЕРВЫЕ 10 Поле
        if limit:
            continue
        if _lacks_operand(one.kind, other.kind):
            return _at(query, one, texts.QUERY_NO_FIELD if one.kind == "," else texts.QUERY_NO_EXPRESSION)
        if one.kind in ("from", "join") and (
            other.kind in SECTIONS - {"select"} or other.kind in ("by", "on")
        ):
            return _at(query, one, texts.QUERY_NO_TABLE)
        if one.kind == "into" and other.kind == "from":
            return _at(query, one, texts.QUERY_NO_NAME)
        if one.kind in _VALUES and other.kind in _VALUES | {"identifier", "("} and one.kind != "parameter":
            if other.kind == "identifier" and not _is_compared(tokens, one):
                continue  # an alias without КАК
            return _at(
                query, other, texts.QUERY_NO_OPERATOR, before=_word(query, one), found=_word(query, other)
            )
        if one.kind in _BEFORE_BY and other.kind == "identifier" and not _word(query, one).isascii():
            return _at(query, one, texts.QUERY_NO_WORD, word="ПО")
    return None


def _lacks_operand(one: str, other: str) -> bool:
    """Whether a token that asks for an operand is followed by one that can't be it."""
    if one == ",":
        return other in SECTIONS - {"select"}
    if one in _CONDITION and other in _BINARY:
        return True
    if one in _CONDITION or one == "by":
        return other in SECTIONS - {"select"} or other in (")", ",") or (other in _BRANCHES and one != "by")
    return one in ("then", "else", "case") and other in SECTIONS | {"then", "else", "end", ")"} - {"select"}


def _is_compared(tokens: list[_Leaf], value: _Leaf) -> bool:
    """Whether a value is the right side of a comparison in a condition, where no alias can follow."""
    index = tokens.index(value)
    if index == 0 or tokens[index - 1].kind not in _OPERATORS:
        return False
    for token in reversed(tokens[:index]):
        if token.kind in ("where", "having", "on"):
            return True
        if token.kind in SECTIONS or token.kind in ("(", ")", "case"):
            return False
    return False


def _join(query: EmbeddedQuery, tokens: list[_Leaf]) -> Fault | None:
    """A join without its condition: the list of tables ends, and there were more joins than conditions."""
    open_joins: list[list[_Leaf]] = [[]]
    in_tables = [False]
    for token in tokens:
        if token.kind == "(":
            open_joins.append([])
            in_tables.append(in_tables[-1])
        elif token.kind == ")" and len(open_joins) > 1:
            joins, _ = open_joins.pop(), in_tables.pop()
            if joins:
                return _at(query, joins[-1], texts.QUERY_NO_CONDITION)
        elif token.kind in SECTIONS:
            if open_joins[-1]:
                return _at(query, open_joins[-1][-1], texts.QUERY_NO_CONDITION)
            in_tables[-1] = token.kind == "from"
        elif token.kind == "join":
            open_joins[-1].append(token)
        elif token.kind in ("by", "on") and in_tables[-1] and open_joins[-1]:
            open_joins[-1].pop()
    return None


def _bracket(query: EmbeddedQuery, tokens: list[_Leaf]) -> Fault | None:
    """A closing bracket too many, or one missing before the next part of the query."""
    opened: list[tuple[_Leaf, bool]] = []  # with whether a subquery begins behind it
    for index, token in enumerate(tokens):
        if token.kind == "(":
            following = tokens[index + 1].kind if index + 1 < len(tokens) else ""
            opened.append((token, following == "select"))
        elif token.kind == ")":
            if not opened:
                return _at(query, token, texts.QUERY_EXTRA_BRACKET)
            opened.pop()
        elif (
            token.kind in ("from", "where", "group", "order") and opened and not any(sub for _, sub in opened)
        ):
            return _at(query, opened[-1][0], texts.QUERY_OPEN_BRACKET)
    return None


def _names(query: EmbeddedQuery, tokens: list[_Leaf]) -> Fault | None:
    """Names in a row with no comma between: `Т.А Т.Б`, `А Б В`, `А КАК Б В`. An alias is one name."""
    for one, other, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if one.kind not in ("identifier", "as") or other.kind != "identifier":
            continue
        if third.kind != "identifier" and (third.kind != "." or one.kind == "as"):
            continue
        before, found = (one, other) if third.kind == "." else (other, third)
        if _SOFT.isdisjoint(fold(_word(query, leaf)) for leaf in (one, other, third)):
            words = {"before": _word(query, before), "found": _word(query, found)}
            return _at(query, found, texts.QUERY_NO_OPERATOR, **words)
    return None


def _case(query: EmbeddedQuery, tokens: list[_Leaf]) -> Fault | None:
    """`ВЫБОР` without its `КОНЕЦ` before the next part of the query."""
    opened: list[_Leaf] = []
    for token in tokens:
        if token.kind == "case":
            opened.append(token)
        elif token.kind == "end" and opened:
            opened.pop()
        elif token.kind == "select" and opened:
            return None  # of a subquery in it: too deep to be sure
        elif token.kind in ("from", "where") and opened:
            word = "END" if _word(query, opened[-1]).isascii() else "КОНЕЦ"
            return _at(query, opened[-1], texts.QUERY_NO_WORD, word=word)
    return None


def _at(query: EmbeddedQuery, token: _Leaf, message: Text, **fields: object) -> Fault:
    start, last = query.to_source(token.start), query.to_source(token.end - 1)
    return Fault(QUERY_PARSE_ERROR, start, last + 1, message, {"before": _word(query, token), **fields})


def _word(query: EmbeddedQuery, token: _Leaf) -> str:
    return query.contents.data[token.start : token.end].decode("utf-8", "replace")[:40]
