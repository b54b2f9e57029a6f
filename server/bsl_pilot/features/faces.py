"""What modules show of themselves: their methods and variables by name, not what is in them.

While somebody types inside of a method nothing of that changes, and what was found in other modules still holds. Only
declarations count, as the index knows them; of a comment above a method its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bsl_pilot.index.rows import Method
    from bsl_pilot.index.view import View


class Changed(NamedTuple):
    """Modules whose face is another one."""

    own: frozenset[str]
    """Paths."""
    shown: bool
    """Whether one of them changed in what others see of it."""


NOTHING_CHANGED = Changed(frozenset(), shown=False)


class Faces:
    """Of the open documents of a folder. Told by the thread of the index; any thread may ask how often what changed."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._open: frozenset[str] = frozenset()
        self._own: Counter[str] = Counter()
        self._shown: Counter[str] = Counter()
        self._all_shown = 0

    def own(self, path: str) -> int:
        """Grows with every change of what a module declares."""
        return self._own[path]

    def of_others(self, path: str) -> int:
        """Grows with every change of what other modules show."""
        return self._all_shown - self._shown[path]

    def compare(self, view: View, documents: Iterable[str]) -> Changed:
        """Takes notice of the index as it is now.

        Args:
            view: the index.
            documents: the paths that are open.
        """
        before, self._view = self._view, view
        paths, self._open = self._open.union(documents), frozenset(documents)
        if before is None:
            return NOTHING_CHANGED
        own = {path for path in paths if _is_other(path, before, view)}
        shown = {path for path in own if _shown(path, before) != _shown(path, view)}
        self._own.update(own)
        self._shown.update(shown)
        self._all_shown += len(shown)
        return Changed(frozenset(own), bool(shown))


def _is_other(path: str, before: View, now: View) -> bool:
    if before.where(path) == now.where(path):
        return False
    return _face(path, before) != _face(path, now)


def _face(path: str, view: View) -> list[object]:
    variables = [(one.name, one.export) for one in view.variables_of(path)]
    return [*map(_of_method, view.methods_of(path)), *variables]


def _shown(path: str, view: View) -> list[object]:
    variables = [one.name for one in view.variables_of(path) if one.export]
    return [*(_of_method(one) for one in view.methods_of(path) if one.export), *variables]


def _of_method(one: Method) -> object:
    doc = one.doc.end - one.doc.start
    kind = (one.function, one.export, one.is_async, one.directive, one.overlay, one.target)
    return one.name, kind, one.parameters, one.required, doc
