"""Properties of the configuration that don't go with the mode it runs in."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text

_CODE = "⟦Процедура⟧ УстановкаПараметровСеанса(Имена)\nКонецПроцедуры\n"
_RIGHT = "DefaultRunMode=ManagedApplication, UseManagedFormInOrdinaryApplication"
RULE = Rule(
    key="OrdinaryAppSupport",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    language=For.BSL,
    modules=(ModuleType.SESSION,),
    need=Need.METADATA,
    title=Text(
        "Поддержка обычного приложения настроена неверно", "Wrong support of the ordinary application"
    ),
    about=Text(
        "Конфигурация управляемого приложения должна работать и в толстом клиенте: управляемые формы в обычном приложении "
        "разрешены, обычные формы в управляемом — нет.",
        "A configuration of the managed application must run in the thick client, too: managed forms in the ordinary "
        "application are allowed, ordinary forms in the managed one are not.",
    ),
    message=Text(
        "Свойство конфигурации {name} должно быть {value}",
        "The property {name} of the configuration must be {value}",
    ),
    see=("https://its.1c.ru/db/v8std/content/467/hdoc",),
    examples=(
        Bad(
            _CODE,
            path="Ext/SessionModule.bsl",
            files={"Configuration.xml": f"{_RIGHT}, UseOrdinaryFormInManagedApplication"},
        ),
        Bad(
            _CODE,
            path="Ext/SessionModule.bsl",
            files={"Configuration.xml": "DefaultRunMode=ManagedApplication"},
            hidden=True,
        ),
        Good(
            "Процедура УстановкаПараметровСеанса(Имена)\nКонецПроцедуры\n",
            path="Ext/SessionModule.bsl",
            files={"Configuration.xml": _RIGHT},
        ),
        Good(
            "Процедура А()\nКонецПроцедуры\n",
            path="Ext/SessionModule.bsl",
            files={"Configuration.xml": "DefaultRunMode=OrdinaryApplication"},
            hidden=True,
        ),
    ),
)
_WANTED = {"UseManagedFormInOrdinaryApplication": True, "UseOrdinaryFormInManagedApplication": False}


@RULE.module
def check(module: ModuleFacts) -> Found:
    if module.project is None or module.scene.extension:
        return
    configuration = module.project.metadata.get("Configuration", "")
    if configuration is None or configuration.properties.get("DefaultRunMode") != "ManagedApplication":
        return
    for name, value in _WANTED.items():
        if configuration.flag(name) is not value:
            yield RULE.at(module.head, name=name, value="true" if value else "false")
