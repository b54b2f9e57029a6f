"""A handler of an event whose parameters are not those of the event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bsl_pilot.review.api import (
    Bad,
    Found,
    Good,
    Kind,
    MethodFacts,
    ModuleFacts,
    ModuleType,
    Need,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.events import Parameters, counts, events_of, form_events
from bsl_pilot.review.objects import form_of, handlers_of
from bsl_pilot.text.words import fold

_FORM = (
    '<Form xmlns="http://v8.1c.ru/8.3/xcf/logform"><Events><Event name="OnCreateAtServer">ПриСозданииНаСервере</Event>'
    '<Event name="OnClose">Закрыто</Event></Events><ChildItems><InputField name="Код" id="1"><Events><Event '
    'name="OnChange">КодПриИзменении</Event></Events></InputField></ChildItems></Form>'
)
_ITEMS = (
    '<Form xmlns="http://v8.1c.ru/8.3/xcf/logform"><ChildItems><InputField name="Код" id="1"><Events><Event '
    'name="ChoiceProcessing">КодВыбор</Event></Events></InputField><InputField name="Имя" id="2"><Events><Event '
    'name="ChoiceProcessing">ИмяВыбор</Event></Events></InputField><CalendarField name="День" id="3"><Events><Event '
    'name="Selection">ДеньВыбор</Event></Events></CalendarField><SpreadSheetDocumentField name="Лист" id="4"><Events>'
    '<Event name="Drag">ЛистПеренос</Event><Event name="DragCheck">ЛистПроверка</Event></Events>'
    "</SpreadSheetDocumentField></ChildItems></Form>"
)
_PATH = "CommonForms/Вопрос/Ext/Form/Module.bsl"
_FILES = {"CommonForms/Вопрос/Ext/Form.xml": _FORM}
RULE = Rule(
    key="EventHandlerInvalidSignature",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    need=Need.METADATA,
    title=Text("Не те параметры у обработчика события", "Wrong parameters of an event handler"),
    about=Text(
        "Платформа передаёт обработчику параметры по порядку. Если их другое число, обработчик не вызовется; если порядок "
        "другой, значения попадут не в те переменные.",
        "The platform hands over the parameters of a handler by their order. With another number of them the handler can't be "
        "called; in another order values end up in wrong variables.",
    ),
    message=Text(
        "Параметры обработчика «{name}» не соответствуют событию: ожидается ({expected})",
        "The parameters of the handler `{name}` are not those of the event: ({expected}) is expected",
    ),
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad(
            "Процедура ⟦ПередЗаписью⟧(Отказ)\nКонецПроцедуры\n\nПроцедура ПриЗаписи(Отказ)\nКонецПроцедуры\n",
            path="Documents/Заказ/Ext/ObjectModule.bsl",
        ),
        Bad(
            "Procedure ⟦OnWrite⟧(Замещение, Отказ)\nEndProcedure\n"
            "Procedure ⟦FillCheckProcessing⟧(ПроверяемыеРеквизиты, Отказ)\nEndProcedure\n",
            path="InformationRegisters/Rates/Ext/RecordSetModule.bsl",
            hidden=True,
        ),
        Bad(
            "&НаСервере\nПроцедура ⟦ПриСозданииНаСервере⟧(Отказ)\nКонецПроцедуры\n\n"
            "&НаКлиенте\nПроцедура ⟦КодПриИзменении⟧()\nКонецПроцедуры\n\n"
            "&НаКлиенте\nПроцедура Закрыто()\nКонецПроцедуры\n",
            path=_PATH,
            files=_FILES,
        ),
        Good(
            "Процедура ПередЗаписью(Отказ, РежимЗаписи, Режим)\nКонецПроцедуры\n",
            path="Documents/Заказ/Ext/ObjectModule.bsl",
        ),
        Good("Процедура ПередЗаписью()\nКонецПроцедуры\n", hidden=True),
        Good(
            "Процедура ПередНачаломРаботыСистемы()\nКонецПроцедуры\n",
            path="Ext/ManagedApplicationModule.bsl",
            hidden=True,
        ),
        Good(
            "&НаСервере\nПроцедура ПриСозданииНаСервере(О, СтандартнаяОбработка)\nКонецПроцедуры\n"
            "Процедура ПриОткрытии()\nКонецПроцедуры\nПроцедура КодПриИзменении(Э",
            path=_PATH,
            files=_FILES,
            hidden=True,
        ),
        Good(
            "Процедура КодВыбор(Элемент, ВыбранноеЗначение, ДополнительныеДанные, ВыборДобавлением, СтандартнаяОбработка)\n"
            "КонецПроцедуры\nПроцедура ИмяВыбор(Элемент, ВыбранноеЗначение, СтандартнаяОбработка)\nКонецПроцедуры\n"
            "Процедура ДеньВыбор(Элемент, ВыбраннаяДата)\nКонецПроцедуры\n"
            "Процедура ЛистПеренос(Элемент, ПараметрыПеретаскивания, СтандартнаяОбработка, Область)\nКонецПроцедуры\n"
            "Процедура ЛистПроверка(Элемент, ПараметрыПеретаскивания, СтандартнаяОбработка, Область)\nКонецПроцедуры\n",
            path=_PATH,
            files={"CommonForms/Вопрос/Ext/Form.xml": _ITEMS},
            hidden=True,
        ),
        Bad(
            "Процедура ⟦КодВыбор⟧(Элемент, СтандартнаяОбработка, ВыбранноеЗначение)\nКонецПроцедуры\n"
            "Процедура ⟦ДеньВыбор⟧()\nКонецПроцедуры\n",
            path=_PATH,
            files={"CommonForms/Вопрос/Ext/Form.xml": _ITEMS},
            hidden=True,
        ),
        Good(
            '&После("ПередЗаписью")\nПроцедура ПередЗаписью()\nКонецПроцедуры\n',
            path="Documents/Заказ/Ext/ObjectModule.bsl",
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    handled = _of_form(module) if module.scene.type is ModuleType.FORM else _of_module(module)
    for piece in module.methods if handled else ():
        method = piece.method
        if method is None or len(method.annotations) > len(method.directives):
            continue
        for event, signatures in handled.get(method.word, ()):
            if signatures and not _fits(method, event, signatures):
                expected = ", ".join(one.ru for one in signatures[0])
                yield RULE.at(piece.place(method), name=method.name, expected=expected)
                break


Events = Mapping[str, Sequence[tuple[str, Sequence[Parameters]]]]
"""Events with their signatures by the folded names of the methods that handle them."""


def _of_module(module: ModuleFacts) -> Events:
    return {word: [event] for word, event in events_of(module.scene).items()}


def _of_form(module: ModuleFacts) -> Events:
    found: defaultdict[str, list[tuple[str, Sequence[Parameters]]]] = defaultdict(list)
    form = form_of(module)
    for owner, one in handlers_of(form) if form is not None else ():
        if not one.call_type and form is not None:
            event = fold(one.event)
            signatures = _of_owner(owner == form.name, form_events().get(event, ()))
            found[fold(one.method)].append((event, signatures))
    return found


def _of_owner(of_form: bool, signatures: Sequence[Parameters]) -> Sequence[Parameters]:
    """Of events with the same name those of the form, or those of its items and commands, which come first then."""
    return [one for one in signatures if (bool(one) and one[0].ru in _GIVEN_FIRST) is not of_form]


_GIVEN_FIRST = ("Элемент", "Команда")


def _fits(method: MethodFacts, event: str, signatures: Sequence[Parameters]) -> bool:
    names = [one.word for one in method.parameters]
    required = sum(1 for one in method.parameters if one.default is None)
    allowed = counts(event, signatures)
    if len(names) not in allowed and not any(required <= one <= len(names) for one in allowed):
        return False
    same = [one for one in signatures if len(one) == len(names)]
    return not same or any(_in_order(names, one) for one in same)


def _in_order(names: Sequence[str], signature: Parameters) -> bool:
    """Whether no parameter has the name of another one's place."""
    places = {fold(name): at for at, one in enumerate(signature) for name in (one.ru, one.en) if name}
    return all(places.get(name, at) == at for at, name in enumerate(names))
