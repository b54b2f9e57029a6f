"""A common module for calls from the client whose name does not say so."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CommonModuleNameServerCall",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text("Имя общего модуля с вызовом сервера", "Name of a server-call common module"),
    about=Text(
        "Имя серверного модуля, который можно вызвать с клиента, заканчивается на «ВызовСервера» («ServerCall»): каждый такой "
        "вызов — обращение по сети, и его параметрам нельзя доверять.",
        "The name of a server module that the client may call ends with `ServerCall` (`ВызовСервера`): each such call goes over "
        "the network, and its parameters can not be trusted.",
    ),
    message=Text(
        "К имени «{name}» нужно окончание «ВызовСервера»", "The name `{name}` lacks the ending `ServerCall`"
    ),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, ServerCall"},
        ),
        Bad(
            "// Prints\n⟦#Region Public⟧\n#EndRegion\n",
            path="CommonModules/Print/Ext/Module.bsl",
            files={"CommonModules/Print.xml": "Server, ServerCall, Privileged"},
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПечатьВызовСервера/Ext/Module.bsl",
            files={"CommonModules/ПечатьВызовСервера.xml": "Server, ServerCall"},
        ),
        Good(
            "Procedure A() Export\nEndProcedure\n",
            path="CommonModules/PrintServerCall/Ext/Module.bsl",
            files={"CommonModules/PrintServerCall.xml": "Server, ServerCall, Privileged"},
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
_ENDINGS = ("вызовсервера", "servercall")


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is None or not (common.server and common.server_call):
        return
    name = fold(common.name)
    if not any(one in name for one in _ENDINGS):
        yield RULE.at(module.head, name=common.name)
