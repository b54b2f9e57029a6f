"""The garbage collector of a process that holds large documents and must not pause while somebody types."""

from __future__ import annotations

import gc


def calm() -> None:
    """Makes collections rare: by default one over all facts of a large module falls on every few keystrokes.

    Documents and facts hold no cycles, so what they take is freed by reference counts as ever.
    """
    gc.set_threshold(100_000, 50, 100)
    gc.freeze()
