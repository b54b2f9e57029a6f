"""Between the beginning of a transaction and Try something may go wrong."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.review.code.transactions import BEGIN, statement_after, try_around
from bsl_pilot.review.edits import indent_of, line_end, without_statement

RULE = Rule(
    key="BeginTransactionBeforeTryCatch",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("НачатьТранзакцию() не перед Попыткой", "BeginTransaction() not right before Try"),
    about=Text(
        "Если между НачатьТранзакцию() и Попытка случится исключение, транзакция останется открытой. Если начать "
        "транзакцию внутри попытки, обработчик отменит то, что не началось. Между ними не должно быть ничего.",
        "If an exception comes up between BeginTransaction() and Try, the transaction stays open. If the transaction "
        "begins inside of Try, the handler rolls back what has not begun. Nothing should stand between the two.",
    ),
    message=Text(
        "Сразу за НачатьТранзакцию() должна идти Попытка", "Try must follow BeginTransaction() at once"
    ),
    fix=Text("Поставить перед Попыткой", "Put it right before Try"),
    see=("https://its.1c.ru/db/v8std/content/783/hdoc",),
    examples=(
        Bad(
            "Попытка\n\t⟦НачатьТранзакцию()⟧;\n\tА();\n\tЗафиксироватьТранзакцию();\nИсключение\n\tОтменитьТранзакцию();\n"
            "КонецПопытки;\n",
            fixed="НачатьТранзакцию();\nПопытка\n\tА();\n\tЗафиксироватьТранзакцию();\nИсключение\n\tОтменитьТранзакцию();\n"
            "КонецПопытки;\n",
        ),
        Bad(
            "Procedure P()\r\n\t⟦BeginTransaction()⟧;\r\n\tLock = New DataLock; // so\r\n\tTry\r\n\t\tA();\r\n\tExcept\r\n"
            "\tEndTry;\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tLock = New DataLock; // so\r\n\tBeginTransaction();\r\n\tTry\r\n\t\tA();\r\n\tExcept\r\n"
            "\tEndTry;\r\nEndProcedure\r\n",
        ),
        Bad("⟦НачатьТранзакцию()⟧;\nА();\nПопытка\n\tБ();\nИсключение\nКонецПопытки;\n"),
        Bad("Если А Тогда ⟦НачатьТранзакцию()⟧ КонецЕсли;", hidden=True),
        Good(
            "НачатьТранзакцию();\n// запись\nПопытка\n\tА();\nИсключение\nКонецПопытки;\nЗамок.НачатьТранзакцию();\n"
        ),
    ),
)


@RULE.calls(*BEGIN)
def check(call: Call, code: Code) -> Found:
    statement = call.node.parent
    if statement is None or not call.is_statement:
        return
    after = statement_after(statement)
    if after is None or after.kind != "try_statement":
        yield RULE.at(call.node, fix=partial(_fix, statement, code))


def _fix(statement: Node, code: Code) -> Edits | None:
    target = try_around(statement, "body")
    if target is not None:
        block = statement.parent
        if block is None or block.named_children[0] is not statement:
            return None
    else:
        target = statement_after(statement)
        while target is not None and _is_harmless(target):
            target = statement_after(target)
    if target is None or target.kind != "try_statement":
        return None
    moved = f"{statement.text};{line_end(code)}{indent_of(target.start, code)}"
    return [*without_statement(statement, code), insert(target.start, moved)]


def _is_harmless(statement: Node) -> bool:
    """Whether it does the same before the transaction: a value is made or copied, nothing is called."""
    return statement.kind == "assignment" and not any(statement.below("call", "method_call"))
