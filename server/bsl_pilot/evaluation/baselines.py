"""Two simple ways to complete a line, to compare with: they need no model and no memory of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bsl_pilot.evaluation.cursors import Cursor
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.text.words import WORD, fold, word_before

_LAST = "\U0010ffff"
_LINE = re.compile(r"[^\r\n]+")


class FrequentLine:
    """The line of the project's other modules that most often begins like the one being typed."""

    def __init__(self, modules: Modules) -> None:
        self._own = {path: Counter(_lines(modules[path].text)) for path in modules}
        self._count: Counter[str] = Counter()
        for lines in self._own.values():
            self._count.update(lines)
        self._sorted = sorted(self._count)
        self._common = [line for line, _ in self._count.most_common(1000)]

    def complete(self, cursor: Cursor) -> str:
        """The rest of that line; empty where none begins so."""
        typed = cursor.typed.lstrip()
        first, last = bisect_left(self._sorted, typed), bisect_left(self._sorted, typed + _LAST)
        lines = self._sorted[first:last] if typed else self._common
        own = self._own[cursor.path]
        best = max(lines, key=lambda line: self._count[line] - own[line], default=typed)
        return best[len(typed) :] if self._count[best] > own[best] else ""


class NearestWord:
    """What an editor offers without a language server: the nearest word of the module that begins so."""

    def __init__(self, modules: Modules) -> None:
        self._modules = modules

    def complete(self, cursor: Cursor) -> str:
        """The rest of that word; empty where no letter of a word is typed, or no word begins so."""
        begun = word_before(cursor.typed, len(cursor.typed))
        if not begun:
            return ""
        text = self._modules[cursor.path]
        before = text.slice(0, cursor.offset - len(begun.encode("utf-8")))
        after = text.slice(cursor.end, len(text.data))
        near = [(len(before) - match.start(), match.group()) for match in _words(before, begun)][-1:]
        near += [(match.start(), match.group()) for match in islice(_words(after, begun), 1)]
        return min(near)[1][len(begun) :] if near else ""


def _words(text: str, begun: str) -> Iterator[re.Match[str]]:
    """The longer words that begin so, in any letter case."""
    folded = fold(begun)
    for match in WORD.finditer(text):
        if len(match.group()) > len(begun) and fold(match.group()[: len(begun)]) == folded:
            yield match


def _lines(text: str) -> list[str]:
    return [line for match in _LINE.finditer(text) if (line := match.group().strip())]
