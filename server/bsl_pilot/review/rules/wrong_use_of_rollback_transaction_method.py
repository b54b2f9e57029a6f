"""A transaction is rolled back late, or where no exception is handled."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    insert,
)
from bsl_pilot.review.code.transactions import ROLLBACK, is_last_act, statement_before, try_around
from bsl_pilot.review.edits import indent_of, line_end, without_statement

RULE = Rule(
    key="WrongUseOfRollbackTransactionMethod",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=1,
    language=For.BSL,
    title=Text(
        "ОтменитьТранзакцию() не в начале Исключения", "RollbackTransaction() not at the beginning of Except"
    ),
    about=Text(
        "В обработчике исключения транзакцию надо отменить прежде всего остального: в сломанной транзакции любое обращение "
        "к базе даёт новую ошибку, и транзакция остаётся открытой.",
        "A handler of exceptions must roll the transaction back before anything else: in a broken transaction any access "
        "to the infobase is a new error, and the transaction stays open.",
    ),
    message=Text(
        "ОтменитьТранзакцию() должна быть первой в Исключении",
        "RollbackTransaction() must be the first statement of Except",
    ),
    fix=Text("Перенести в начало Исключения", "Move it to the beginning of Except"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/783/hdoc",),
    examples=(
        Bad(
            "Попытка\n\tА();\nИсключение\n\tЗаписать(); // сначала\n\t⟦ОтменитьТранзакцию()⟧;\nКонецПопытки;\n",
            fixed="Попытка\n\tА();\nИсключение\n\tОтменитьТранзакцию();\n\tЗаписать(); // сначала\nКонецПопытки;\n",
        ),
        Bad(
            "Try\r\n\tA();\r\nExcept\r\n\tIf B Then\r\n\t\t⟦RollbackTransaction()⟧;\r\n\tEndIf;\r\nEndTry;\r\n⟦RollbackTransaction()⟧;\r\n"
        ),
        Good(
            "Попытка\n\tЕсли А Тогда\n\t\tОтменитьТранзакцию();\n\t\tВозврат;\n\tКонецЕсли;\n\tЗафиксироватьТранзакцию();\n"
            "Исключение\n\tОтменитьТранзакцию();\nКонецПопытки;\n"
        ),
        Good(
            "Попытка\n\tА();\nИсключение\n\t// сначала отмена\n\tОтменитьТранзакцию();\n\tВызватьИсключение;\nКонецПопытки;\n"
        ),
    ),
)


@RULE.calls(*ROLLBACK)
def check(call: Call, code: Code) -> Found:
    statement = call.node.parent
    if statement is None or not call.is_statement:
        return
    is_first = try_around(statement, "handler") is not None and statement_before(statement) is None
    if not is_first and not is_last_act(statement):
        yield RULE.at(call.node, fix=partial(_fix, statement, code))


def _fix(statement: Node, code: Code) -> Edits | None:
    block = statement.parent
    if block is None or try_around(statement, "handler") is None:
        return None
    first = block.named_children[0]
    moved = f"{statement.text};{line_end(code)}{indent_of(first.start, code)}"
    return [*without_statement(statement, code), insert(first.start, moved)]
