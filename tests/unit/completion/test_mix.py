"""Mixing keeps a distribution, leaves the model alone where nothing was recalled, and trusts long matches more."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.completion.mix import FEATURES, LENGTHS, MEMORIES, constants, length_class, mix, weigh
from bsl_pilot.completion.recall import NOTHING, Recall

SIZE = 64


def recall(length: int, **counts: float) -> Recall:
    tokens = np.array([int(name[1:]) for name in counts], np.int32)
    return Recall(length, tokens, np.array([*counts.values()], np.float32))


def even() -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.full(SIZE, 1 / SIZE, np.float32)


@given(
    st.lists(st.floats(0, 1, width=32), min_size=SIZE, max_size=SIZE).filter(any),
    st.lists(
        st.tuples(
            st.integers(1, 16), st.dictionaries(st.integers(0, SIZE - 1), st.floats(0.01, 500), min_size=1)
        ),
        max_size=2,
    ),
)
def test_the_mix_is_a_distribution(likely: list[float], found: list[tuple[int, dict[int, float]]]) -> None:
    model = np.array(likely, np.float32)
    model /= model.sum()
    recalls = [
        recall(length, **{f"t{token}": count for token, count in counts.items()}) for length, counts in found
    ]
    before = model.copy()
    joined = mix(model, recalls)
    assert joined.sum() == pytest.approx(1, abs=1e-4)
    assert (joined >= 0).all()
    assert (model == before).all()


def test_without_recalls_the_model_decides() -> None:
    assert (mix(even(), [NOTHING, NOTHING]) == even()).all()
    assert (mix(even(), []) == even()).all()


def test_a_recall_raises_its_tokens_and_lowers_all_others() -> None:
    joined = mix(even(), [NOTHING, recall(9, t3=8, t5=2)])
    assert joined.argmax() == 3
    assert joined[5] > 1 / SIZE > joined[4]


def test_longer_matches_weigh_more() -> None:
    for name in MEMORIES:
        short, long = ([NOTHING] * MEMORIES.index(name) + [recall(length, t3=4)] for length in (1, 16))
        assert sum(weigh(even(), short, constants())) < sum(weigh(even(), long, constants()))


def test_every_length_has_its_class() -> None:
    assert [length_class(length) for length in LENGTHS] == list(range(len(LENGTHS)))
    assert length_class(99) == len(LENGTHS) - 1
    assert all(len(scores) == len(FEATURES) for scores in constants().values())
