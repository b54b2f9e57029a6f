"""Whether a model was trained on lines like these: hashes of windows of five lines.

The same hashes are written by ``models/corpus.py`` as ``train_windows.npy``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.errors import InputError
from bsl_pilot.locale import Text
from bsl_pilot.text.files import reason
from bsl_pilot.text.words import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WINDOW = 5
"""Lines of a window; blank lines don't count."""
_FACTOR = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_NOT_WINDOWS = Text(
    "{path}: здесь нет хешей обучающей выборки (train_windows.npy)",
    "{path}: holds no hashes of training data (train_windows.npy)",
)


class TrainedWindows:
    """The windows that a model was trained on, in a sorted array of hashes."""

    def __init__(self, hashes: NDArray[np.uint64]) -> None:
        self._hashes = hashes

    @classmethod
    def load(cls, path: Path) -> TrainedWindows:
        """Reads ``train_windows.npy``.

        Raises:
            InputError: the file can't be read or is something else.
        """
        import numpy as np  # noqa: PLC0415  (no other part of an evaluation needs it)

        try:
            found = np.load(path, allow_pickle=False)
        except OSError as error:
            raise InputError(reason(error).filled(path=path)) from None
        except (ValueError, EOFError):
            raise InputError(_NOT_WINDOWS.filled(path=path)) from None
        if not isinstance(found, np.ndarray) or found.dtype != np.uint64 or found.ndim != 1:
            raise InputError(_NOT_WINDOWS.filled(path=path))
        return cls(np.unique(found))

    def hold(self, lines: Sequence[str], at: int) -> bool:
        """Whether some window around line ``at`` is among them."""
        around = windows_around(lines, at)
        at_most = self._hashes.searchsorted(around, side="right")
        at_least = self._hashes.searchsorted(around, side="left")
        return bool((at_most > at_least).any())


def windows_around(lines: Sequence[str], at: int) -> NDArray[np.uint64]:
    """Hashes of the windows that hold line ``at``; none where it is blank or the text is too short."""
    import numpy as np  # noqa: PLC0415

    if not lines[at].strip():
        return np.zeros(0, np.uint64)
    before = _written(lines, range(at - 1, -1, -1))[::-1]
    code = [*before, lines[at], *_written(lines, range(at + 1, len(lines)))]
    hashes = [_hash(fold(line.strip())) for line in code]
    found = [_window(hashes[start : start + WINDOW]) for start in range(len(hashes) - WINDOW + 1)]
    return np.array(found, np.uint64)


def _written(lines: Sequence[str], order: range) -> list[str]:
    """The first four lines in this order that are not blank."""
    found: list[str] = []
    for at in order:
        if len(found) == WINDOW - 1:
            break
        if lines[at].strip():
            found.append(lines[at])
    return found


def _hash(line: str) -> int:
    return int.from_bytes(hashlib.blake2b(line.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _window(hashes: list[int]) -> int:
    total = 0
    for one in hashes:
        total = (total * _FACTOR + one) & _MASK
    return total
