"""A common module is called where it does not exist."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import (
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    Need,
    Project,
    Range,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.code.sides import Sides, sides_of
from bsl_pilot.review.own_names import is_available, is_own_name

_FILES = {
    "CommonModules/Запись/Ext/Module.bsl": "Процедура Начать() Экспорт\nКонецПроцедуры\n",
    "CommonModules/Запись.xml": "Server, ExternalConnection, ClientOrdinaryApplication",
    "CommonModules/ОкнаКлиент/Ext/Module.bsl": "Процедура Открыть() Экспорт\nКонецПроцедуры\n",
    "CommonModules/ОкнаКлиент.xml": "ClientManagedApplication, ClientOrdinaryApplication",
    "CommonModules/ЗаписьВызовСервера/Ext/Module.bsl": "Процедура Начать() Экспорт\nКонецПроцедуры\n",
    "CommonModules/ЗаписьВызовСервера.xml": "Server, ServerCall",
}
_PATH = "CommonForms/Вопрос/Ext/Form/Module.bsl"
RULE = Rule(
    key="UnavailableCommonModule",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=10,
    language=For.BSL,
    need=Need.METADATA,
    title=Text("Общий модуль здесь недоступен", "The common module is not available here"),
    about=Text(
        "Клиентский код может вызвать клиентский общий модуль, клиент-серверный или модуль с признаком «Вызов сервера»; "
        "серверный код не может вызвать клиентский модуль. Другой вызов завершится ошибкой «Переменная не определена».",
        "Client code may call client and client-server common modules, and those with the flag `Server call`; server code can't "
        "call a client module. Any other call ends with an error.",
    ),
    message=Text(
        "Модуль «{name}» недоступен на сервере", "The module `{name}` is not available at the server"
    ),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "&НаКлиенте\nПроцедура А()\n\t⟦Запись⟧.Начать();\n\tЗаписьВызовСервера.Начать();\nКонецПроцедуры\n\n"
            "&НаСервере\nПроцедура Б()\n\t⟦ОкнаКлиент⟧.Открыть();\n\tЗапись.Начать();\nКонецПроцедуры\n",
            path=_PATH,
            files=_FILES,
        ),
        Bad(
            "Procedure A() Export\n\tB = ⟦ОкнаКлиент⟧.Открыть();\nEndProcedure\n",
            path="Catalogs/Goods/Ext/ManagerModule.bsl",
            files=_FILES,
            hidden=True,
        ),
        Good(
            "&НаКлиенте\nПроцедура А(Запись)\n\tЗапись.Начать();\n\tОкнаКлиент.Открыть();\nКонецПроцедуры\n\n"
            "&НаКлиентеНаСервереБезКонтекста\nПроцедура Б()\n\tЗапись.Начать();\nКонецПроцедуры\n",
            path=_PATH,
            files=_FILES,
        ),
        Good(
            "Процедура А() Экспорт\n#Если Клиент Тогда\n\tОкнаКлиент.Открыть();\n#КонецЕсли\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            files=_FILES,
            hidden=True,
        ),
    ),
)
_AT_CLIENT = Text(
    "Модуль «{name}» недоступен на клиенте", "The module `{name}` is not available at the client"
)
Calls = tuple[bool, Sequence[tuple[str, int, int]]]


@RULE.collect
def calls(code: Code) -> Calls | None:
    """Whether the piece runs at the client, and what it calls behind one name; nothing where it may run on both sides,
    or where `#Если` may part them."""
    if "preproc_if" in code.by_kind or not code.called_members:
        return None
    sides = sides_of(code)
    if sides.client == sides.server:
        return None
    found = [(path[0], one.receiver) for path, one in code.called_behind_names if len(path) == 1]
    places = sorted(((word, one.start, one.end) for word, one in found if one is not None), key=_start)
    return (sides.client, places) if places else None


def _start(place: tuple[str, int, int]) -> int:
    return place[1]


@RULE.project
def check(collected: Calls, project: Project) -> Found:
    at_client, places = collected
    for word, start, end in places:
        common = project.metadata.common_module(word)
        if common is None or is_available(common, Sides(at_client, not at_client)):
            continue
        if not is_own_name(word, project):
            yield RULE.at(Range(start, end), message=_AT_CLIENT if at_client else None, name=common.name)
