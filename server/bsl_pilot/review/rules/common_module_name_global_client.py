"""A global client module whose name says that it is a client one."""

from __future__ import annotations

import re

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text

RULE = Rule(
    key="CommonModuleNameGlobalClient",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text(
        "Лишнее «Клиент» в имени глобального модуля", "Needless `Client` in the name of a global module"
    ),
    about=Text(
        "Глобальные модули бывают только клиентскими, поэтому слово «Клиент» («Client») в имени модуля с окончанием "
        "«Глобальный» ничего не добавляет.",
        "Global modules are client ones anyway, so the word `Client` (`Клиент`) in the name of a module that ends with "
        "`Global` adds nothing.",
    ),
    message=Text(
        "В имени глобального модуля «{name}» слово «Клиент» лишнее",
        "The word `Client` is needless in the name of the global module `{name}`",
    ),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПечатьГлобальныйКлиент/Ext/Module.bsl",
            files={"CommonModules/ПечатьГлобальныйКлиент.xml": "ClientManagedApplication, Global"},
        ),
        Bad(
            "⟦Procedure⟧ A() Export\nEndProcedure\n",
            path="CommonModules/PrintClientGlobal/Ext/Module.bsl",
            files={"CommonModules/PrintClientGlobal.xml": "ClientManagedApplication, Global"},
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/ПечатьГлобальный/Ext/Module.bsl",
            files={"CommonModules/ПечатьГлобальный.xml": "ClientManagedApplication, Global"},
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/КлиентыГлобальный/Ext/Module.bsl",
            files={"CommonModules/КлиентыГлобальный.xml": "ClientManagedApplication, Global"},
            hidden=True,
        ),
    ),
)
_CLIENT = re.compile("(?:Клиент|Client)(?![а-яёa-z])")
"""The word itself: not `Клиенты`."""


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is not None and common.is_global and common.client and _CLIENT.search(common.name):
        yield RULE.at(module.head, name=common.name)
