"""A transaction is committed where the handler can't roll it back, or work goes on after that."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.review.code.transactions import (
    COMMIT,
    is_last_act,
    statement_after,
    statement_before,
    try_around,
)
from bsl_pilot.review.edits import indent_of, line_end, without_statement

RULE = Rule(
    key="CommitTransactionOutsideTryCatch",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("ЗафиксироватьТранзакцию() не в конце Попытки", "CommitTransaction() not at the end of Try"),
    about=Text(
        "ЗафиксироватьТранзакцию() должна быть последним оператором попытки. Вне попытки ошибка фиксации останется без "
        "отмены, а если после фиксации случится исключение, обработчик отменит уже чужую транзакцию.",
        "CommitTransaction() must be the last statement of Try. Outside of it an error of the commit is not rolled back; "
        "and if an exception comes up after it, the handler rolls back somebody else's transaction.",
    ),
    message=Text(
        "ЗафиксироватьТранзакцию() должна быть последней в Попытке",
        "CommitTransaction() must be the last statement of Try",
    ),
    fix=Text("Перенести в конец Попытки", "Move it to the end of Try"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/783/hdoc",),
    examples=(
        Bad(
            "НачатьТранзакцию();\nПопытка\n\tА();\n\t⟦ЗафиксироватьТранзакцию()⟧;\n\tБ();\nИсключение\n\tОтменитьТранзакцию();\n"
            "КонецПопытки;\n",
            fixed="НачатьТранзакцию();\nПопытка\n\tА();\n\tБ();\n\tЗафиксироватьТранзакцию();\nИсключение\n\tОтменитьТранзакцию();\n"
            "КонецПопытки;\n",
        ),
        Bad(
            "BeginTransaction();\nTry\n\tA()\nExcept\n\tRollbackTransaction();\n\tRaise;\nEndTry;\n⟦CommitTransaction()⟧;\n",
            fixed="BeginTransaction();\nTry\n\tA();\n\tCommitTransaction();\nExcept\n\tRollbackTransaction();\n\tRaise;\nEndTry;\n",
        ),
        Bad(
            "А();\n⟦ЗафиксироватьТранзакцию()⟧;\nПопытка\n\tЕсли А Тогда\n\t\t⟦ЗафиксироватьТранзакцию()⟧;\n\tКонецЕсли;\n\tБ();\nИсключение\nКонецПопытки;\n"
        ),
        Good(
            "Попытка\n\tЕсли А Тогда\n\t\tЗафиксироватьТранзакцию();\n\t\tВозврат;\n\tКонецЕсли;\n\tБ();\nИсключение\nКонецПопытки;\n"
        ),
        Good(
            "Попытка\n\tА();\n\tЗафиксироватьТранзакцию(); // всё\nИсключение\n\tОтменитьТранзакцию();\nКонецПопытки;\n"
        ),
    ),
)
_LEAVING = frozenset({"return_statement", "raise_statement"})


@RULE.calls(*COMMIT)
def check(call: Call, code: Code) -> Found:
    statement = call.node.parent
    if statement is None or not call.is_statement:
        return
    direct = try_around(statement, "body") is not None
    if statement_after(statement) is not None if direct else not is_last_act(statement):
        yield RULE.at(call.node, fix=partial(_fix, statement, code))


def _fix(statement: Node, code: Code) -> Edits | None:
    block = statement.parent if try_around(statement, "body") is not None else _body_before(statement)
    last = block.named_children[-1] if block is not None and block.named_children else None
    if block is None or last is None or not _may_precede(block, statement):
        return None
    end = code.statement_end(last)
    mark = "" if end > last.end else ";"
    moved = f"{mark}{line_end(code)}{indent_of(last.start, code)}{statement.text};"
    return [*without_statement(statement, code), insert(end, moved)]


def _body_before(statement: Node) -> Node | None:
    """The body of the `Попытка` right before, if its handler never goes on."""
    before = statement_before(statement)
    handler = before.child("handler") if before is not None and before.kind == "try_statement" else None
    if before is None or handler is None or not handler.named_children:
        return None
    return before.child("body") if handler.named_children[-1].kind in _LEAVING else None


def _may_precede(block: Node, statement: Node) -> bool:
    """Whether nothing in the block that would stand before the commit leaves it or is about transactions."""
    behind = [
        one for one in block.named_children if one.start > statement.start or statement.parent is not block
    ]
    if any(any(one.below("return_statement", "goto_statement", "assignment")) for one in behind):
        return False  # what is assigned would be so, too, where the commit fails
    return not any(
        "транзакц" in one.word or "transaction" in one.word for two in behind for one in two.below("call")
    )
