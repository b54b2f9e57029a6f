"""Metrics, checked against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.evaluation import metrics
from bsl_pilot.evaluation.score import Closeness

SHORT = st.text(alphabet="Аб😀 ;", max_size=8)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("", "", 0),
        ("Возврат", "", 7),
        ("Если А Тогда", "Если Б Тогда", 1),
        ("Товар", "Товары", 1),
        ("кит", "скат", 2),
        ("😀;", ";", 1),
        ("АБВ", "ВБА", 2),
        ("Сообщить(А)", "А = Сообщить", 7),
    ],
)
def test_distance(one: str, other: str, distance: int) -> None:
    assert metrics.distance(one, other) == metrics.distance(other, one) == distance


@given(SHORT, SHORT, SHORT)
def test_distance_is_a_metric(one: str, other: str, third: str) -> None:
    direct = metrics.distance(one, other)
    assert (direct == 0) == (one == other)
    assert abs(len(one) - len(other)) <= direct <= max(len(one), len(other))
    assert direct <= metrics.distance(one, third) + metrics.distance(third, other)


@pytest.mark.parametrize(
    ("written", "true", "exact", "similarity", "prefix"),
    [
        ("А);", "А);", True, 1.0, 3),
        ("А);  ", "А);", True, 1.0, 3),
        (" А);", "А);", False, 0.75, 0),
        ("а);", "А);", False, 2 / 3, 0),
        ("", "А);", False, 0.0, 0),
        ("А, Б);", "А);", False, 0.5, 1),
        ("", "", True, 1.0, 0),
    ],
)
def test_closeness_of_a_pair(written: str, true: str, exact: bool, similarity: float, prefix: int) -> None:
    assert metrics.exact(written, true) is exact
    assert metrics.edit_similarity(written, true) == pytest.approx(similarity)
    assert metrics.matched_prefix(written, true) == prefix


@pytest.mark.parametrize(
    ("written", "true", "value"),
    [
        ("Если", "Если", 1.0),
        ("Е с л и", "Если", 1.0),
        ("", "Если", 0.0),
        ("", "", 1.0),
        ("xyz", "Если", 0.0),
        # one letter of two, and no pair of letters: precision (1/1 + 0) / 2, recall (1/2 + 0) / 2
        ("А", "АБ", 5 * 0.5 * 0.25 / (4 * 0.5 + 0.25)),
    ],
)
def test_chrf(written: str, true: str, value: float) -> None:
    assert metrics.chrf(written, true) == pytest.approx(value)


def test_quantiles_and_shares_of_nothing() -> None:
    assert metrics.quantile([], 0.95) == 0
    assert metrics.quantile([3, 1, 2], 0.5) == 2
    assert metrics.quantile([3, 1, 2], 0.95) == 3
    assert metrics.share(1, 0) == 0


def test_a_long_line_weighs_more_by_characters() -> None:
    found = Closeness.of([("1234567890", "1234567890"), ("", "12"), ("4", "12"), ("12", "12")])
    assert (found.cursors, found.written) == (4, 3)
    assert found.exact_match == 0.5
    assert found.exact_by_characters == 12 / 16
    assert found.matched_prefix == 12 / 16
    assert found.edit_similarity == 0.5
