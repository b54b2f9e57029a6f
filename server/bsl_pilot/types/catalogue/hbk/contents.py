"""The table of contents of a help book: ``{count, chunk, chunk, …}`` in braces, names in both languages.

chunk = {id, parent's id, count of children, their ids…, {n, n, {n, n, {"ru","Имя"}, {"en","Name"}}, "/path"}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue.hbk.storage import plain_path

DEEPEST = 100
_TOKEN = re.compile(r"\"((?:[^\"]|\"\")*)\"|([{}])|([^\s{},\"]+)")

Value = str | list["Value"]


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry: its page (empty where it has none) and that of the entry above it."""

    path: str
    parent: str
    name: Text


def headings(text: str) -> dict[str, Heading]:
    """The entries that have a page, by its path. What is not understood is left out."""
    found: dict[str, tuple[str, str, Text]] = {}
    for chunk in _chunks(text):
        if (read := _entry(chunk)) is not None:
            number, above, name, path = read
            found[number] = above, path, name
    entries: dict[str, Heading] = {}
    for above, path, name in found.values():
        if path:
            entries[path] = Heading(path, found[above][1] if above in found else "", name)
    return entries


def _entry(chunk: list[Value]) -> tuple[str, str, Text, str] | None:
    """Number, number of the entry above, names, path."""
    head = [one for one in chunk if isinstance(one, str)]
    tails = [one for one in chunk if isinstance(one, list)]
    if len(head) < 2 or not tails:
        return None
    tail = tails[-1]
    path = tail[-1] if tail and isinstance(tail[-1], str) else ""
    names = dict(_names(tail))
    name = Text(names.get("ru", ""), names.get("en", names.get("#", "")))
    return head[0], head[1], name, plain_path(path)


def _names(value: list[Value]) -> Iterator[tuple[str, str]]:
    """Pairs of a language and a name, two levels down."""
    for one in value:
        if not isinstance(one, list):
            continue
        for pair in one:
            if isinstance(pair, list) and len(pair) == 2:
                language, name = pair
                if isinstance(language, str) and isinstance(name, str):
                    yield language, name


def _chunks(text: str) -> Iterator[list[Value]]:
    """The lists one level down in the outermost braces. Braces deeper than ``DEEPEST`` end the reading."""
    stack: list[list[Value]] = []
    for match in _TOKEN.finditer(text):
        quoted, brace, plain = match.groups()
        if brace == "{":
            stack.append([])
            if len(stack) > DEEPEST:
                return
        elif brace:
            if not stack:
                return
            closed = stack.pop()
            if len(stack) == 1:
                yield closed
            elif stack:
                stack[-1].append(closed)
        elif len(stack) > 1:
            stack[-1].append(plain if quoted is None else quoted.replace('""', '"'))
