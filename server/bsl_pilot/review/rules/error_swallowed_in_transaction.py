"""An error of the database is passed over inside of a transaction, which can't be committed any more."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, reason
from bsl_pilot.review.code.transaction_span import is_in, transactions
from bsl_pilot.review.code.transactions import BEGIN, ROLLBACK
from bsl_pilot.text.words import fold

RULE = Rule(
    key="ErrorSwallowedInTransaction",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=20,
    title=Text(
        "Ошибка записи проглочена внутри транзакции", "An error of writing passed over in a transaction"
    ),
    about=Text(
        "После ошибки базы данных транзакцию можно только отменить: следующее обращение к базе кончится сообщением «В данной "
        "транзакции уже происходили ошибки». Обработчик внутри транзакции должен вызвать исключение дальше или отменить её.",
        "After an error of the database a transaction can only be rolled back: the next access ends with `Errors have "
        "already occurred in this transaction`. A handler inside of a transaction must raise again or roll back.",
    ),
    message=Text(
        "Ошибка записи не вызвана дальше, а транзакция продолжается",
        "The error of writing is not raised again, and the transaction goes on",
    ),
    see=("https://its.1c.ru/db/v8std/content/783/hdoc",),
    examples=(
        Bad(
            "Процедура Пример(Строки)\n\tНачатьТранзакцию();\n\tДля Каждого Строка Из Строки Цикл\n\t\tПопытка\n"
            "\t\t\tСтрока.Объект.Записать();\n\t\t⟦Исключение⟧\n\t\t\tСообщитьОбОшибке();\n\t\tКонецПопытки;\n\tКонецЦикла;\n"
            "\tЗафиксироватьТранзакцию();\nКонецПроцедуры\n"
        ),
        Bad(
            "Procedure P()\n\tBeginTransaction();\n\tTry\n\t\tA.Delete();\n\t\tTry\n\t\t\tB.Write();\n\t\t⟦Except⟧\n\t\t\tC = False;\n"
            "\t\tEndTry;\n\t\tCommitTransaction();\n\tExcept\n\t\tRollbackTransaction();\n\t\tRaise;\n\tEndTry;\nEndProcedure\n"
        ),
        Good(
            "Процедура Пример()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tА.Записать();\n\t\tПопытка\n\t\t\tБ.Записать();\n"
            "\t\tИсключение\n\t\t\tВызватьИсключение Текст();\n\t\tКонецПопытки;\n\t\tПопытка\n\t\t\tВ = Число(Г);\n\t\tИсключение\n"
            "\t\t\tВ = 0;\n\t\tКонецПопытки;\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n"
            "\tКонецПопытки;\nКонецПроцедуры\n"
        ),
        Good("Процедура А()\n\tНачатьТранзакцию();\n\tПопытка\n\tА.Записать();\n\tИсключение", hidden=True),
    ),
)
_WRITES = frozenset({"записать", "write", "заблокировать", "lock"})
_LEAVING = ("raise_statement", "return_statement", "break_statement")
_CALLS = frozenset(map(fold, (*BEGIN, *ROLLBACK)))
_WRITE = Text("Здесь может быть ошибка базы данных", "Here an error of the database may occur")


@RULE.nodes("try_statement")
def check(node: Node, code: Code) -> Found:
    word, body = node.token("except"), node.child("body")
    if (
        word is None
        or body is None
        or not is_in(node, transactions(code))
        or not is_in(word, transactions(code))
    ):
        return
    calls = list(node.below("call"))
    if any(one.word_of("name") in _CALLS for one in calls) or _leaves(node.child("handler")):
        return
    write = next((one for one in body.below("method_call") if one.word_of("name") in _WRITES), None)
    if write is not None and not _is_file(write):
        yield RULE.at(word, reasons=[reason(write, _WRITE)])


def _leaves(handler: Node | None) -> bool:
    return handler is not None and any(True for _ in handler.below(*_LEAVING))


def _is_file(write: Node) -> bool:
    """Whether it writes a document or archive to a file: with a path or stream, where an object takes none or a mode."""
    arguments = write.child("arguments")
    given = arguments.named_children if arguments is not None else []
    return len(given) > 1 or any(one.kind == "string" for one in given)
