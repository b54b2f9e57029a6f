"""Query text inside of a string: judged by the query language's grammar."""

from __future__ import annotations

import re

from tree_sitter import Tree

from bsl_pilot.completion.post.types import Draft, Place
from bsl_pilot.syntax.embedded import parse_query
from bsl_pilot.syntax.nodes import broken

_MARGIN = re.compile(r"\n[ \t]*\|?")
_ENDINGS = (
    "",
    " А",
    " КАК А ИЗ А",
    " ИЗ А",
    " А ИЗ А",
    " А ПО А = А",
    " ПО А = А",
    " = А",
    " КОНЕЦ ИЗ А",
    " А КОНЕЦ ИЗ А",
    " ТОГДА А КОНЕЦ ИЗ А",
    " А ТОГДА А КОНЕЦ ИЗ А",
    " КОНЕЦ",
    " А КОНЕЦ",
    " ПО А",
    " ВЫБРАТЬ А",
)
"""Ways in which an unfinished query may go on; brackets are closed before each, and before its ``ИЗ``."""


def query_fits(draft: Draft, place: Place) -> bool:
    """Whether the query has no more errors with the text than without the line, or, where nothing follows,
    would have none if it went on."""
    query = place.context.query
    if query is None:
        return True
    # At a line's start the text brings the margin of its first line, too.
    text = draft.text if place.before.strip() else "\n" + draft.text
    inserted, closed, _ = _contents(text)[len(text) - len(draft.text) :].partition("\0")
    at = query.to_query(place.offset - place.context.part_start)
    before = query.contents.data[:at]
    rest = b"" if closed else query.contents.data[at:]
    if rest and not rest.startswith(b"\n") and not (place.before + place.after).strip():
        rest = b"\n" + rest  # an empty line is no part of the query until it has a margin
    written = before + inserted.encode("utf-8", "surrogatepass")
    errors = _errors(parse_query(written + rest))
    if errors == 0:
        return True
    line = before[: before.rfind(b"\n") + 1]
    below = rest[rest.find(b"\n") :] if b"\n" in rest else b""
    if not below.strip() and _can_go_on(written):
        return True
    without = _errors(parse_query(line + below))
    return errors <= min(_errors(query.tree), without) if below.strip() or not _can_go_on(line) else False


def _contents(text: str) -> str:
    """What the text adds to the query: margins taken off, quotes undone, ``\\0`` where the string ends."""
    return _MARGIN.sub("\n", text.replace('""', "\1").replace('"', "\0").replace("\1", '"'))


def _can_go_on(query: bytes) -> bool:
    brackets = b")" * max(query.count(b"(") - query.count(b")"), 0)
    for ending in _ENDINGS:
        more = ending.encode("utf-8")
        if not _errors(parse_query(query + more + brackets)):
            return True
        if brackets and not _errors(parse_query(query + brackets + more)):
            return True
    return False


def _errors(tree: Tree) -> int:
    return sum(1 for _ in broken(tree.root_node)) if tree.root_node.has_error else 0
