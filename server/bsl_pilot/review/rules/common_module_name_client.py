"""A client common module whose name does not say so."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CommonModuleNameClient",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text("Имя клиентского общего модуля", "Name of a client common module"),
    about=Text(
        "Имя клиентского общего модуля заканчивается на «Клиент» («Client»), чтобы по вызову было видно, где он "
        "выполняется.",
        "The name of a client common module ends with `Client` (`Клиент`), so that a call tells where it runs.",
    ),
    message=Text("К имени «{name}» нужно окончание «Клиент»", "The name `{name}` lacks the ending `Client`"),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "ClientManagedApplication"},
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПечатьКлиент/Ext/Module.bsl",
            files={"CommonModules/ПечатьКлиент.xml": "ClientManagedApplication"},
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is None or common.server or common.is_global or not common.client:
        return
    if not any(ending in fold(common.name) for ending in ("клиент", "client")):
        yield RULE.at(module.head, name=common.name)
