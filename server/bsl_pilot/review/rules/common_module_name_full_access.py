"""A privileged common module whose name does not say so."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CommonModuleNameFullAccess",
    kind=Kind.SECURITY_HOTSPOT,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text("Имя привилегированного общего модуля", "Name of a privileged common module"),
    about=Text(
        "Имя привилегированного общего модуля заканчивается на «ПолныеПрава» («FullAccess»): его методы не проверяют прав, и это "
        "должно быть видно в каждом вызове.",
        "The name of a privileged common module ends with `FullAccess` (`ПолныеПрава`): its methods check no rights, which every "
        "call must show.",
    ),
    message=Text(
        "К имени «{name}» нужно окончание «ПолныеПрава»", "The name `{name}` lacks the ending `FullAccess`"
    ),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, Privileged"},
        ),
        Bad(
            "// Prints\n⟦#Region Public⟧\n#EndRegion\n",
            path="CommonModules/Print/Ext/Module.bsl",
            files={"CommonModules/Print.xml": "Server, Privileged, ServerCall"},
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПечатьПолныеПрава/Ext/Module.bsl",
            files={"CommonModules/ПечатьПолныеПрава.xml": "Server, Privileged"},
        ),
        Good(
            "Procedure A() Export\nEndProcedure\n",
            path="CommonModules/PrintFullAccess/Ext/Module.bsl",
            files={"CommonModules/PrintFullAccess.xml": "Server, Privileged, ServerCall"},
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
_ENDINGS = ("полныеправа", "fullaccess")


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is None or not common.privileged:
        return
    name = fold(common.name)
    if not any(one in name for one in _ENDINGS):
        yield RULE.at(module.head, name=common.name)
