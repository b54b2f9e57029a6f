"""The cache of texts: found where the cursor is inside of one, under the terms on which it was written."""

from __future__ import annotations

import random

import pytest

from bsl_pilot.completion.cache import Cache, Terms
from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.found import Written
from bsl_pilot.completion.ports import Answer, End, Source
from bsl_pilot.completion.request import Request
from bsl_pilot.completion.trie import Node, Trie
from bsl_pilot.syntax.document import Document

from tests import marks

TERMS = Terms("edge:1", 0)


def at(marked: str, *, uri: str = "a", invoked: bool = False) -> Cursor:
    text = marks.parse(marked)
    return Cursor.of(Request(uri, "a.bsl", Document.parse(text.text), text.cursor, invoked), 0.0)


def written(text: str, reason: str = "") -> Written:
    return Written(text, reason, Answer(text, Source.EDGE, End.STOP))


FOUND = [
    # where it was written, where it is looked for, what is left of `Текст = "Ёж 🙂";`
    ("Б = │\n", "Б = │\n", 'Текст = "Ёж 🙂";'),
    ("Б = │\n", "Б = Текст│\n", ' = "Ёж 🙂";'),
    ("Б = │\n", 'Б = тЕКСТ = "Ёж 🙂"│\n', ";"),
    ("Б = │\n", 'Б = Текст = "Ёж 🙂";│\n', None),
    ("Б = │\n", "Б = Тест│\n", None),
    ("Б = │\n", "В = │\n", None),
    ("Б = │\nА", "Б = │\nБ", None),
    ("Б = │\n", 'Б = Текст = "│"\n', 'Ёж 🙂";'),
    ("Б = │\n", "Б = Текст│)\n", None),
    ("\ufeffБ = │\r\n", "\ufeffБ = Т│\r\n", 'екст = "Ёж 🙂";'),
]


@pytest.mark.parametrize(("put", "find", "expected"), FOUND)
def test_found_where_it_goes_on(put: str, find: str, expected: str | None) -> None:
    cache = Cache()
    cache.put(at(put), TERMS, written('Текст = "Ёж 🙂";'))
    found = cache.find(at(find), TERMS)
    assert (found and found.agreed.rest) == expected


def test_other_terms_and_other_documents_find_nothing() -> None:
    cache = Cache()
    cache.put(at("Б = │"), TERMS, written("Текст"))
    assert cache.find(at("Б = │"), Terms("edge:2", 0)) is None
    assert cache.find(at("Б = │"), Terms("edge:1", 1)) is None
    assert cache.find(at("Б = │", uri="b"), TERMS) is None
    assert cache.find(at("Б = │", invoked=True), TERMS) is None, "by hand more is written"


def test_nothing_is_remembered_as_nothing_at_its_own_place() -> None:
    cache = Cache()
    cache.put(at("Б = │\n"), TERMS, written("", "parse"))
    found = cache.find(at("Б = │\n"), TERMS)
    assert found is not None
    assert (found.agreed.rest, found.written.reason) == ("", "parse")
    assert cache.find(at("Б = А│\n"), TERMS) is None


def test_the_nearest_text_wins_and_the_one_before_it_steps_in() -> None:
    cache = Cache()
    cache.put(at("│"), TERMS, written("Если А Тогда"))
    cache.put(at("Если │"), TERMS, written("Б Тогда"))
    near, far = cache.find(at("Если │"), TERMS), cache.find(at("Если А│"), TERMS)
    assert near is not None
    assert far is not None
    assert (near.agreed.rest, far.agreed.rest) == ("Б Тогда", " Тогда")


def test_the_least_recently_used_goes() -> None:
    cache = Cache(3)
    for text in ("А│", "Б│", "В│"):
        cache.put(at(text), TERMS, written("1"))
    assert cache.find(at("А│"), TERMS) is not None
    cache.put(at("Г│"), TERMS, written("1"))
    left = [text for text in ("А│", "Б│", "В│", "Г│") if cache.find(at(text), TERMS) is not None]
    assert left == ["А│", "В│", "Г│"]
    cache.forget("a")
    assert len(cache) == 0


def test_trie_agrees_with_a_dictionary() -> None:
    rng = random.Random(3)
    trie: Trie[int] = Trie()
    nodes: dict[str, Node[int]] = {}
    model: dict[str, int] = {}
    for number in range(2_000):
        key = "".join(rng.choice("аб\n") for _ in range(rng.randrange(9)))
        if key in nodes and rng.random() < 0.5:
            trie.remove(nodes.pop(key))
            del model[key]
        else:
            nodes[key], model[key] = trie.put(key, number), number
        probe = "".join(rng.choice("аб\n") for _ in range(12))
        expected = [(size, model[probe[:size]]) for size in range(12, -1, -1) if probe[:size] in model]
        assert [(size, node.value) for size, node in trie.prefixes(probe)] == expected
