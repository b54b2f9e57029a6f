"""What memories say along one completion."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bsl_pilot.backends.healing import Candidates
from bsl_pilot.completion.recall import Allowed, Recall, Recaller, draft


class Recollection:
    """The tokens before the cursor and those written since, and memories to ask what follows them."""

    def __init__(self, context: Sequence[int], memories: Sequence[Recaller], vocabulary: int) -> None:
        self.match = 0
        """Tokens before the cursor that a memory found; known after the first recall."""
        self._context = list(context)
        self._memories = [_Once(memory, len(context)) for memory in memories]
        self._vocabulary = vocabulary
        self._asked = False

    def add(self, token: int) -> None:
        """A token was written."""
        self._context.append(token)

    def recalls(self, among: Candidates | None = None) -> list[Recall]:
        """What each memory knows about the next token, which is one of ``among``."""
        if not self._memories:
            return []
        allowed = None
        if among is not None:
            allowed = np.zeros(self._vocabulary, np.bool_)
            allowed[among] = True
        found = [memory.recall(self._context, allowed) for memory in self._memories]
        if not self._asked:
            self._asked = True
            self.match = max(recall.length for recall in found)
        return found

    def draft(self, most: int) -> list[int]:
        """At most ``most`` tokens that will probably follow."""
        return draft(self._memories, self._context, most, _never) if self._memories and most > 0 else []


class _Once:
    """A memory that is not asked twice: a draft asks what the choice of the same token asks again."""

    def __init__(self, memory: Recaller, start: int) -> None:
        """``start``: the length of what all contexts have in common."""
        self._memory = memory
        self._start = start
        self._known: dict[tuple[int, ...], Recall] = {}

    def recall(self, context: Sequence[int], allowed: Allowed | None = None) -> Recall:
        if allowed is not None:
            return self._memory.recall(context, allowed)
        key = tuple(context[self._start :])
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._memory.recall(context)
        return found


def _never(_token: int) -> bool:
    return False
