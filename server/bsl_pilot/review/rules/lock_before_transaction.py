"""A managed lock is set before the transaction that it is for."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    ModuleType,
    Rank,
    Rule,
    Text,
    insert,
    reason,
)
from bsl_pilot.review.code.origin import is_made
from bsl_pilot.review.code.transactions import BEGIN, calls_of, statement_after
from bsl_pilot.review.edits import comment_behind, indent_of, is_plain, line_end, without_statement

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
    fix=Text("Заблокировать после начала транзакции", "Lock when the transaction has begun"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/460/hdoc",),
    examples=(
        Bad(
            "Процедура Пример(Блокировка)\n\tБлокировка = Новый БлокировкаДанных;\n\tБлок = Новый БлокировкаДанных;\n"
            '\tБлок.Добавить("Справочник.Товары");\n\t⟦Блок.Заблокировать()⟧;\n\tНачатьТранзакцию();\n\tПопытка\n'
            "\t\tОбъект.Записать();\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n\tКонецПопытки;\n"
            "КонецПроцедуры\n",
            fixed="Процедура Пример(Блокировка)\n\tБлокировка = Новый БлокировкаДанных;\n\tБлок = Новый БлокировкаДанных;\n"
            '\tБлок.Добавить("Справочник.Товары");\n\tНачатьТранзакцию();\n\tПопытка\n\t\tБлок.Заблокировать();\n'
            "\t\tОбъект.Записать();\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n\tКонецПопытки;\n"
            "КонецПроцедуры\n",
        ),
        Bad(
            "Procedure P()\r\n\tL = New DataLock;\r\n\t⟦l.Lock()⟧;\r\n\tBeginTransaction(); // b\r\n\tCommitTransaction();\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tL = New DataLock;\r\n\tBeginTransaction();\r\n\tl.Lock(); // b\r\n\tCommitTransaction();\r\nEndProcedure\r\n",
        ),
        Bad(
            "Процедура А()\n\tБ = Новый БлокировкаДанных;\n\t⟦Б.Заблокировать()⟧; // так\n\tНачатьТранзакцию();\nКонецПроцедуры\n"
            "Процедура Б()\n\tБ = Новый БлокировкаДанных;\n\t⟦Б.Заблокировать()⟧;\n\tВ = Ссылка.ПолучитьОбъект();\n\tНачатьТранзакцию();\nКонецПроцедуры\n",
            fixed="Процедура А()\n\tБ = Новый БлокировкаДанных;\n\tБ.Заблокировать(); // так\n\tНачатьТранзакцию();\nКонецПроцедуры\n"
            "Процедура Б()\n\tБ = Новый БлокировкаДанных;\n\tБ.Заблокировать();\n\tВ = Ссылка.ПолучитьОбъект();\n\tНачатьТранзакцию();\nКонецПроцедуры\n",
            hidden=True,
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
        fix = partial(_fix, call, begins[0], code)
        yield RULE.at(call.node, reasons=[reason(begins[0].node, _BEGIN)], fix=fix)


def _fix(call: Call, begin: Call, code: Code) -> Edits | None:
    """Moves the lock behind the beginning of the transaction, into the attempt that ends it; only if nothing stands between:
    what does might need the lock."""
    statement, beginning = call.node.parent, begin.node.parent
    if (
        statement is None
        or beginning is None
        or not call.is_statement
        or statement_after(statement) is not beginning
    ):
        return None
    if comment_behind(statement.end, code) is not None or not is_plain(statement.start, begin.node.end, code):
        return None
    after = statement_after(beginning)
    body = after.child("body") if after is not None and after.kind == "try_statement" else None
    first = body.named_children[0] if body is not None and body.named_children else None
    gap = line_end(code)
    moved = (
        insert(first.start, f"{statement.text};{gap}{indent_of(first.start, code)}")
        if first is not None
        else insert(
            code.statement_end(beginning), f"{gap}{indent_of(beginning.start, code)}{statement.text};"
        )
    )
    return [*without_statement(statement, code), moved]
