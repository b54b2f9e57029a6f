"""The package's catalogue: names in both languages, signatures, members, availability, versions."""

from __future__ import annotations

import pytest

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue import CLIENTS, Catalogue, Contexts, Method, Origin, Property, shipped

SERVER_SIDE = (
    Contexts.SERVER
    | Contexts.THICK_CLIENT
    | Contexts.EXTERNAL_CONNECTION
    | Contexts.MOBILE_APP_SERVER
    | Contexts.MOBILE_STANDALONE_SERVER
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return shipped()


def method(catalogue: Catalogue, of: str, name: str) -> Method:
    members = catalogue.members(of)
    assert members is not None
    found = members.method(name)
    assert found is not None
    return found


def names(types: tuple[Text, ...]) -> list[str]:
    return [one.ru for one in types]


@pytest.mark.parametrize("name", ["СтрНайти", "стрнайти", "StrFind", "STRFIND"])
def test_a_function_by_either_name_in_any_case(catalogue: Catalogue, name: str) -> None:
    found = catalogue.function(name)
    assert found is not None
    assert found.name == Text("СтрНайти", "StrFind")
    assert (found.gives, names(found.returns)) == (True, ["Число"])
    assert (found.life.since, found.life.hidden_below) == ("8.3.6", "8.3.6")


@pytest.mark.parametrize("name", ["", "НетТакой", "Стр Найти", "😀", "<Имя общего модуля>х"])
def test_unknown_names(catalogue: Catalogue, name: str) -> None:
    assert catalogue.function(name) is None
    assert catalogue.property(name) is None
    assert catalogue.type(name) is None
    assert catalogue.enum(name) is None
    assert catalogue.members(name) is None
    assert catalogue.events(name) == ()
    assert catalogue.extensions(name) == ()


def test_arguments(catalogue: Catalogue) -> None:
    rounding = catalogue.function("Окр")
    assert rounding is not None
    assert rounding.signatures is not None
    (way,) = rounding.signatures
    assert [(one.name.ru, one.optional) for one in way.parameters] == [
        ("Число", False),
        ("Разрядность", True),
        ("РежимОкругления", True),
    ]
    assert (way.least, way.most, rounding.arity_is_sure) == (1, 3, True)
    largest = catalogue.function("Max")
    assert largest is not None
    assert largest.signatures is not None
    assert largest.signatures[0].most is None
    assert largest.signatures[0].least == 1
    assert not largest.arity_is_sure, "typed from memory"


def test_overloads(catalogue: Catalogue) -> None:
    structure = catalogue.type("Structure")
    assert structure is not None
    assert structure.constructors is not None
    assert structure.creatable
    keys, fixed = structure.constructors
    assert (keys.least, keys.most) == (0, None)
    assert names(fixed.parameters[0].types) == ["ФиксированнаяСтруктура"]


def test_unknown_is_not_empty(catalogue: Catalogue) -> None:
    unknown = method(catalogue, "AutomationServer", "NewObject")
    assert unknown.signatures is None
    assert unknown.returns == ()
    assert unknown.origin is Origin.NONE
    none = method(catalogue, "Массив", "Количество")
    assert none.signatures is not None
    assert none.signatures[0].most == 0


def test_members_by_either_name(catalogue: Catalogue) -> None:
    rows = method(catalogue, "valuetable", "НАЙТИСТРОКИ")
    assert rows.name == Text("НайтиСтроки", "FindRows")
    assert names(rows.returns) == ["Массив"]
    members = catalogue.members("ТаблицаЗначений")
    assert members is not None
    columns = members.get("Columns")
    assert isinstance(columns, Property)
    assert columns.name.ru == "Колонки"
    assert members.get("НетТакого") is None


def test_members_without_contexts_have_those_of_their_type(catalogue: Catalogue) -> None:
    assert method(catalogue, "ТаблицаЗначений", "Добавить").contexts == SERVER_SIDE
    assert method(catalogue, "ТаблицаЗначений", "ВыбратьСтроку").contexts == Contexts.THICK_CLIENT
    array = catalogue.type("Массив")
    assert array is not None
    assert array.contexts is not None
    assert CLIENTS in array.contexts


def test_dynamic_names(catalogue: Catalogue) -> None:
    members = catalogue.members("CatalogRef")
    assert members is not None
    assert "<Имя реквизита>" in [one.name.ru for one in members.dynamic]
    assert members.get("<Имя реквизита>") is None


def test_collections(catalogue: Catalogue) -> None:
    table, map_ = catalogue.type("ТаблицаЗначений"), catalogue.type("Map")
    assert table is not None
    assert map_ is not None
    assert names(table.elements) == ["СтрокаТаблицыЗначений"]
    assert names(map_.elements) == ["КлючИЗначение"]


def test_enumerations(catalogue: Catalogue) -> None:
    found = catalogue.enum("HTTPMethod")
    assert found is not None
    assert found.name.ru == "HTTPМетод"
    assert Text("Любой", "Any") in [value.name for value in found.values]
    assert found.life.since == "8.3.5"


def test_old_names(catalogue: Catalogue) -> None:
    old, new = catalogue.type("УправляемаяФорма"), catalogue.type("ClientApplicationForm")
    assert old == new
    members = catalogue.members("ManagedForm")
    assert members is not None
    assert members.get("ЭтаФорма"), "what only the old name had is kept"
    message = catalogue.function("Сообщить")
    assert message is not None
    assert message.life.deprecated is not None
    assert "СообщениеПользователю" in message.life.deprecated.replacement


def test_extensions_add_members(catalogue: Catalogue) -> None:
    extensions = {one.name.ru: one for one in catalogue.extensions("FormField")}
    text_field = extensions["РасширениеПоляФормыДляПоляВвода"]
    field, more = catalogue.members("ПолеФормы"), catalogue.members(text_field)
    assert field is not None
    assert more is not None
    both = field | more
    assert both.get("КнопкаВыбора")
    assert both.get("Видимость") is field.get("Видимость")
    assert len(both.properties) == len({one.name.ru for one in both.properties})


def test_events(catalogue: Catalogue) -> None:
    assert "ПриИзменении" in [one.name.ru for one in catalogue.events("ПолеФормы")]
    assert [one.name for one in catalogue.events("globalcontext")] == [
        one.name for one in catalogue.events("ГлобальныйКонтекст")
    ]
    writing = next(one for one in catalogue.events("СправочникОбъект") if one.name.en == "BeforeWrite")
    assert writing.signatures is not None
    assert [one.name.ru for one in writing.signatures[0].parameters] == ["Отказ"]


def test_primitives(catalogue: Catalogue) -> None:
    number = catalogue.type("number")
    assert number is not None
    assert number.primitive
    assert number.name.ru == "Число"


def test_every_type_that_is_named_is_known(catalogue: Catalogue) -> None:
    """A name that nobody knows would be a type without members for whoever follows it."""
    unknown = set()
    for one in catalogue.types():
        members = catalogue.members(one)
        assert members is not None
        named = [member.returns for member in members.methods]
        named += [member.types for member in members.properties]
        for type_ in (type_ for types in named for type_ in types):
            if catalogue.type(type_.ru) is None and catalogue.enum(type_.en) is None:
                unknown.add(type_.ru)
    assert not unknown


def test_all_entries_can_be_made(catalogue: Catalogue) -> None:
    counts = catalogue.counts()
    assert counts == {
        "functions": len(list(catalogue.functions())),
        "properties": len(list(catalogue.properties())),
        "types": len(list(catalogue.types())),
        "enums": len(list(catalogue.enums())),
        "events": len(list(catalogue.all_events())),
        "members": counts["members"],
    }
    assert counts["members"] > 15_000
    assert all(one.name.ru and one.name.en for one in catalogue.types())


def test_words_are_folded_and_sorted(catalogue: Catalogue) -> None:
    for words in (catalogue.free_words(), catalogue.member_words()):
        assert words == sorted(set(words))
    assert "сообщить" in catalogue.free_words()
    assert "найтистроки" in catalogue.member_words()
    assert "<имя" not in catalogue.member_words()
