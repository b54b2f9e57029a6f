"""A managed lock is set before the transaction that it is for."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, ModuleType, Rank, Rule, Text, reason
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
    message=Text("Блокировка установлена до НачатьТранзакцию()", "The lock is set before BeginTransaction()"),
    see=("https://its.1c.ru/db/v8std/content/460/hdoc",),
    examples=(
        Bad(
            "Процедура Пример(Блокировка)\n\tБлокировка = Новый БлокировкаДанных;\n\tБлок = Новый БлокировкаДанных;\n"
            '\tБлок.Добавить("Справочник.Товары");\n\t⟦Блок.Заблокировать()⟧;\n\tНачатьТранзакцию();\n\tПопытка\n'
            "\t\tОбъект.Записать();\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n\tКонецПопытки;\n"
            "КонецПроцедуры\n"
        ),
        Bad(
            "Procedure P()\n\tL = New DataLock;\n\t⟦l.Lock()⟧;\n\tBeginTransaction();\n\tCommitTransaction();\nEndProcedure\n"
        ),
        Good(
            "Процедура Пример()\n\tНачатьТранзакцию();\n\tБлок = Новый БлокировкаДанных;\n\tБлок.Заблокировать();\n"
            "\tЗафиксироватьТранзакцию();\nКонецПроцедуры\n\nПроцедура ПередЗаписью(Отказ)\n\tБлок = Новый БлокировкаДанных;\n"
            "\tБлок.Заблокировать();\nКонецПроцедуры\n"
        ),
        Good(
            "Процедура А()\n\tБ = Новый БлокировкаДанных;\n\tЕсли ТранзакцияАктивна() Тогда\n\t\tБ.Заблокировать();\n\tКонецЕсли;\n"
            "\tНачатьТранзакцию();\n\tЗафиксироватьТранзакцию();\nКонецПроцедуры\n\nПроцедура Б(Отказ)\n\tВ = Новый БлокировкаДанных;\n"
            "\tВ.Заблокировать();\n\tНачатьТранзакцию();\nКонецПроцедуры\n",
            hidden=True,
        ),
        Good("Процедура А()\n\tБ.Заблокировать();\n\tНачатьТранзакцию();\n\tВ.Заблокировать(", hidden=True),
    ),
)
_LOCKS = frozenset({"блокировкаданных", "datalock"})
_TESTS = frozenset({"транзакцияактивна", "transactionactive"})
_WRITTEN = (ModuleType.OBJECT, ModuleType.RECORD_SET, ModuleType.VALUE_MANAGER)
_OF_HANDLERS = frozenset({"отказ", "cancel", "источник", "source"})
_BEGIN = Text("Транзакция начинается здесь", "The transaction begins here")


def _may_run_in_transaction(code: Code) -> bool:
    """Whether the method looks after a transaction that others began, or is one of those that the platform calls when it
    writes, in a transaction of its own."""
    if code.method is None or code.scene.type in _WRITTEN or not _TESTS.isdisjoint(code.called):
        return True
    return any(one.word in _OF_HANDLERS for one in code.method.parameters)


@RULE.members("Заблокировать", "Lock")
def check(call: Call, code: Code) -> Found:
    begins = calls_of(code, BEGIN)
    if not begins or begins[0].node.start < call.node.start or not is_made(call.receiver, _LOCKS, code):
        return
    if not _may_run_in_transaction(code):
        yield RULE.at(call.node, reasons=[reason(begins[0].node, _BEGIN)])
