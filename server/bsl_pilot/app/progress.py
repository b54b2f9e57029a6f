"""How a long piece of work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

Advance = Callable[[int, int], None]
"""Called with the number of things that are done and the number of all."""


def counting(advance: Advance, total: int) -> Callable[[int], None]:
    """Turns "so many more are done" into "so many of all are done"."""
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        advance(done, total)

    return count
