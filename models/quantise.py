"""Matrices as 8-bit whole numbers that no processor gets wrong.

onnxruntime multiplies unsigned activations by signed weights. Without VNNI instructions (AVX2, most laptops before
2021) the product of two neighbours is added in 16 bits and cut off at 32,767: ``255 * (w[2k] + w[2k+1])`` must stay
below. The usual cure takes a bit from every weight (``reduce_range``). Here a row is scaled so that its largest sum
of neighbours of one sign is 127: two large neighbours are rare, so a row loses a third of a bit and not a whole one,
and nothing is ever cut off.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

LIMIT = 127
"""Largest sum of two neighbours before rounding; each may be rounded up by a half, and 255 * 128 < 32,768."""


class Quantised(NamedTuple):
    """``values * scales[:, None]`` is nearly the matrix."""

    values: NDArray[np.int8]
    scales: NDArray[np.float32]


def quantise(matrix: NDArray[np.float32]) -> Quantised:
    """Rows of ``matrix`` (out, in) as whole numbers, each row with a scale of its own."""
    even = np.pad(matrix, ((0, 0), (0, matrix.shape[1] % 2)))
    pairs = even.reshape(len(matrix), -1, 2)
    above = np.maximum(pairs, 0).sum(axis=2)
    below = np.maximum(-pairs, 0).sum(axis=2)
    scales = (np.maximum(above, below).max(axis=1) / LIMIT).astype(np.float32)
    scales[scales == 0] = 1
    return Quantised(np.rint(matrix / scales[:, None]).astype(np.int8), scales)
