"""The words that a name is put together of."""

from __future__ import annotations

import pytest

from bsl_pilot.text.words import humps


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ЗначениеРеквизитаОбъекта", ["Значение", "Реквизита", "Объекта"]),
        ("ЗначениеXMLТекста_2", ["Значение", "XML", "Текста", "2"]),
        ("getURL", ["get", "URL"]),
        ("ЁмкостьНДС", ["Ёмкость", "НДС"]),
        ("_", []),
    ],
)
def test_humps(name: str, words: list[str]) -> None:
    assert humps(name) == words
