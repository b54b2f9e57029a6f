"""One page of help: what it says is read, what it does not say is unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.types.catalogue.hbk.page import (
    LONGEST_DESCRIPTION,
    Page,
    Variant,
    member_name,
    owner_name,
    read_page,
)
from bsl_pilot.types.catalogue.model import Contexts

from tests.unit.types.catalogue.help_writer import chapter, page, rubric, versions


def read(body: str, title: str = "Имя (Name)") -> Page:
    return read_page(page(title, body).decode())


@pytest.mark.parametrize(
    ("title", "owner", "member"),
    [
        ("Массив", "Массив", "Массив"),
        ("Массив.Вставить", "Массив", "Вставить"),
        ("СправочникМенеджер.<Имя справочника>", "СправочникМенеджер", "<Имя справочника>"),
        ("СправочникОбъект.<Имя справочника>.Записать", "СправочникОбъект", "Записать"),
        ("<Имя общего модуля>", "<Имя общего модуля>", "<Имя общего модуля>"),
        ("", "", ""),
    ],
)
def test_names(title: str, owner: str, member: str) -> None:
    assert (owner_name(title), member_name(title)) == (owner, member)


def test_both_names_of_a_title() -> None:
    found = read("", "Массив.Вставить (Array.Insert)")
    assert (found.title, found.twin) == ("Массив.Вставить", "Array.Insert")
    assert (read("", "Без скобок").title, read("", "Без скобок").twin) == ("Без скобок", "")


@pytest.mark.parametrize(
    ("written", "types"),
    [
        ("Тип: Число.<br>Сколько.", ("Число",)),
        ("Тип: <a href='x'>Строка</a>; <a>Число</a>. <br>", ("Строка", "Число")),
        ("Тип: <a>Строка</a>, <a>Строка</a>.<br>", ("Строка",)),
        ("Type: <a>CatalogRef.&lt;Catalog name&gt;</a>.<br>", ("CatalogRef",)),
        ("Тип: что-нибудь подходящее, Число.<br>", ()),
        ("Тип: .<br>", ()),
        ("Сколько.", ()),
    ],
)
def test_types(written: str, types: tuple[str, ...]) -> None:
    assert read(chapter("Описание", written)).types == types


@pytest.mark.parametrize(
    ("line", "contexts"),
    [
        ("Тонкий клиент, сервер.", Contexts.THIN_CLIENT | Contexts.SERVER),
        ("Web client, mobile application (client).", Contexts.WEB_CLIENT | Contexts.MOBILE_APP_CLIENT),
        ("Сервер, на луне.<br>Тонкий клиент: XDTO.", Contexts.SERVER),
        ("Нигде.", None),
        ("", None),
    ],
)
def test_where_it_is_available(line: str, contexts: Contexts | None) -> None:
    assert read(chapter("Доступность", line)).contexts == contexts


def test_versions() -> None:
    found = read(versions("Описание изменено в версии 8.3.20.", "Доступен, начиная с версии 8.3.6."))
    assert (found.since, found.deprecated) == ("8.3.6", "")
    old = read(
        versions("Доступен, начиная с версии 8.1.", "Не рекомендуется использовать, начиная с версии 8.3.14.")
    )
    assert (old.since, old.deprecated) == ("", "8.3.14")
    assert read(versions("Available since version 8.3.10.")).since == "8.3.10"


def test_a_call_that_is_not_described_is_unknown() -> None:
    assert read(chapter("Описание", "Делает.")).variants == ()
    (way,) = read(chapter("Синтаксис", "Сделать(&lt;А&gt;)")).variants
    assert way.parameters is None
    assert read(chapter("Синтаксис", "Сделать()")).variants == (Variant("", (), (), gives=False),)


def test_a_parameter_that_stands_for_many() -> None:
    (way,) = read(
        chapter("Параметры", rubric("<Значение1>,...,<ЗначениеN>", "(необязательный)", ""))
    ).variants
    assert way.parameters is not None
    (one,) = way.parameters
    assert (one.name, one.variadic, one.optional) == ("Значение", True, True)


def test_descriptions_are_short_and_end_with_a_sentence() -> None:
    text = read(chapter("Описание", "Раз. " * 400)).description
    assert len(text) <= LONGEST_DESCRIPTION
    assert text.endswith("Раз.")
    assert read(chapter("Описание", "А" * 5000)).description.endswith("…")
    assert read(
        chapter("Описание", "Тип: Число. <br>Ширина&nbsp;&laquo;в&raquo; метрах 😀.")
    ).description == ("Ширина «в» метрах 😀.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        '<p class="V8SH_chapter">',
        '<p class="V8SH_chapter">Описание' * 5000,
        "<a>" * 100_000,
        "<a class=V8SH_x " * 50_000,
        "<p class=V8SH_rubric>&lt;&lt;&lt;</p>",
        '<p class="V8SH_rubric"><А></p>' * 100,
        "Тип:" * 50_000,
    ],
)
def test_broken_pages_are_read_quickly(text: str) -> None:
    assert read_page(text).since == ""


@given(st.text(alphabet="<>/pdiv=\"' V8SH_chapterubicОписаненТп:&lgt;.", max_size=300))
def test_any_text(text: str) -> None:
    read_page(text)
    assert isinstance(read(chapter("Параметры", text)), Page)
