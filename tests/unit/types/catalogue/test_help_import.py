"""Books of both languages become a catalogue that knows what help says and what the package knew."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.errors import HelpDamaged
from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue import About, Catalogue, Contexts, Method, Origin, Property
from bsl_pilot.types.catalogue.encode import encode
from bsl_pilot.types.catalogue.hbk.book import Book, Kind, read_book
from bsl_pilot.types.catalogue.hbk.enrich import enriched
from bsl_pilot.types.catalogue.hbk.join import join

from tests.unit.types.catalogue import help_writer as writer
from tests.unit.types.catalogue import sample_help as sample

ABOUT = About("help", "8.3.24", "8.3.24.1467", ("shcntx_ru.hbk",))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("Справка 8.3")
    (folder / "shcntx_ru.hbk").write_bytes(writer.book(sample.ROOTS, russian=True))
    (folder / "shcntx_root.hbk").write_bytes(writer.book(sample.ROOTS, russian=False))
    return folder


@pytest.fixture(scope="module")
def books(folder: Path) -> tuple[Book, Book]:
    return read_book(folder / "shcntx_ru.hbk"), read_book(folder / "shcntx_root.hbk")


def opened(folder: Path, first: Book, second: Book | None) -> Catalogue:
    path = folder / "catalogue.bin"
    own = sample.own_catalogue(folder)
    path.write_bytes(encode(enriched(join(first, second, ABOUT, own), own)))
    return Catalogue(path)


@pytest.fixture(scope="module")
def catalogue(folder: Path, books: tuple[Book, Book]) -> Catalogue:
    return opened(folder, *books)


def function(catalogue: Catalogue, name: str) -> Method:
    found = catalogue.function(name)
    assert found is not None
    return found


def test_both_books_are_read(books: tuple[Book, Book]) -> None:
    russian, english = books
    assert (russian.russian, english.russian) == (True, False)
    assert russian.pages.keys() == english.pages.keys()
    assert {one.kind for one in russian.pages.values()} == set(Kind)
    assert "objects/catalog3.html" not in russian.pages, "a heading describes nothing"


def test_a_function_in_both_languages(catalogue: Catalogue) -> None:
    found = function(catalogue, "SWEEP")
    assert found.name == Text("Подмести", "Sweep")
    assert found.signatures is not None
    (way,) = found.signatures
    assert [one.name for one in way.parameters] == [Text("Комната", "Room"), Text("Сила", "Force")]
    assert [one.optional for one in way.parameters] == [False, True]
    assert way.parameters[0].types == (Text("Комната", "Room"), Text("Строка", "String"))
    assert found.returns[0].ru == "Булево"
    assert found.life.since == "8.3.15"
    assert found.contexts == (
        Contexts.THIN_CLIENT | Contexts.WEB_CLIENT | Contexts.SERVER | Contexts.THICK_CLIENT
    )
    assert (found.gives, found.origin, found.arity_is_sure) == (True, Origin.HELP, True)
    assert catalogue.description(found) == Text("Метёт комнату. Вторая строка.", "Sweeps a room.")


def test_overloads_with_titles(catalogue: Catalogue) -> None:
    found = function(catalogue, "Смешать")
    assert found.signatures is not None
    by_names, everything = found.signatures
    assert (by_names.title, everything.title) == (Text("По именам", "By names"), Text("Всё", "All"))
    assert (by_names.least, by_names.most, everything.most) == (1, None, 0)
    assert by_names.parameters[0].name == Text("Имя", "Name")
    assert [one.ru for one in found.returns] == ["Строка", "Произвольный"]


def test_what_is_not_advised(catalogue: Catalogue) -> None:
    found = function(catalogue, "щётка")
    assert found.life.deprecated is not None
    assert (found.life.deprecated.since, found.life.deprecated.replacement) == ("8.3.17", "Подмести")
    assert found.gives is False


def test_a_page_that_says_nothing(catalogue: Catalogue) -> None:
    found = function(catalogue, "Странная")
    assert (found.signatures, found.returns, found.gives, found.note) == (None, (), None, 0)


def test_a_type_with_its_members(catalogue: Catalogue) -> None:
    room, members = catalogue.type("Room"), catalogue.members("Комната")
    assert room is not None
    assert members is not None
    assert room.life.since == "", "older than 8.3"
    assert room.elements == (Text("Мебель", "Мебель"),)
    assert room.indexed
    assert room.constructors is not None
    assert room.constructors[0].parameters[0].types[0].ru == "Число"
    width, furnish = members.get("Width"), members.method("Обставить")
    assert isinstance(width, Property)
    assert (width.types[0].ru, width.writable, width.contexts) == ("Число", True, room.contexts)
    assert furnish is not None
    assert furnish.signatures is not None
    assert furnish.signatures[0].parameters[0].types == ()
    assert [one.name for one in members.dynamic] == [Text("<Имя стены>", "<Wall name>")]
    assert [one.name.en for one in catalogue.events("комната")] == ["OnEnter"]


def test_globals_and_enumerations(catalogue: Catalogue) -> None:
    house, style = catalogue.property("house"), catalogue.enum("RoomStyle")
    assert house is not None
    assert not house.writable
    assert catalogue.description(house) == Text("Все комнаты.", "All rooms.")
    assert style is not None
    assert [value.name for value in style.values] == [Text("Лофт", "Loft"), Text("Пусто", "Bare")]
    assert style.life.since == "8.3.10"
    assert catalogue.type("СтильКомнаты") is None
    assert "НаРассвете" in [one.name.ru for one in catalogue.events("GlobalContext")]
    assert "лофт" in catalogue.member_words()


def test_what_help_is_silent_about_the_package_tells(catalogue: Catalogue) -> None:
    members = catalogue.members("Array")
    assert members is not None
    add, insert = members.method("Добавить"), members.method("Вставить")
    assert add is not None
    assert add.signatures is not None, "from the package"
    assert catalogue.description(add) == Text("Кладёт в конец.", "Кладёт в конец.")
    assert insert is not None, "only the package has it"
    array = catalogue.type("Массив")
    assert array is not None
    assert array.creatable
    assert function(catalogue, "СтрНайти").life.hidden_below == "8.3.6"
    assert catalogue.about == ABOUT
    assert catalogue.type("ManagedForm") == catalogue.type("ФормаКлиентскогоПриложения")


@pytest.mark.parametrize("language", ["shcntx_ru.hbk", "shcntx_root.hbk"])
def test_one_book_alone(folder: Path, tmp_path: Path, language: str) -> None:
    alone = opened(tmp_path, read_book(folder / language), None)
    found = function(alone, "Подмести")
    assert found.name.en == "Sweep"
    assert found.signatures is not None
    assert found.signatures[0].parameters[0].name.ru in ("Комната", "Room")
    assert alone.enum("СтильКомнаты") is not None


def test_without_a_table_of_contents(tmp_path: Path) -> None:
    """Names come from the titles then; enumerations can't be told from types."""
    path = tmp_path / "shcntx_ru.hbk"
    path.write_bytes(writer.book(sample.ROOTS, russian=True, contents=False))
    book = read_book(path)
    names = {one.name for one in book.pages.values()}
    assert {Text("Подмести", "Sweep"), Text("Обставить", "Furnish"), Text("Комната", "Room")} <= names


def test_progress_is_told(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    read_book(folder / "shcntx_ru.hbk", lambda done, of: told.append((done, of)))
    assert told == [(0, 20), (20, 20)]


def test_a_container_without_objects(tmp_path: Path) -> None:
    path = tmp_path / "shlang_ru.hbk"
    path.write_bytes(writer.book([writer.Entry("struct_If.html", "Если", "If", "", "")], russian=True))
    with pytest.raises(HelpDamaged):
        read_book(path)
