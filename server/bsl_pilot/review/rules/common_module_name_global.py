"""A global common module whose name does not say so."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CommonModuleNameGlobal",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text("Имя глобального общего модуля", "Name of a global common module"),
    about=Text(
        "Имя глобального общего модуля заканчивается на «Глобальный» («Global»), чтобы метод, который вызывают без имени модуля, "
        "можно было найти.",
        "The name of a global common module ends with `Global` (`Глобальный`), so that a method that is called without the name "
        "of its module can be found.",
    ),
    message=Text(
        "К имени «{name}» нужно окончание «Глобальный»", "The name `{name}` lacks the ending `Global`"
    ),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "ClientManagedApplication, Global"},
        ),
        Bad(
            "// Prints\n⟦#Region Public⟧\n#EndRegion\n",
            path="CommonModules/Print/Ext/Module.bsl",
            files={"CommonModules/Print.xml": "Server, Global"},
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПечатьГлобальный/Ext/Module.bsl",
            files={"CommonModules/ПечатьГлобальный.xml": "ClientManagedApplication, Global"},
        ),
        Good(
            "Procedure A() Export\nEndProcedure\n",
            path="CommonModules/PrintGlobal/Ext/Module.bsl",
            files={"CommonModules/PrintGlobal.xml": "Server, Global"},
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server"},
            hidden=True,
        ),
    ),
)
_ENDINGS = ("глобальный", "global")


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is None or not common.is_global:
        return
    name = fold(common.name)
    if not any(one in name for one in _ENDINGS):
        yield RULE.at(module.head, name=common.name)
