"""A call of the server with the form's context from an event that must be quick."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import (
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    MethodFacts,
    ModuleFacts,
    ModuleType,
    Range,
    Rank,
    Rule,
    Text,
    reason,
)
from bsl_pilot.review.code.method import SERVER_DIRECTIVES
from bsl_pilot.review.objects import form_of
from bsl_pilot.text.words import fold

_PATH = "CommonForms/Товары/Ext/Form/Module.bsl"
_SERVER = "\n&НаСервере\nПроцедура Заполнить()\nКонецПроцедуры\n"
RULE = Rule(
    key="ServerCallsInFormEvents",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=15,
    language=For.BSL,
    modules=(ModuleType.FORM,),
    title=Text("Вызов сервера в частом событии формы", "A server call in a frequent event of a form"),
    about=Text(
        "«ПриАктивизацииСтроки» и «НачалоВыбора» происходят на каждое движение пользователя. Контекстный вызов сервера "
        "передаёт всю форму туда и обратно: работать станет невозможно. Отложите его обработчиком ожидания или обойдитесь "
        "вызовом без контекста.",
        "`OnActivateRow` and `StartChoice` happen at every move of the user. A server call with context sends the whole form "
        "there and back: nobody can work so. Put it off with an idle handler, or make do with a call without context.",
    ),
    message=Text(
        "Контекстный вызов сервера «{name}» в обработчике «{event}»",
        "Server call `{name}` with context in the handler `{event}`",
    ),
    see=("https://its.1c.ru/db/v8std/content/487/hdoc",),
    examples=(
        Bad(
            f"&НаКлиенте\nПроцедура СписокПриАктивизацииСтроки(Элемент)\n\t⟦Заполнить()⟧;\nКонецПроцедуры\n{_SERVER}",
            path=_PATH,
        ),
        Bad(
            "&AtClient\nProcedure CodeStartChoice(Item, Data, Standard)\n\tIf True Then\n\t\tA = ⟦FILL(1)⟧ + 1;\n\tEndIf;\n"
            "EndProcedure\n&AtServer\nFunction Fill(B)\nEndFunction\n",
            path=_PATH,
            hidden=True,
        ),
        Good(
            '&НаКлиенте\nПроцедура СписокПриАктивизацииСтроки(Элемент)\n\tПодключитьОбработчикОжидания("Позже", 0.1, Истина);\n'
            "\tБезКонтекста();\n\tДругое.Заполнить();\nКонецПроцедуры\n\n&НаКлиенте\nПроцедура Позже()\n\tЗаполнить();\n"
            f"КонецПроцедуры\n{_SERVER}\n&НаСервереБезКонтекста\nПроцедура БезКонтекста()\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Good(
            f"&НаКлиенте\nПроцедура СписокПриАктивизацииСтроки()\n\tЗаполнить();\nКонецПроцедуры\n{_SERVER}",
            path=_PATH,
            files={
                "CommonForms/Товары/Ext/Form.xml": '<Form xmlns="http://v8.1c.ru/8.3/xcf/logform"><ChildItems><Table '
                'name="Список" id="1"/></ChildItems></Form>'
            },
            note=Text("форма эту процедуру не назначает", "the form does not use this procedure"),
            hidden=True,
        ),
    ),
)
_EVENTS = frozenset({"onactivaterow", "startchoice"})
_ENDINGS = ("приактивизациистроки", "началовыбора", "onactivaterow", "startchoice")
_WHERE = Text("Этот метод выполняется на сервере", "This method runs at the server")


@RULE.collect
def calls(code: Code) -> Sequence[tuple[str, int, int]]:
    """Calls of the module's methods in methods that may be such handlers."""
    if (
        code.method is None
        or not code.method.directives
        or code.method.directives[0].word in SERVER_DIRECTIVES
    ):
        return ()
    return [(one.word, one.node.start, one.node.end) for found in code.called.values() for one in found]


@RULE.module
def check(module: ModuleFacts) -> Found:
    handlers = _handlers(module)
    for piece, collected in module.collected(RULE):
        method = piece.method
        if method is None or not _is_handler(method, handlers):
            continue
        for word, start, end in collected:
            called = module.method_by_name.get(word)
            if called is None or called.method is None or not _is_contextual(called.method):
                continue
            place = Range(piece.start + start, piece.start + end)
            reasons = [reason(called.place(called.method), _WHERE)]
            yield RULE.at(place, name=called.method.name, event=method.name, reasons=reasons)


def _handlers(module: ModuleFacts) -> set[str] | None:
    """Folded names of the handlers of these events; None where the form is not known."""
    form = form_of(module)
    if form is None or not form.items:
        return None
    return {fold(one.method) for item in form.items for one in item.handlers if fold(one.event) in _EVENTS}


def _is_handler(method: MethodFacts, handlers: set[str] | None) -> bool:
    return method.word.endswith(_ENDINGS) if handlers is None else method.word in handlers


def _is_contextual(method: MethodFacts) -> bool:
    """Whether it runs at the server with the form's data: a method without a directive does, too."""
    return not method.directives or method.directives[0].word in SERVER_DIRECTIVES
