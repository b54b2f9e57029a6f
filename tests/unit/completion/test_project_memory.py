"""Project memory against a naive reference that looks at every place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.completion.local import NEAR, LocalMemory
from bsl_pilot.completion.memory import CAP, remember
from bsl_pilot.completion.recall import NOTHING, Recall, draft, merge
from bsl_pilot.completion.suffixes import DEPTH, suffix_order
from bsl_pilot.completion.workspace import Workspace

VOCABULARY = 5
TOKENS = st.lists(st.integers(0, VOCABULARY - 1), max_size=40)
PATHS = ("Модуль.bsl", "src/b.os", "в/Г.bsl")
TEXTS = st.lists(TOKENS, min_size=1, max_size=len(PATHS)).map(
    lambda texts: dict(zip(PATHS, texts, strict=False))
)
ALLOWED = st.none() | st.lists(st.booleans(), min_size=VOCABULARY, max_size=VOCABULARY)


def naive(
    documents: Sequence[Sequence[int]], context: Sequence[int], allowed: Sequence[bool] | None = None
) -> tuple[int, dict[int, float]]:
    for length in range(min(DEPTH, len(context)), 0, -1):
        end = list(context[-length:])
        found = Counter(
            text[at]
            for text in documents
            for at in range(length, len(text))
            if list(text[at - length : at]) == end and (allowed is None or allowed[text[at]])
        )
        if found:
            return length, dict(found)
    return 0, {}


def told(recall: Recall) -> tuple[int, dict[int, float]]:
    return recall.length, dict(zip(recall.tokens.tolist(), recall.counts.tolist(), strict=True))


def ids(*tokens: int) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array(tokens, np.int32)


@given(st.lists(st.integers(0, 3), max_size=120), st.sampled_from([2, 16, 31]))
def test_order_sorts_by_what_stands_there(codes: list[int], bits: int) -> None:
    expected = sorted(range(len(codes)), key=lambda at: (codes[at : at + DEPTH], at))
    assert suffix_order(np.array(codes, np.uint32), bits).tolist() == expected


def test_order_of_one_code_again_and_again() -> None:
    order = suffix_order(np.zeros(5000, np.uint16), 3)
    assert sorted(order.tolist()) == list(range(5000))
    assert order[: DEPTH - 1].tolist() == list(range(4999, 4999 - DEPTH + 1, -1))


def test_tokens_counted_in_pieces_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"Ё.bsl": [1, 2, 3, 1, 2], "б/😀.os": [2, 3, 1, 1, 4, 2, 3]}
    documents = [(path, np.array(tokens, np.int32)) for path, tokens in texts.items()]
    whole = remember(VOCABULARY, documents).view()
    monkeypatch.setattr("bsl_pilot.completion.memory._COUNTED", 3)
    pieces = remember(VOCABULARY, documents).view()
    for context in ([1], [2, 3], [3, 1], [4]):
        assert told(pieces.recall(context)) == told(whole.recall(context)) != told(whole.recall([0]))


@given(TEXTS, TOKENS, ALLOWED)
def test_recall_equals_the_reference(
    texts: dict[str, list[int]], context: list[int], allowed: list[bool] | None
) -> None:
    memory = remember(VOCABULARY, [(path, np.array(tokens, np.int32)) for path, tokens in texts.items()])
    mask = None if allowed is None else np.array(allowed)
    assert told(memory.view().recall(context, mask)) == naive([*texts.values()], context, allowed)
    assert {path: memory.document(path).tolist() for path in texts} == texts


@given(TEXTS, TOKENS, st.sets(st.sampled_from(PATHS)))
def test_hidden_files_are_as_if_they_were_not_there(
    texts: dict[str, list[int]], context: list[int], hidden: set[str]
) -> None:
    memory = remember(VOCABULARY, [(path, np.array(tokens, np.int32)) for path, tokens in texts.items()])
    rest = [tokens for path, tokens in texts.items() if path not in hidden]
    assert told(memory.view(*hidden, "нет такого").recall(context)) == naive(rest, context)


@given(TEXTS, TEXTS, TOKENS, st.sampled_from(PATHS))
def test_saved_files_cover_their_old_state(
    old: dict[str, list[int]], saved: dict[str, list[int]], context: list[int], opened: str
) -> None:
    base = remember(VOCABULARY, [(path, np.array(tokens, np.int32)) for path, tokens in old.items()])
    workspace = Workspace(VOCABULARY, base)
    for path, tokens in saved.items():
        workspace.saved(path, np.array(tokens, np.int32))
    now = [tokens for path, tokens in {**old, **saved}.items() if path != opened]
    assert told(workspace.view(opened).recall(context)) == naive(now, context)


def test_what_is_saved_while_the_memory_is_built_stays() -> None:
    workspace = Workspace(VOCABULARY)
    assert workspace.view("а.bsl").recall([1]) is NOTHING
    workspace.saved("а.bsl", ids(1, 2))
    moment = workspace.moment
    workspace.saved("б.bsl", ids(1, 3))
    workspace.replace(remember(VOCABULARY, [("а.bsl", ids(1, 4)), ("б.bsl", ids(1, 2))]), moment)
    assert told(workspace.view("").recall([1])) == (1, {3: 1.0, 4: 1.0})
    assert not workspace.full


def test_of_many_places_a_sample_is_counted() -> None:
    memory = remember(VOCABULARY, [("а", ids(*[1, 2] * 5000))])
    recall = memory.view().recall([2, 1])
    assert recall.best == 2
    assert 0 < recall.counts.sum() <= CAP


@pytest.mark.parametrize("vocabulary", [70_000, 65_535, 65_536])
def test_large_vocabularies(vocabulary: int) -> None:
    last = vocabulary - 1
    memory = remember(vocabulary, [("а", ids(7, last, 3)), ("б", ids(last, 4))])
    assert told(memory.view().recall([7, last])) == (2, {3: 1.0})
    assert told(memory.view("а").recall([7, last])) == (1, {4: 1.0})


@given(TOKENS, TOKENS, TOKENS, ALLOWED)
def test_local_memory_equals_the_reference(
    before: list[int], behind: list[int], more: list[int], allowed: list[bool] | None
) -> None:
    recall = LocalMemory(before, behind).recall(
        [*before, *more], None if allowed is None else np.array(allowed)
    )
    length, found = naive([before, behind], [*before, *more], allowed)
    assert (recall.length, set(recall.tokens.tolist())) == (length, set(found))
    assert all(0 < weight <= found[token] for token, weight in told(recall)[1].items())


def test_local_memory_weighs_by_distance() -> None:
    recall = LocalMemory([1, 2, *[0] * NEAR, 1, 3, 1]).recall([1])
    weights = told(recall)[1]
    assert weights[3] > 1.8 * weights[2]
    assert recall.best == 3


def test_merge_takes_the_longer_and_adds_equals() -> None:
    short = Recall(1, ids(1), np.array([9], np.float32))
    one = Recall(2, ids(1, 2), np.array([1, 2], np.float32))
    other = Recall(2, ids(2, 3), np.array([4, 1], np.float32))
    assert merge(short, one) is one
    assert merge(one, short) is one
    assert told(merge(one, other)) == (2, {1: 1.0, 2: 6.0, 3: 1.0})


def test_draft_follows_what_is_known_and_stops() -> None:
    memory = remember(9, [("а", ids(1, 2, 3, 4, 5, 6)), ("б", ids(4, 5, 6)), ("в", ids(4, 5, 7))]).view()
    assert memory.draft([1, 2], 9, lambda _token: False) == [3, 4, 5, 6]
    assert memory.draft([1, 2], 2, lambda _token: False) == [3, 4]
    assert memory.draft([1, 2], 9, lambda token: token == 4) == [3, 4]
    assert memory.draft([2], 9, lambda _token: False) == []
    assert draft([memory], [2, 4, 5], 9, lambda _token: False, share=0.7) == []
    assert LocalMemory([1, 2, 3, 4, 1, 2]).draft([1, 2], 9, lambda _token: False) == [
        3,
        4,
        1,
        2,
        3,
        4,
        1,
        2,
        3,
    ]
