"""A managed lock is set before the transaction that it is for."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Rank, Rule, Text, reason
from bsl_pilot.review.code.origin import is_made
from bsl_pilot.review.code.transactions import BEGIN, calls_of

RULE = Rule(
    key="LockBeforeTransaction",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=10,
    title=Text("Блокировка до начала транзакции", "Lock before the transaction"),
    about=Text(
        "Управляемая блокировка держится до конца транзакции, а вне транзакции снимается сразу: данные, которые прочитаны "
        "после неё, уже может менять другой сеанс. Начните транзакцию до Заблокировать().",
        "A managed lock is kept until the end of the transaction; outside of one it is gone at once, and another session may "
        "change what is read after it. Begin the transaction before Lock().",
    ),
    message=Text(
        "Блокировка установлена до НачатьТранзакцию()", "The lock is set before BeginTransaction()"
    ),
    see=("https://its.1c.ru/db/v8std/content/460/hdoc",),
    examples=(
        Bad(
            "Процедура Пример(Блокировка)\n\tБлокировка = Новый БлокировкаДанных;\n\tБлок = Новый БлокировкаДанных;\n"
            '\tБлок.Добавить("Справочник.Товары");\n\t⟦Блок.Заблокировать()⟧;\n\tНачатьТранзакцию();\n\tПопытка\n'
            "\t\tОбъект.Записать();\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n\tКонецПопытки;\n"
            "КонецПроцедуры\n"
        ),
        Bad("Procedure P()\n\tL = New DataLock;\n\t⟦l.Lock()⟧;\n\tBeginTransaction();\n\tCommitTransaction();\nEndProcedure\n"),
        Good(
            "Процедура Пример()\n\tНачатьТранзакцию();\n\tБлок = Новый БлокировкаДанных;\n\tБлок.Заблокировать();\n"
            "\tЗафиксироватьТранзакцию();\nКонецПроцедуры\n\nПроцедура ПередЗаписью(Отказ)\n\tБлок = Новый БлокировкаДанных;\n"
            "\tБлок.Заблокировать();\nКонецПроцедуры\n"
        ),
        Good("Процедура А()\n\tБ.Заблокировать();\n\tНачатьТранзакцию();\n\tВ.Заблокировать(", hidden=True),
    ),
)
_LOCKS = frozenset({"блокировкаданных", "datalock"})
_BEGIN = Text("Транзакция начинается здесь", "The transaction begins here")


@RULE.members("Заблокировать", "Lock")
def check(call: Call, code: Code) -> Found:
    begins = calls_of(code, BEGIN)
    if not begins or begins[0].node.start < call.node.start or not is_made(call.receiver, _LOCKS, code):
        return
    yield RULE.at(call.node, reasons=[reason(begins[0].node, _BEGIN)])
