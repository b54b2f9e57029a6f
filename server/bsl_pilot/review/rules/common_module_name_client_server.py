"""A client-server common module whose name does not say so."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CommonModuleNameClientServer",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text("Имя клиент-серверного общего модуля", "Name of a client-server common module"),
    about=Text(
        "Имя общего модуля, который выполняется и на клиенте, и на сервере, заканчивается на «КлиентСервер» («ClientServer»).",
        "The name of a common module that runs both at the client and at the server ends with `ClientServer` "
        "(`КлиентСервер`).",
    ),
    message=Text(
        "К имени «{name}» нужно окончание «КлиентСервер»", "The name `{name}` lacks the ending `ClientServer`"
    ),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, ClientManagedApplication"},
        ),
        Bad(
            "// Prints\n⟦#Region Public⟧\n#EndRegion\n",
            path="CommonModules/Print/Ext/Module.bsl",
            files={
                "CommonModules/Print.xml": "Server, ClientManagedApplication, ClientOrdinaryApplication, ExternalConnection"
            },
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПечатьКлиентСервер/Ext/Module.bsl",
            files={"CommonModules/ПечатьКлиентСервер.xml": "Server, ClientManagedApplication"},
        ),
        Good(
            "Procedure A() Export\nEndProcedure\n",
            path="CommonModules/PrintClientServer/Ext/Module.bsl",
            files={
                "CommonModules/PrintClientServer.xml": "Server, ClientManagedApplication, ClientOrdinaryApplication, ExternalConnection"
            },
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, ClientOrdinaryApplication, ExternalConnection"},
            hidden=True,
        ),
    ),
)
_ENDINGS = ("клиентсервер", "clientserver")


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is None or not (common.server and common.client) or common.is_global or common.server_call:
        return
    name = fold(common.name)
    if not any(one in name for one in _ENDINGS):
        yield RULE.at(module.head, name=common.name)
