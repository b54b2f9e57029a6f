"""A form goes to the server at each turn of a loop."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    ModuleType,
    Range,
    Rank,
    Rule,
    Text,
    reason,
)
from bsl_pilot.review.code.loops import repeating
from bsl_pilot.review.code.method import CLIENT_DIRECTIVES, SERVER_DIRECTIVES, SERVER_NO_CONTEXT

_PATH = "Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl"
RULE = Rule(
    key="ServerCallInClientLoop",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=30,
    language=For.BSL,
    modules=(ModuleType.FORM, ModuleType.COMMAND),
    title=Text("Вызов сервера в цикле на клиенте", "Server call in a loop at the client"),
    about=Text(
        "Каждый вызов сервера — путь по сети, а с контекстом — ещё и передача данных формы. В цикле их столько, сколько "
        "оборотов. Соберите данные в массив и вызовите сервер один раз.",
        "Each call of the server goes over the net, and one with context also sends the form's data. In a loop there are as "
        "many as it has turns. Gather the data in an array and call the server once.",
    ),
    message=Text(
        "«{name}» вызывает сервер на каждом обороте цикла",
        "`{name}` calls the server at each turn of the loop",
    ),
    see=("https://its.1c.ru/db/v8std/content/487/hdoc",),
    examples=(
        Bad(
            "&НаКлиенте\nПроцедура Пометить(Команда)\n\tДля Каждого Строка Из Строки Цикл\n\t\t⟦ПометитьСтроку(Строка)⟧;\n"
            "\tКонецЦикла;\nКонецПроцедуры\n\n&НаСервере\nПроцедура ПометитьСтроку(Строка)\n\tА();\nКонецПроцедуры\n",
            path=_PATH,
        ),
        Bad(
            "&AtClient\nProcedure A()\n\tWhile ⟦more()⟧ Do\n\tEndDo;\nEndProcedure\n\n&AtServerNoContext\nFunction More()\n"
            "\tReturn True;\nEndFunction\n",
            path=_PATH,
        ),
        Good(
            "&НаКлиенте\nПроцедура А()\n\tДля Каждого С Из Строки() Цикл\n\t\tБ(С);\n\tКонецЦикла;\nКонецПроцедуры\n\n"
            "&НаКлиенте\nПроцедура Б(С)\nКонецПроцедуры\n\n&НаСервере\nФункция Строки()\n\tПока Г() Цикл\n\tКонецЦикла;\n"
            "КонецФункции\n\n&НаСервере\nФункция Г()\nКонецФункции\n",
            path=_PATH,
        ),
        Good(
            "&НаКлиенте\nПроцедура А()\n\tДля Каждого С Из Строки Цикл\n\t\tЕсли С Тогда\n\t\t\tБ(С);\n\t\t\tВозврат;\n\t\tКонецЕсли;\n"
            "\tКонецЦикла;\nКонецПроцедуры\n\n&НаСервере\nПроцедура Б(С)\n\tВ();\nКонецПроцедуры\n",
            path=_PATH,
            hidden=True,
        ),
    ),
)
_SERVER = SERVER_DIRECTIVES | SERVER_NO_CONTEXT
_METHOD = Text("Метод выполняется на сервере", "The method runs at the server")
_LEAVING = ("break_statement", "return_statement", "raise_statement")


@RULE.collect
def in_loops(code: Code) -> list[tuple[int, int, str]]:
    """Calls of own methods at each turn of a client's loop: where, and the folded name."""
    method = code.method
    if method is None or not any(one.word in CLIENT_DIRECTIVES for one in method.directives):
        return []
    calls = [call for calls in code.called.values() for call in calls]
    found = [one for one in calls if repeating(one.node) is not None and not _leaves_after(one)]
    return sorted((one.node.start, one.node.end, one.word) for one in found)


def _leaves_after(call: Call) -> bool:
    """Whether the loop ends behind the call in the same block: then there is one call at most."""
    after = call.node.statement
    while after is not None and after.kind not in _LEAVING:
        after = after.next
    return after is not None


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece, calls in module.collected(RULE):
        for start, end, word in calls:
            called = module.method_by_name.get(word)
            facts = called.method if called is not None else None
            if called is None or facts is None or not any(one.word in _SERVER for one in facts.directives):
                continue
            why = reason(called.place(facts), _METHOD)
            yield RULE.at(piece.place(Range(start, end)), name=facts.name, reasons=[why])
