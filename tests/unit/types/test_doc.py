"""What the comment above a method says of types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.types.doc import DocType, read_doc


def shown(types: list[DocType]) -> str:
    return ", ".join(map(_shown, types))


def _shown(one: DocType) -> str:
    text = (
        one.name
        + (f" of {shown(one.element)}" if one.element else "")
        + (f" see {one.see}" if one.see else "")
    )
    fields = "; ".join(f"{field.name}: {shown(field.types)}" for field in one.fields)
    return text + (f" {{{fields}}}" if fields else "")


PARAMETERS = [
    (" Х - Строка, Число - текст, с запятой", "Строка, Число"),
    (" Х - Строка\n   - Число - другой", "Строка, Число"),
    (" Х - Массив из СправочникСсылка.Товары", "Массив of СправочникСсылка.Товары"),
    (" Х - Array of String - a text", "Array of String"),
    (" Х - см. Модуль.Метод.", " see Модуль.Метод"),
    (" Х - Структура - см. Модуль.Метод", "Структура see Модуль.Метод"),
    (" Х - See Module.Method", " see Module.Method"),
    (
        " Х - Структура:\n  * А - Число - один\n  * Б - Структура:\n  ** В - Строка",
        "Структура {А: Число; Б: Структура {В: Строка}}",
    ),
    (" Х - Массив из Структура:\n  * А - Число", "Массив of Структура {А: Число}"),
    (" Х - это просто текст о параметре", ""),
    (" Х - Строка\n     продолжение - не параметр", "Строка"),
]


@pytest.mark.parametrize(("said", "expected"), PARAMETERS, ids=[said for said, _ in PARAMETERS])
def test_parameter(said: str, expected: str) -> None:
    comment = "Описание.\n\nПараметры:\n" + said
    doc = read_doc("".join(f"//{line}\r\n" for line in comment.split("\n")).encode())
    assert shown(doc.parameters["х"].types) == expected
    assert list(doc.parameters) == ["х"]


RETURNS = [
    ("Возвращаемое значение:\n Строка - текст.", "Строка"),
    (
        "Возвращаемое значение:\n - Структура - из:\n  * А - Число\n - Неопределено",
        "Структура {А: Число}, Неопределено",
    ),
    ("Returns:\n  Structure:\n   * A - String", "Structure {A: String}"),
    ("Возвращаемое значение: Булево", "Булево"),
    ("Возвращаемое значение:\n Что угодно без типа", ""),
    ("Возвращаемое значение:\n Число\n\nПример:\n Строка - не тип", "Число"),
]


@pytest.mark.parametrize(("said", "expected"), RETURNS, ids=[said for said, _ in RETURNS])
def test_result(said: str, expected: str) -> None:
    doc = read_doc("".join(f"// {line}\n" for line in said.split("\n")).encode())
    assert shown(doc.returns) == expected


@given(
    st.binary(max_size=200), st.text(alphabet="-*:,.#/ \nПараметры:Возвращаемоезначен см.изА", max_size=200)
)
def test_any_comment_is_read(data: bytes, text: str) -> None:
    read_doc(data)
    read_doc(f"// Параметры:\n//{text}\n// Возвращаемое значение:\n//{text}".encode())
