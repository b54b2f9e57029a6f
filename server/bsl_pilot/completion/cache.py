"""Step 3: texts that were written before, found again where the cursor is now inside of one."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.found import Found, Written
from bsl_pilot.completion.ports import Source
from bsl_pilot.completion.trie import Node, Trie
from bsl_pilot.completion.typed import Agreement, agreed_after
from bsl_pilot.completion.window import Window

SIZE = 256
"""Texts that are kept."""

_LONGEST = 2_000
"""Characters that no text exceeds."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a text was written; under others it has to be written anew."""

    writers: str
    """Who was asked."""
    settings: int
    """Hash of the settings."""


@dataclass(frozen=True, slots=True)
class _Entry:
    uri: str
    behind: str
    """The text behind the place, as far as it is compared."""
    terms: Terms
    invoked: bool
    written: Written


class Cache:
    """The last texts, by the text before their place. The least recently used goes first."""

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._trie: Trie[_Entry] = Trie()
        self._order: OrderedDict[Node[_Entry], str] = OrderedDict()

    def __len__(self) -> int:
        return len(self._order)

    def put(self, cursor: Cursor, terms: Terms, written: Written) -> None:
        """Remembers what was written for a place."""
        entry = _Entry(cursor.uri, cursor.window.behind, terms, cursor.request.invoked, written)
        node = self._trie.put(_base(cursor) + cursor.window.prefix, entry)
        self._order[node] = cursor.uri
        self._order.move_to_end(node)
        if len(self._order) > self._size:
            self._trie.remove(self._order.popitem(last=False)[0])

    def find(self, cursor: Cursor, terms: Terms) -> Found | None:
        """The text of the nearest place at or before the cursor that goes on as was typed since.

        A text that was dropped counts at its own place only: there it would be dropped again.
        """
        base, now = _base(cursor), cursor.window
        for length, node in self._trie.prefixes(base + now.prefix):
            entry, since = node.value, len(base) + len(now.prefix) - length
            if since > _LONGEST:
                break
            if entry is None or since > len(entry.written.text):
                continue
            if entry.terms != terms or (cursor.request.invoked and not entry.invoked):
                continue
            agreed = _agreed(entry, now.prefix[length - len(base) :], now)
            if agreed is not None:
                self._order.move_to_end(node)
                return Found(entry.written, agreed, Source.CACHE)
        return None

    def forget(self, uri: str) -> None:
        """Drops all texts of a document."""
        for node in [node for node, its in self._order.items() if its == uri]:
            del self._order[node]
            self._trie.remove(node)


def _agreed(entry: _Entry, typed: str, now: Window) -> Agreement | None:
    if entry.written.text:
        return agreed_after(typed, entry.behind, entry.written.text, now)
    here = not typed and now.behind == entry.behind
    return Agreement("", "", "") if here else None


def _base(cursor: Cursor) -> str:
    return f"{cursor.uri}\0{cursor.window.start}\0"
