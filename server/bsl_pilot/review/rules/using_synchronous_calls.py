"""A client waits for files, programs or the user, though the configuration forbids that."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.code.replacements import SYNCHRONOUS, in_language_of
from bsl_pilot.review.code.sides import sides_of
from bsl_pilot.text.words import fold

_FORBIDDEN = {"Configuration.xml": "SynchronousPlatformExtensionAndAddInCallUseMode=DontUse"}
RULE = Rule(
    key="UsingSynchronousCalls",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=15,
    language=For.BSL,
    since=(8, 3, 3),
    need=Need.METADATA,
    title=Text("Синхронные вызовы на клиенте", "Synchronous calls at the client"),
    about=Text(
        "Если конфигурация запрещает синхронные вызовы расширений платформы и внешних компонент, такой вызов на клиенте "
        "прервётся с ошибкой. Нужен метод, который не ждёт, и обработка оповещения.",
        "If the configuration forbids synchronous calls of platform extensions and add-ins, such a call at the client ends "
        "with an error. A method is needed that does not wait, and a handler of the answer.",
    ),
    message=Text("Вместо «{name}» нужен «{new}»", "`{new}` instead of the synchronous `{name}`"),
    see=("https://its.1c.ru/db/v8std/content/703/hdoc",),
    examples=(
        Bad(
            '&НаКлиенте\nПроцедура А()\n\t⟦КопироватьФайл(Имя, Куда)⟧;\n\tБ = ⟦Вопрос("Да?")⟧;\nКонецПроцедуры\n',
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
            files=_FORBIDDEN,
        ),
        Bad(
            "Procedure P() Export\n\t⟦DeleteFiles(Name)⟧;\nEndProcedure\n",
            files={**_FORBIDDEN, "CommonModules/Пример.xml": "ClientManagedApplication"},
        ),
        Good(
            "&НаСервере\nПроцедура А()\n\tКопироватьФайл(Имя, Куда);\nКонецПроцедуры\n\n&НаКлиенте\nПроцедура Б()\n"
            "\tНачатьКопированиеФайла(О, Имя, Куда);\nКонецПроцедуры\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
            files=_FORBIDDEN,
        ),
        Good(
            "&НаКлиенте\nПроцедура А()\n\tКопироватьФайл(Имя, Куда);\nКонецПроцедуры\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
            files={"Configuration.xml": "SynchronousPlatformExtensionAndAddInCallUseMode=Use"},
        ),
    ),
)
Calls = Sequence[tuple[int, int, str]]


@RULE.collect
def calls(code: Code) -> Calls:
    names = code.called.keys() & SYNCHRONOUS.keys()
    if not names or not sides_of(code).client:
        return []
    return [(call.node.start, call.node.end, call.name.text) for name in names for call in code.called[name]]


@RULE.project
def check(collected: Calls, project: Project) -> Found:
    configuration = project.metadata.get("Configuration", "")
    mode = "SynchronousPlatformExtensionAndAddInCallUseMode"
    if configuration is None or configuration.properties.get(mode) != "DontUse":
        return
    for start, end, name in collected:
        word = fold(name)
        yield RULE.at(Range(start, end), name=name, new=in_language_of(word, SYNCHRONOUS[word]))
