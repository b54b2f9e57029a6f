"""A handler of an event that does not stand among the handlers."""

from __future__ import annotations

from functools import cache, partial

from bsl_pilot.features.refactor.standard_regions import EVENTS as EVENTS_REGION
from bsl_pilot.features.refactor.standard_regions import FORM_EVENTS as FORM_EVENTS_REGION
from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Rank, Rule, Text
from bsl_pilot.review.region_edits import moved
from bsl_pilot.review.standard_regions import EVENTS, FORM_EVENTS
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import shipped

RULE = Rule(
    key="EventHandlerOutsideEventRegion",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    language=For.BSL,
    title=Text("Обработчик события вне своей области", "Event handler out of its region"),
    about=Text(
        "Обработчики событий, которые вызывает платформа, стоят в области «ОбработчикиСобытий», у форм — "
        "«ОбработчикиСобытийФормы»: там их ищут.",
        "Handlers that the platform calls stand in the region `EventHandlers`, those of forms in `FormEventHandlers`: "
        "that is where people look for them.",
    ),
    fix=Text("Переместить в «{region}»", "Move to `{region}`"),
    fix_is_safe=False,
    message=Text(
        "Обработчик события «{name}» стоит вне области «{region}»",
        "The event handler `{name}` stands out of the region `{region}`",
    ),
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad(
            "#Область СлужебныеПроцедурыИФункции\n\nПроцедура ⟦ПередЗаписью⟧(Отказ)\nКонецПроцедуры\n\n#КонецОбласти\n",
            fixed="#Область ОбработчикиСобытий\n\nПроцедура ПередЗаписью(Отказ)\nКонецПроцедуры\n\n#КонецОбласти\n\n#Область СлужебныеПроцедурыИФункции\n\n#КонецОбласти\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
        ),
        Bad(
            "&AtServer\r\nProcedure ⟦OnCreateAtServer⟧(Cancel, StandardProcessing)\r\nEndProcedure\r\n\r\n#Region Private\r\n#EndRegion\r\n",
            fixed="#Region FormEventHandlers\r\n\r\n&AtServer\r\nProcedure OnCreateAtServer(Cancel, StandardProcessing)\r\nEndProcedure\r\n\r\n#EndRegion\r\n\r\n#Region Private\r\n#EndRegion\r\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
            hidden=True,
        ),
        Bad(
            "#Область СлужебныеПроцедурыИФункции\n\nПроцедура ⟦ПередЗаписью⟧(Отказ)\nКонецПроцедуры\n\n#КонецОбласти\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
        ),
        Bad(
            "&AtServer\nProcedure ⟦OnCreateAtServer⟧(Cancel, StandardProcessing)\nEndProcedure\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Good(
            "#Область ОбработчикиСобытий\n\nПроцедура ПередЗаписью(Отказ)\nКонецПроцедуры\n\n#КонецОбласти\n\n"
            "Процедура Служебная()\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
        ),
        Good("Процедура ПередЗаписью(Отказ)\nКонецПроцедуры\n", hidden=True),
        Bad(
            "Процедура ⟦ОбработкаКоманды⟧(А, Б)\nКонецПроцедуры\n",
            path="CommonCommands/Открыть/Ext/CommandModule.bsl",
            hidden=True,
        ),
        Good(
            "#Region FormEventHandlers\n#Region A\nProcedure OnOpen(Cancel)\nEndProcedure\n#EndRegion\n#EndRegion\n",
            path="CommonForms/Ф/Ext/Form/Module.bsl",
            hidden=True,
        ),
    ),
)
_OWNERS: dict[ModuleType, tuple[str, ...]] = {
    ModuleType.OBJECT: ("Объект", "ВнешнийОтчет", "ВнешняяОбработка"),
    ModuleType.RECORD_SET: ("НаборЗаписей",),
    ModuleType.VALUE_MANAGER: ("МенеджерЗначения",),
    ModuleType.MANAGER: ("Менеджер",),
    ModuleType.COMMAND: ("МодульКоманды",),
    **dict.fromkeys(
        (
            ModuleType.SESSION,
            ModuleType.MANAGED_APPLICATION,
            ModuleType.ORDINARY_APPLICATION,
            ModuleType.EXTERNAL_CONNECTION,
        ),
        ("ГлобальныйКонтекст",),
    ),
}
"""How the Russian names end of the types whose events a module has handlers of."""
_FORMS = ("ФормаКлиентскогоПриложения", "РасширениеФормыКлиентскогоПриложения")


@RULE.module
def check(module: ModuleFacts) -> Found:
    events = _events(module.scene.type)
    handlers = [one for one in module.methods if one.method is not None and one.method.word in events]
    if not handlers:
        return
    is_form = module.scene.type is ModuleType.FORM
    wanted = FORM_EVENTS if is_form else EVENTS
    spans = [one.span(len(module.data)) for one in module.all_regions() if fold(one.name) in wanted]
    for piece in handlers:
        assert piece.method is not None
        place = piece.place(piece.method)
        if not any(one.start <= place.start < one.end for one in spans):
            region = FORM_EVENTS_REGION if is_form else EVENTS_REGION
            fix = partial(moved, module, piece, region)
            yield RULE.at(place, name=piece.method.name, region=region.ru, fix=fix)


@cache
def _events(of: ModuleType) -> frozenset[str]:
    """Folded names in both languages of the events that a kind of module has handlers of."""
    endings = _OWNERS.get(of, ())
    if not endings and of is not ModuleType.FORM:
        return frozenset()
    return frozenset(
        fold(name)
        for event in shipped().all_events()
        if any(one.ru.endswith(endings) if endings else one.ru.startswith(_FORMS) for one in event.owners)
        for name in (event.name.ru, event.name.en)
    )
