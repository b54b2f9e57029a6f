"""The choice of a token."""

from __future__ import annotations

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from bsl_pilot.backends.choose import choose, only, probabilities
from bsl_pilot.completion.recall import Recall

LIKELY = np.array([0.1, 0.5, 0.1, 0.3], np.float32)


def ids(*tokens: int) -> NDArray[np.intp]:
    return np.array(tokens, np.intp)


def test_probabilities_are_a_softmax_even_of_large_numbers() -> None:
    found = probabilities(np.array([1000, 1000, 0, -1000], np.float32))
    assert found == pytest.approx([0.5, 0.5, 0, 0])


def test_the_most_probable_token_is_chosen() -> None:
    choice = choose(LIKELY)
    assert choice
    assert choice.token == 1
    assert choice.log == pytest.approx(math.log(0.5))
    assert not choice.recalled


def test_of_what_is_allowed_it_is_the_best_and_its_share_is_of_these() -> None:
    choice = choose(LIKELY, among=ids(0, 3))
    assert choice
    assert choice.token == 3
    assert choice.log == pytest.approx(math.log(0.75))
    assert choose(LIKELY, among=ids()) is None


def test_what_is_typed_already_leaves_only_what_agrees_with_it() -> None:
    assert only(LIKELY, ids(0, 3)) == pytest.approx([0.25, 0, 0, 0.75])
    assert only(np.zeros(2, np.float32), ids(1)) == pytest.approx([0, 0])


def test_nothing_probable_is_still_a_choice() -> None:
    choice = choose(np.zeros(4, np.float32), among=ids(2))
    assert choice
    assert choice.token == 2
    assert choice.log < -20


def test_the_best_that_is_admitted_is_chosen_in_order() -> None:
    asked: list[int] = []

    def admits(token: int) -> bool:
        asked.append(token)
        return token == 2

    choice = choose(LIKELY, admits=admits)
    assert choice
    assert choice.token == 2
    assert asked == [1, 1, 3, 0, 2]
    assert choice.log == pytest.approx(math.log(0.1))


def test_where_none_is_admitted_the_best_stays() -> None:
    choice = choose(LIKELY, among=ids(0, 2, 3), admits=lambda _token: False)
    assert choice
    assert choice.token == 3


def test_what_memory_proposed_is_told() -> None:
    recall = Recall(3, np.array([1, 3], np.int32), np.array([4, 1], np.float32))
    for among, recalled in ((None, True), (ids(0, 3), False)):
        choice = choose(LIKELY, [recall], among)
        assert choice
        assert choice.recalled is recalled
