"""Hiding a word of real code and asking for it."""

from __future__ import annotations

import random

import pytest

from bsl_pilot.evaluation.members import (
    Answer,
    Hidden,
    Ranks,
    ask,
    field_words,
    member_words,
    rank_of,
    sample,
)
from bsl_pilot.features.completing.item import Completion, Group, Item, ItemKind
from bsl_pilot.syntax.document import Document

from tests import marks

MEMBERS = [
    # ⟦the word⟧ and, with it, ⟦⟦the word⟧ what is taken away⟧
    "Процедура А()\n\tХ.⟦⟦Сделать⟧(1, 2);⟧\n\tИное = 1;\nКонецПроцедуры",
    "Процедура А()\n\tЕсли Х.⟦⟦Готово⟧ Тогда⟧\n\tКонецЕсли;\nКонецПроцедуры",
    'Процедура А()\r\n\tЯ = "🙂";\r\n\tЯ = Х.⟦⟦Текст⟧ + \r\n\t\t1;⟧\r\nКонецПроцедуры',
]


@pytest.mark.parametrize("marked", MEMBERS)
def test_member_words(marked: str) -> None:
    text = marks.parse(marked)
    rest, word = sorted(text.ranges, key=lambda span: span.start - span.end)
    assert member_words(Document.parse(text.text)) == [Hidden(word.start, word.end, rest.end)]


def test_field_words() -> None:
    text = marks.parse(
        'З = "ВЫБРАТЬ Т.⟦Код⟧, Т.⟦Вид⟧.Имя // Т.Нет\n\t|ИЗ Справочник.Товары КАК Т ГДЕ Т.⟦Код⟧ = &Т";\nХ = Т.Код;'
    )
    found = field_words(Document.parse(text.text))
    assert [(one.start, one.end) for one in found] == [tuple(span) for span in text.ranges]


@pytest.mark.parametrize(("typed", "rank"), [(0, 2), (2, 2)])
def test_the_hidden_word_is_asked_for(typed: int, rank: int) -> None:
    text = marks.parse("А.⟦Сделать⟧();\nБ = 1;")
    asked: list[tuple[str, int]] = []

    def completion(document: Document, offset: int) -> Completion:
        asked.append((document.text.data.decode(), offset))
        items = tuple(Item(name, ItemKind.METHOD, Group.NEAR) for name in ("Иное", "СДЕЛАТЬ"))
        return Completion(offset, offset, offset, items)

    (word,) = member_words(Document.parse(text.text))
    answer = ask(Document.parse(text.text), word, typed, completion, lambda: 1.0)
    assert answer == Answer("Сделать", rank, 0.0)
    prefix = "Сделать"[:typed]
    assert asked == [(f"А.{prefix}\nБ = 1;", len(f"А.{prefix}".encode()))]


def test_ranks() -> None:
    found = Ranks()
    for rank in (1, 4, 0, 2):
        found.add(Answer("Имя", rank, 0.5), "Т")
    assert found.found == 0.75
    assert found.mrr == (1 + 1 / 4 + 1 / 2) / 4
    assert found.misses == {"Т.Имя": 1}
    assert found.seconds == [0.5] * 4
    assert (Ranks().found, Ranks().mrr) == (0.0, 0.0)


def test_rank_of_a_name_in_either_language() -> None:
    items = [Item(name, ItemKind.FIELD, Group.NEAR) for name in ("А", "Код", "код")]
    assert rank_of(items, "КОД") == 2
    assert rank_of(items, "Б") == 0


def test_a_sample_takes_some_of_each_module() -> None:
    documents = [(str(at), Document.parse("А.Б(); А.В(); А.Г();")) for at in range(5)]
    found = list(sample(documents, member_words, 5, 2, random.Random(1)))
    assert [path for path, _, _ in found] == ["0", "0", "1", "1", "2"]
