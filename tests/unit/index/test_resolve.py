"""What a name means: common modules, managers, the module itself, extensions; and where a method is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bsl_pilot.index.calls import Edge, incoming, module_calls, outgoing
from bsl_pilot.index.index import Index
from bsl_pilot.index.search import search

from tests.unit.index.workspaces import CONFIGURATION, PURPOSE, indexed, resolver, told

EXPORT = "Процедура {0}() Экспорт\nКонецПроцедуры\nПроцедура {0}Своё()\nКонецПроцедуры\n"
FILES = {
    "база/Configuration.xml": CONFIGURATION.format("База", ""),
    "база/CommonModules/Общий/Ext/Module.bsl": "\ufeffПерем Настройка Экспорт;\r\n"
    + EXPORT.format("Метод").replace("\n", "\r\n")
    + "Процедура Ещё()\r\n\tМетод(); ЭтотОбъект.Метод();\r\nКонецПроцедуры",
    "база/CommonModules/Глобальный/Ext/Module.bsl": EXPORT.format("Везде"),
    "база/Catalogs/Валюты/Ext/ManagerModule.bsl": EXPORT.format("Курс"),
    "база/Catalogs/Валюты/Ext/ObjectModule.bsl": EXPORT.format("Метод"),
    "база/Catalogs/Валюты/Forms/Форма/Ext/Form/Module.bsl": """
Процедура Вызовы(Параметр)
	Общий.Метод(); ОБЩИЙ.МЕТОД();
	Справочники.Валюты.Курс(); Catalogs.Валюты.Курс();
	Везде(); ВездеСвоё();
	Своя(); ЭтотОбъект.Своя();
	О = Новый ОписаниеОповещения("Своя", ЭтотОбъект);
	О = Новый ОписаниеОповещения("Метод", Общий);
	В("Общий.Метод", "Справочники.Валюты.Курс", "Метод");
	Параметр.Метод(); Ф().Метод(); Неизвестный.Метод();
	А = Общий.Настройка; Общий.Настройка = 1;
КонецПроцедуры
Процедура Тень(Общий)
	Общий.Метод();
