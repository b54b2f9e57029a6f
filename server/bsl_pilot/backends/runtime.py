"""What the decoder asks of a language model that runs on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.float32]


class Runtime(Protocol):
    """A causal model with its cache of keys and values. Used by one thread at a time."""

    vocabulary: int
    """Number of token ids: the width of the logits."""
    context: int
    """The most tokens that the cache may hold."""

    @property
    def length(self) -> int:
        """Tokens in the cache."""
        ...

    def feed(self, ids: Sequence[int], keep: int = 1) -> Logits:
        """Appends ``ids`` (at least one) to the cache; logits after each of the last ``keep``: (keep, vocabulary).

        Raises:
            bsl_pilot.errors.BackendError: the model failed; the cache is empty then.
        """
        ...

    def rewind(self, length: int) -> None:
        """Forgets all but the first ``length`` tokens of the cache; costs nothing."""
        ...
