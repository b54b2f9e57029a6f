"""Whole numbers for weights: close, and never cut off by processors that add neighbours in 16 bits."""

from __future__ import annotations

import numpy as np
import pytest

from quantise import quantise


@pytest.mark.parametrize("columns", [1, 2, 7, 64])
@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e4])
def test_close_to_the_matrix(columns: int, scale: float) -> None:
    matrix = (np.random.default_rng(1).standard_normal((40, columns)) * scale).astype(np.float32)
    values, scales = quantise(matrix)
    assert values.shape == matrix.shape
    assert np.abs(values * scales[:, None] - matrix).max() <= 0.5001 * scales.max()


@pytest.mark.parametrize("seed", range(5))
def test_no_sum_of_neighbours_leaves_sixteen_bits(seed: int) -> None:
    chance = np.random.default_rng(seed)
    matrix = (chance.standard_normal((300, 64)) * chance.exponential(1, (1, 64))).astype(np.float32)
    matrix[0] = 1.0
    matrix[1] = -1.0
    matrix[2, ::2] = 0
    pairs = quantise(matrix).values.astype(np.int32).reshape(300, -1, 2)
    above = 255 * np.maximum(pairs, 0).sum(axis=2)
    below = 255 * np.minimum(pairs, 0).sum(axis=2)
    assert above.max() <= np.iinfo(np.int16).max
    assert below.min() >= np.iinfo(np.int16).min
    assert np.abs(pairs).max() <= 127


def test_a_row_of_nothing() -> None:
    values, scales = quantise(np.zeros((2, 4), np.float32))
    assert not values.any()
    assert (scales == 1).all()
