"""A common module whose flags don't fit together."""

from __future__ import annotations

from bsl_pilot.project.metadata.model import CommonModule
from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text

RULE = Rule(
    key="CommonModuleInvalidType",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text("Признаки общего модуля не сочетаются", "Flags of a common module that don't fit together"),
    about=Text(
        "Общие модули бывают четырёх видов: серверные (можно с «Внешним соединением» и «Клиентом (обычное приложение)»), "
        "серверные для вызова с клиента (только «Сервер» и «Вызов сервера»), клиентские и клиент-серверные. При других "
        "сочетаниях код выполняется не там, где его ждут.",
        "There are four kinds of common modules: server ones (maybe with `External connection` and `Client (ordinary "
        "application)`), server ones that the client calls (`Server` and `Server call` only), client ones and "
        "client-server ones. With other flags code runs where nobody expects it.",
    ),
    message=Text(
        "Признаки общего модуля «{name}» не соответствуют ни одному виду модулей",
        "The flags of the common module `{name}` fit no kind of modules",
    ),
    see=("https://its.1c.ru/db/v8std/content/469/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, ServerCall, ClientManagedApplication"},
        ),
        Bad(
            "⟦Procedure⟧ A() Export\nEndProcedure\n",
            path="CommonModules/Print/Ext/Module.bsl",
            files={"CommonModules/Print.xml": "ClientManagedApplication, ExternalConnection"},
            hidden=True,
        ),
        Bad(
            "⟦Перем⟧ А;\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Privileged"},
            hidden=True,
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, ExternalConnection, ClientOrdinaryApplication"},
        ),
        Good(
            "Процедура А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/Печать/Ext/Module.bsl",
            files={"CommonModules/Печать.xml": "Server, ServerCall, Privileged"},
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    common = module.scene.common
    if common is not None and not _is_valid(common):
        yield RULE.at(module.head, name=common.name)


def _is_valid(one: CommonModule) -> bool:
    """Whether it is of one of the four kinds. What only ordinary applications and external connections need may be
    left out: many configurations have neither."""
    if one.server_call:
        return one.server and not (one.client or one.client_ordinary or one.external_connection)
    if one.server:
        return True
    return (one.client or one.client_ordinary) and not one.external_connection
