"""A cached common module with an interface for everybody."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    ModuleType,
    Need,
    Range,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.standard_regions import PUBLIC
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CachedPublic",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text(
        "Программный интерфейс в модуле с повторным использованием",
        "A public interface in a cached common module",
    ),
    about=Text(
        "Запоминать ли значение, решает тот, кто отвечает за модуль, и со временем решает иначе. Поэтому методы для всех "
        "помещают в обычный модуль, а тот вызывает модуль с повторным использованием.",
        "Whether a value is cached is for the module's owner to decide, and may change. So methods for everybody belong "
        "into an ordinary module, which calls the cached one.",
    ),
    message=Text(
        "Методы программного интерфейса в модуле с повторным использованием значений",
        "Methods of the public interface in a module with reuse of return values",
    ),
    see=("https://its.1c.ru/db/v8std/content/644/hdoc",),
    examples=(
        Bad(
            "⟦#Область ПрограммныйИнтерфейс⟧\n\nФункция Курс() Экспорт\n\tВозврат 1;\nКонецФункции\n\n#КонецОбласти\n",
            path="CommonModules/КурсыПовтИсп/Ext/Module.bsl",
            files={"CommonModules/КурсыПовтИсп.xml": "Server, ReturnValuesReuse=DuringSession"},
        ),
        Bad(
            "⟦#Region Public⟧\n#Region Rates\nFunction Rate() Export\n\tReturn 1;\nEndFunction\n#EndRegion\n#EndRegion\n",
            path="CommonModules/RatesCached/Ext/Module.bsl",
            files={"CommonModules/RatesCached.xml": "Server, ReturnValuesReuse=DuringRequest"},
            hidden=True,
        ),
        Good(
            "#Область СлужебныйПрограммныйИнтерфейс\n\nФункция Курс() Экспорт\n\tВозврат 1;\nКонецФункции\n\n#КонецОбласти\n",
            path="CommonModules/КурсыПовтИсп/Ext/Module.bsl",
            files={"CommonModules/КурсыПовтИсп.xml": "Server, ReturnValuesReuse=DuringSession"},
        ),
        Good(
            "#Область ПрограммныйИнтерфейс\n#КонецОбласти\nФункция Курс() Экспорт\nКонецФункции\n",
            path="CommonModules/КурсыПовтИсп/Ext/Module.bsl",
            files={"CommonModules/КурсыПовтИсп.xml": "Server, ReturnValuesReuse=DuringSession"},
            hidden=True,
        ),
        Good(
            "#Область ПрограммныйИнтерфейс\nФункция Курс() Экспорт\nКонецФункции\n#КонецОбласти\n",
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is None or common.reuse == "DontUse":
        return
    exported = [
        one.start + one.method.start
        for one in module.methods
        if one.method is not None and one.method.exported
    ]
    for region in module.regions:
        span = region.span(len(module.data))
        if fold(region.name) in PUBLIC and any(span.start <= one < span.end for one in exported):
            yield RULE.at(Range(region.first.start, region.first.end))
