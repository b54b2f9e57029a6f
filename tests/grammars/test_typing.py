"""Typing statements letter by letter in a module of a hundred methods keeps all of them after every letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.files import decode
from bsl_pilot.text.snapshot import ByteEdit

FIXTURES = Path(__file__).parents[1] / "fixtures" / "trade"

TYPED = [
    'Если Значение > 0 И Не Пустая(Значение) Тогда Сообщить(СтрШаблон("%1 🙂", Значение));',
    "Для Каждого Строка Из Запрос.Выполнить().Выгрузить() Цикл",
    "Для Номер = 1 По Список.Количество() - 1 Цикл",
    "Пока Выборка.Следующий() Цикл",
    "Попытка Записать(Объект.Ссылка, , Истина)",
    'Х = ?(А = 1, Новый Структура("А, Б", 1, 2), Массив[Б(В[0])]);',
    "Х = -(А + Б * (В - ",
    'If Value[1].Type(New Map(A, B)) <> Type("Number") Then',
    "Возврат Не А.Б(В",
]


def whole_module() -> str:
    """The modules of the example configuration one after another, without their bodies' statements."""
    sources = (decode(path.read_bytes()).text for path in sorted(FIXTURES.rglob("Module.bsl")))
    return "\r\n".join(sources)


def names(document: Document) -> list[bytes]:
    found = []
    for part in document.parts:
        if part.body.kind in METHODS:
            name = document.parts.node(part).child_by_field_name("name")
            found.append(name.text or b"" if name else b"")
    return found


@pytest.fixture(scope="module")
def document() -> Document:
    return Document.parse(whole_module())


@pytest.mark.parametrize("typed", TYPED)
def test_every_letter_keeps_every_method(document: Document, typed: str) -> None:
    expected = names(document)
    assert len(expected) > 100
    methods = [part for part in document.parts if part.body.kind in METHODS]
    for part in methods[:: len(methods) // 6]:
        line = document.text.lines.line_of(part.start) + 1
        while not document.text.lines.line_bytes(line).endswith((b";", b")")):
            line += 1
        at = document.text.lines.line_span(line).end
        now = document.edit([ByteEdit(at, at, b"\r\n\t")])
        at += 3
        for letter in typed:
            data = letter.encode()
            now = now.edit([ByteEdit(at, at, data)])
            at += len(data)
            assert names(now) == expected, now.text.slice(at - 60, at)
