"""A common module that offers nothing, or does not say what it offers."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Rank, Rule, Text
from bsl_pilot.review.standard_regions import API
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CommonModuleMissingAPI",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    title=Text("У общего модуля нет программного интерфейса", "A common module without an interface"),
    about=Text(
        "Общий модуль нужен, чтобы его вызывали: в нём есть экспортные методы, и они стоят в области «ПрограммныйИнтерфейс» "
        "или «СлужебныйПрограммныйИнтерфейс».",
        "A common module is there to be called: it has exported methods, and they stand in the region `Public` or "
        "`Internal`.",
    ),
    message=Text(
        "В общем модуле нет экспортных методов или области программного интерфейса",
        "The common module has no exported methods, or no region of its interface",
    ),
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad("⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n"),
        Bad("// Модуль\n⟦#Область ПрограммныйИнтерфейс⟧\n\nПроцедура А()\nКонецПроцедуры\n\n#КонецОбласти\n"),
        Bad("⟦#Region Private⟧\nProcedure A() Export\nEndProcedure\n#EndRegion\n", hidden=True),
        Good("#Область ПрограммныйИнтерфейс\n\nПроцедура А() Экспорт\nКонецПроцедуры\n\n#КонецОбласти\n"),
        Good(
            "#REGION internal\nFunction A() Export\nEndFunction\n#EndRegion\nProcedure B()\nEndProcedure",
            hidden=True,
        ),
        Good("// только комментарий\n", hidden=True),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    methods = [one.method for one in module.methods if one.method is not None]
    if not methods:
        return
    has_region = any(fold(one.name) in API for one in module.all_regions())
    if not has_region or not any(one.exported for one in methods):
        yield RULE.at(module.head)