КонецПроцедуры
Процедура Своя()
КонецПроцедуры
""",
    "расширение/Configuration.xml": CONFIGURATION.format("Доп", PURPOSE),
    "расширение/CommonModules/Общий/Ext/Module.bsl": '&Вместо("Метод")\nПроцедура Доп_Метод()\n\tДоп_Новый();\n'
    "КонецПроцедуры\nПроцедура Доп_Новый() Экспорт\nКонецПроцедуры\n",
    "расширение/CommonModules/Доп_Свой/Ext/Module.bsl": EXPORT.format("Метод") + "Общий.Метод();",
    "другая/Configuration.xml": CONFIGURATION.format("Другая", ""),
    "другая/CommonModules/Общий/Ext/Module.bsl": EXPORT.format("Метод"),
    "другая/CommonModules/Второй/Ext/Module.bsl": "Общий.Метод(); Везде();",
}
COMMON = "p/база/CommonModules/Общий/Ext/Module.bsl"
FORM = "p/база/Catalogs/Валюты/Forms/Форма/Ext/Form/Module.bsl"
OVER = "p/расширение/CommonModules/Общий/Ext/Module.bsl"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return indexed(tmp_path_factory.mktemp("workspace"), FILES)


def test_targets_of_every_use(index: Index) -> None:
    meaning = resolver(index, "Глобальный")
    found = {
        told(use): [f"{one.place.path.split('/')[1]}:{one.name}" for one in targets]
        for use in index.view.occurrences_in(FORM)
        if (targets := meaning.targets(use))
    }
    both = ["база:Метод", "расширение:Доп_Метод"]
    assert found == {
        "METHOD общий.метод": both,
        "METHOD справочники.валюты.курс": ["база:Курс"],
        "METHOD catalogs.валюты.курс": ["база:Курс"],
        "CALL везде": ["база:Везде"],
        "CALL своя": ["база:Своя"],
        "METHOD этотобъект.своя": ["база:Своя"],
        "HANDLER своя": ["база:Своя"],
        "HANDLER общий.метод": both,
        "STRING общий.метод": both,
        "STRING справочники.валюты.курс": ["база:Курс"],
    }
    assert not any(resolver(index).targets(use) for use in index.view.occurrences("везде"))


def test_references_are_the_uses_with_this_target(index: Index) -> None:
    meaning = resolver(index, "Глобальный")
    for method in index.view.methods():
        name = method.target or None
        expected = [
            use
            for path in index.view.paths()
            for use in index.view.occurrences_in(path)
            if any(
                one.place.path in meaning.modules.same(method.place.path)
                and (one == method or one.name.casefold() == name or one.target == method.name.casefold())
                for one in meaning.targets(use)
            )
        ]
        assert sorted(meaning.references(method)) == sorted(expected), method.name


def test_references_by_module(index: Index) -> None:
    meaning = resolver(index)
    (base,) = [one for one in index.view.methods_of(COMMON) if one.name == "Метод"]
    lines = {
        (use.place.path.removeprefix("p/").split("/Ext")[0], told(use)) for use in meaning.references(base)
    }
    assert lines == {
        ("база/CommonModules/Общий", "CALL метод"),
        ("база/CommonModules/Общий", "METHOD этотобъект.метод"),
        ("база/Catalogs/Валюты/Forms/Форма", "METHOD общий.метод"),
        ("база/Catalogs/Валюты/Forms/Форма", "HANDLER общий.метод"),
        ("база/Catalogs/Валюты/Forms/Форма", "STRING общий.метод"),
        ("расширение/CommonModules/Общий", "ANNOTATION метод"),
        ("расширение/CommonModules/Доп_Свой", "METHOD общий.метод"),
    }
    assert len(list(meaning.references(base))) == len(lines) + 1  # twice in the form


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("общий.МЕТОД", ["база", "другая"]),
        ("Справочники.Валюты.Курс", ["база"]),
        ("Catalogs.Валюты.Метод", ["база"]),
        ("Документы.Валюты.Курс", []),
        ("Общий.Настройка", ["база"]),
        ("Везде", ["база"]),
        ("Нет", []),
        ("", []),
    ],
)
def test_definitions(index: Index, name: str, expected: list[str]) -> None:
    found = resolver(index).definitions(name)
    assert sorted(one.place.path.split("/")[1] for one in found) == expected


def test_variables(index: Index) -> None:
    meaning = resolver(index)
    found = meaning.definitions("Общий.Настройка")
    uses = [told(use) for use in meaning.variable_references(found)]
    assert uses == ["PROPERTY общий.настройка", "ASSIGNED общий.настройка"]


def test_calls(index: Index) -> None:
    meaning = resolver(index, "Глобальный")
    (calls,) = [one for one in index.view.methods_of(FORM) if one.name == "Вызовы"]
    assert [told(one.use) for one in outgoing(meaning, calls)][:3] == [
        *("METHOD общий.метод", "METHOD общий.метод", "METHOD справочники.валюты.курс"),
    ]
    (over,) = [one for one in index.view.methods_of(OVER) if one.name == "Доп_Метод"]
    callers = {one.caller.name if one.caller else "" for one in incoming(meaning, over)}
    assert callers == {"Ещё", "Вызовы", ""}
    manager = "p/база/Catalogs/Валюты/Ext/ManagerModule.bsl"
    edges = module_calls(index.view, meaning.modules)
    assert Edge(FORM, COMMON, 2) in edges
    assert Edge(FORM, manager, 1) in edges or Edge(FORM, manager, 2) in edges
    assert not [edge for edge in edges if edge.source.startswith("p/другая") and "база" in edge.target]


def test_a_method_over_another_is_called_by_its_own_name_too(tmp_path: Path) -> None:
    over = '&После("ПриНачале")\r\nПроцедура Доп_ПриНачале()\r\nКонецПроцедуры\r\n'
    files = {
        "Configuration.xml": CONFIGURATION.format("Доп", PURPOSE),
        "CommonModules/Общий/Ext/Module.bsl": f"\ufeff{over}Процедура Ещё() Доп_ПриНачале(); // 🙂\r\nКонецПроцедуры",
    }
    index = indexed(tmp_path, files)
    (method, _) = index.view.methods()
    uses = [told(one) for one in resolver(index).references(method)]
    assert uses == ["CALL доп_приначале"], (
        "the method of the platform that it stands over is declared nowhere"
    )


def test_global_modules_and_classes_are_called_without_a_receiver(tmp_path: Path, index: Index) -> None:
    edges = module_calls(index.view, resolver(index, "Глобальный").modules)
    everywhere = "p/база/CommonModules/Глобальный/Ext/Module.bsl"
    assert [one.calls for one in edges if one.target == everywhere] == [1]
    assert not [one for one in module_calls(index.view, resolver(index).modules) if one.target == everywhere]
    library = {
        "lib.config": '<package-def><class name="Чтение" file="src/Чтение.os"/></package-def>',
        "src/Чтение.os": "Процедура Сама() А = Новый Чтение; КонецПроцедуры",
        "main.os": "А = Новый Чтение(1); Б = Новый ЧТЕНИЕ; В = Новый Соответствие;",
    }
    found = indexed(tmp_path, library)
    assert module_calls(found.view, resolver(found).modules) == [Edge("p/main.os", "p/src/Чтение.os", 2)]


def test_search(index: Index) -> None:
    names = [one.name for one in search(index.view, "мтд", 50)]
    assert names[0] == "Метод"
    assert "Доп_Метод" in names
    assert "Везде" not in names
    assert [one.name for one in search(index.view, "дн", 1)] == ["Доп_Новый"]
    assert search(index.view, "  ") == []
    assert len(search(index.view, "е", 3)) == 3


def test_onescript_library(tmp_path: Path) -> None:
    files = {
        "lib.config": '<package-def><module name="Числа" file="src/Числа.os"/></package-def>',
        "src/Числа.os": EXPORT.format("Сложить"),
        "main.os": "Числа.Сложить();",
    }
    index = indexed(tmp_path, files)
    (use,) = [one for one in index.view.occurrences("сложить") if one.chain]
    (target,) = resolver(index).targets(use)
    assert target.place.path == "p/src/Числа.os"
