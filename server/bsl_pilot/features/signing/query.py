"""Signature help inside a query text: functions of the query language, parameters of virtual tables."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.features.completing.query_text import QueryToken, query_tokens
from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.meanings.query import path_before
from bsl_pilot.features.signing.labels import Label, label, parameter_label
from bsl_pilot.features.signing.model import SignatureHelp, Way, chosen
from bsl_pilot.project.kinds import kind
from bsl_pilot.syntax.context import Context
from bsl_pilot.text.positions import Span
from bsl_pilot.types.catalogue.query import AS_ARGUMENT, query_words

_ENDS = frozenset(
    {"select", "from", "where", "group", "having", "union", "order", "totals", "index", "into", ";"}
)
"""Clauses, which never stand in the arguments of a function; a select in parentheses has ended before."""


def query_help(context: Context, about: About, offset: int) -> SignatureHelp | None:
    """The function or virtual table whose parentheses are around a byte; None where none are."""
    query = context.query
    if query is None:
        return None
    at = query.to_query(offset - context.part_start)
    tokens = [one for one in query_tokens(query.contents.data) if one.start < at]
    found = _open(tokens)
    if found is None:
        return None
    place, commas = found
    way = _function(tokens, place, about) or _table(tokens, place, about)
    return chosen((way,), commas) if way is not None else None


def _open(tokens: Sequence[QueryToken]) -> tuple[int, int] | None:
    """Index of the name before the open parenthesis, and how many commas follow it."""
    depth = commas = 0
    for at in range(len(tokens) - 1, 0, -1):
        kind_ = tokens[at].kind
        if kind_ == ")":
            depth += 1
        elif kind_ == "(" and depth:
            depth -= 1
        elif kind_ == "(":
            if _names_something(tokens, at - 1):
                return at - 1, commas
            commas = 0
        elif depth == 0 and kind_ in _ENDS:
            return None
        elif depth == 0 and kind_ == ",":
            commas += 1
    return None


def _names_something(tokens: Sequence[QueryToken], at: int) -> bool:
    before = tokens[at - 1].kind if at else ""
    return before == "." or query_words().function(tokens[at].text) is not None


def _function(tokens: Sequence[QueryToken], place: int, about: About) -> Way | None:
    if place and tokens[place - 1].kind == ".":
        return None
    function = query_words().function(tokens[place].text)
    if function is None:
        return None
    names = about.names
    returns = ", ".join(names.of(one) for one in function.returns if one != AS_ARGUMENT)
    return Way(
        _parted(names.of(function.name), names.of(function.arguments), f": {returns}" if returns else "")
    )


def _parted(name: str, arguments: str, tail: str) -> Label:
    """A label whose parameters are written in one text, with commas between them: `Год[, Час, Минута]`."""
    text = f"{name}({arguments}){tail}"
    spans: list[Span] = []
    start = len(name) + 1
    for piece in arguments.split(",") if arguments else ():
        word = piece.strip(" []")
        begin = start + piece.find(word)
        spans.append(Span(begin, begin + len(word)))
        start += len(piece) + 1
    return Label(text, tuple(spans))


def _table(tokens: Sequence[QueryToken], place: int, about: About) -> Way | None:
    path = path_before(tokens, place)
    if len(path) != 3:
        return None
    known = kind(path[0])
    table = query_words().virtual_table(known.en, path[2]) if known is not None else None
    if known is None or table is None:
        return None
    shown = [parameter_label(one, about.names) for one in table.parameters]
    return Way(label(about.names.of(table.name), shown))
