"""A common module with reuse of return values whose name does not say so."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CommonModuleNameCached",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text("Имя общего модуля с повторным использованием", "Name of a cached common module"),
    about=Text(
        "Имя модуля, значения функций которого используются повторно, заканчивается на «ПовтИсп» («Cached»): тот, кто его вызывает, "
        "должен знать, что получит запомненное значение и не может его менять.",
        "The name of a module whose return values are reused ends with `Cached` (`ПовтИсп`): who calls it must know that he "
        "gets a remembered value and may not change it.",
    ),
    message=Text("К имени «{name}» нужно окончание «ПовтИсп»", "The name `{name}` lacks the ending `Cached`"),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, ReturnValuesReuse=DuringSession"},
        ),
        Bad(
            "// Prints\n⟦#Region Public⟧\n#EndRegion\n",
            path="CommonModules/Print/Ext/Module.bsl",
            files={"CommonModules/Print.xml": "ClientManagedApplication, ReturnValuesReuse=DuringRequest"},
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПечатьПовтИсп/Ext/Module.bsl",
            files={"CommonModules/ПечатьПовтИсп.xml": "Server, ReturnValuesReuse=DuringSession"},
        ),
        Good(
            "Procedure A() Export\nEndProcedure\n",
            path="CommonModules/PrintCached/Ext/Module.bsl",
            files={
                "CommonModules/PrintCached.xml": "ClientManagedApplication, ReturnValuesReuse=DuringRequest"
            },
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, ReturnValuesReuse=DontUse"},
            hidden=True,
        ),
    ),
)
_ENDINGS = ("повтисп", "cached")


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is None or common.reuse == "DontUse":
        return
    name = fold(common.name)
    if not any(one in name for one in _ENDINGS):
        yield RULE.at(module.head, name=common.name)
