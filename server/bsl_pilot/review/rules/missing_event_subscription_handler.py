"""An event subscription whose handler does not exist."""

from __future__ import annotations

from functools import lru_cache

from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.review.handlers import named_method

_CODE = "⟦Процедура⟧ УстановкаПараметровСеанса(Имена)\nКонецПроцедуры\n"
_PATH = "Ext/SessionModule.bsl"
_SUBSCRIPTION = {"EventSubscriptions/Запрет.xml": "Event=BeforeWrite, Handler=CommonModule.Запреты.Проверить"}
_MODULE = "CommonModules/Запреты/Ext/Module.bsl"
RULE = Rule(
    key="MissingEventSubscriptionHandler",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.SESSION,),
    need=Need.INDEX,
    title=Text("Нет обработчика подписки на событие", "The handler of an event subscription is missing"),
    about=Text(
        "Подписка называет метод, которого в общем модуле нет или который не экспортный. При каждом таком событии "
        "пользователь получит ошибку.",
        "The subscription names a method that the common module lacks or does not export. Every such event then ends with "
        "an error.",
    ),
    message=Text(
        "Подписка на событие «{name}»: нет обработчика {method}",
        "Event subscription `{name}`: no handler {method}",
    ),
    examples=(
        Bad(
            _CODE,
            path=_PATH,
            files={**_SUBSCRIPTION, _MODULE: "Процедура Другая() Экспорт\nКонецПроцедуры\n"},
        ),
        Bad(_CODE, path=_PATH, files=_SUBSCRIPTION, hidden=True),
        Bad(_CODE, path=_PATH, files={"EventSubscriptions/Запрет.xml": "Event=BeforeWrite"}, hidden=True),
        Bad(
            _CODE,
            path=_PATH,
            files={**_SUBSCRIPTION, _MODULE: "Процедура Проверить(Источник, Отказ)\nКонецПроцедуры\n"},
            hidden=True,
        ),
        Good(
            "Процедура УстановкаПараметровСеанса(Имена)\nКонецПроцедуры\n",
            path=_PATH,
            files={
                **_SUBSCRIPTION,
                _MODULE: "Процедура ПРОВЕРИТЬ(Источник, Отказ) Экспорт\nКонецПроцедуры\n",
            },
        ),
    ),
)
_EMPTY = Text(
    "У подписки на событие «{name}» не указан обработчик", "The event subscription `{name}` names no handler"
)
_NOT_EXPORTED = Text(
    "Подписка на событие «{name}»: {method} не экспортный",
    "Event subscription `{name}`: {method} is not exported",
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    project = module.project
    if project is None or module.scene.extension:
        return
    for name, written in _subscriptions(project.metadata):
        method = named_method(written, project)
        if method is None or not method.export:
            message = _EMPTY if not written else _NOT_EXPORTED if method is not None else None
            yield RULE.at(module.head, message=message, name=name, method=written)


@lru_cache(maxsize=2)
def _subscriptions(metadata: MetadataView) -> tuple[tuple[str, str], ...]:
    """Subscriptions with the handlers that they name; found once for a state of the metadata."""
    found = (metadata.get("EventSubscription", name) for name in metadata.names("EventSubscription"))
    return tuple(
        (one.name, one.handlers[0].method if one.handlers else "") for one in found if one is not None
    )
