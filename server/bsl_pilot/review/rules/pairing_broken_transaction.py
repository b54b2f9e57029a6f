"""A transaction begins in one method and ends in another, or never."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.review.api import (
    Bad,
    Block,
    Call,
    Code,
    Finding,
    Flow,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.code.transactions import BEGIN, COMMIT, ROLLBACK, calls_of

RULE = Rule(
    key="PairingBrokenTransaction",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=15,
    title=Text("Непарные вызовы транзакции", "Calls of a transaction without pair"),
    about=Text(
        "Каждой НачатьТранзакцию() в том же методе нужны ЗафиксироватьТранзакцию() и ОтменитьТранзакцию(). Иначе на одном "
        "из путей транзакция остаётся открытой или закрывается чужая.",
        "Each BeginTransaction() needs CommitTransaction() and RollbackTransaction() in the same method. Otherwise the "
        "transaction stays open on some way, or somebody else's is closed.",
    ),
    message=Text(
        "В методе нет парных вызовов для «{name}»", "The method lacks the calls that go with `{name}`"
    ),
    see=("https://its.1c.ru/db/v8std/content/783/hdoc",),
    examples=(
        Bad(
            "Процедура А()\n\t⟦НачатьТранзакцию()⟧;\n\tПопытка\n\t\tБ();\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\tКонецПопытки;\n"
            "КонецПроцедуры\n"
        ),
        Bad(
            "Procedure P()\n\tTry\n\t\t⟦CommitTransaction()⟧;\n\tExcept\n\t\t⟦RollbackTransaction()⟧;\n\tEndTry;\nEndProcedure\n"
        ),
        Bad("Процедура А()\n\t⟦НачатьТранзакцию()⟧;\nКонецПроцедуры\n", hidden=True),
        Good(
            "Процедура А()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tЕсли Б Тогда\n\t\t\tЗафиксироватьТранзакцию();\n\t\t\tВозврат;\n"
            "\t\tКонецЕсли;\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n\tКонецПопытки;\nКонецПроцедуры\n"
        ),
        Good(
            "Процедура А()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tЕсли Б Тогда\n\t\t\tОтменитьТранзакцию();\n\t\t\tВозврат;\n"
            "\t\tКонецЕсли;\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\t\tОтменитьТранзакцию();\n\tКонецПопытки;\nКонецПроцедуры\n",
            hidden=True,
        ),
        Good(
            "Процедура А()\n\tПока Б() Цикл\n\t\tНачатьТранзакцию();\n\t\tПопытка\n\t\t\tЕсли В Тогда\n\t\t\t\tЗафиксироватьТранзакцию();\n"
            "\t\t\t\tПродолжить;\n\t\t\tКонецЕсли;\n\t\t\tЗафиксироватьТранзакцию();\n\t\tИсключение\n\t\t\tОтменитьТранзакцию();\n"
            "\t\tКонецПопытки;\n\tКонецЦикла;\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad(
            "Процедура А()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tЗафиксироватьТранзакцию();\n\t\t⟦ЗафиксироватьТранзакцию()⟧;\n"
            "\tИсключение\n\t\tОтменитьТранзакцию();\n\tКонецПопытки;\nКонецПроцедуры\n",
            hidden=True,
        ),
    ),
)
_UNOPENED = Text(
    "До «{name}» в методе нет НачатьТранзакцию()",
    "No BeginTransaction() stands before `{name}` in the method",
)
_NO_COMMIT = Text(
    "В методе нет парной ЗафиксироватьТранзакцию()", "The method lacks the CommitTransaction() for it"
)
_NO_ROLLBACK = Text(
    "В методе нет парной ОтменитьТранзакцию()", "The method lacks the RollbackTransaction() for it"
)


@RULE.pieces
def check(code: Code) -> Found:
    begins, commits, rollbacks = (calls_of(code, names) for names in (BEGIN, COMMIT, ROLLBACK))
    if not begins and not commits and not rollbacks:
        return
    ways = _Ways(code, begins)
    open_of_commit, extra_commits = _paired(begins, commits, ways)
    open_of_rollback, extra_rollbacks = _paired(begins, rollbacks, ways)
    for call in begins:
        yield from _of_begin(call, call in open_of_commit, call in open_of_rollback)
    for call in (*extra_commits, *extra_rollbacks):
        yield RULE.at(call.node, message=_UNOPENED, name=call.name.text)


def _of_begin(call: Call, no_commit: bool, no_rollback: bool) -> Iterator[Finding]:
    if no_commit or no_rollback:
        message = None if no_commit and no_rollback else _NO_COMMIT if no_commit else _NO_ROLLBACK
        yield RULE.at(call.node, message=message, name=call.name.text)


def _paired(begins: list[Call], ends: list[Call], ways: _Ways) -> tuple[list[Call], list[Call]]:
    """Beginnings without an end, ends without a beginning; of calls on different ways one counts for the others."""
    opened: list[Call] = []
    extra: list[Call] = []
    begun: list[Call] = []
    ended: list[Call] = []
    for call in sorted((*begins, *ends), key=lambda one: one.node.start):
        if call in begins:
            opened.append(call)
        elif opened:
            begun.append(opened.pop())
            ended.append(call)
        elif not any(ways.are_apart(other, call) for other in ended):
            extra.append(call)
    return [one for one in opened if not any(ways.are_apart(one, other) for other in begun)], extra


def _handles(block: Block, node: Node) -> bool:
    """Whether a block belongs to the handler of a `Попытка` in whose body a node stands."""
    first = block.items[0].start if block.items else -1
    for around in node.ancestors():
        handler = around.child("handler") if around.kind == "try_statement" else None
        if handler is not None and node.start < handler.start <= first < handler.end:
            return True
    return False


class _Ways:
    """Which calls can't both belong to one transaction."""

    def __init__(self, code: Code, begins: list[Call]) -> None:
        self._flow: Flow = code.flow
        self._blocks = {item.start: block for block in self._flow.blocks for item in block.items}
        self._begins = {one.node.start for one in begins}

    def are_apart(self, one: Call, other: Call) -> bool:
        """Whether no way leads from one to the other, nor back, without a new transaction between them."""
        return not self._leads(one, other) and not self._leads(other, one)

    def _leads(self, one: Call, other: Call) -> bool:
        start, end = self._blocks.get(one.node.start), self._blocks.get(other.node.start)
        if start is None or end is None or not self._flow.certain:
            return True
        if start is end:
            return one.node.start < other.node.start
        seen = {start.number}
        stack = [start]
        while stack:
            for block in stack.pop().next:
                if block.number in seen or _handles(block, one.node):
                    continue  # the error that leads to a handler comes from something else
                seen.add(block.number)
                if block is end:
                    return not self._begins_in(block, other.node.start)
                if not self._begins_in(block):
                    stack.append(block)
        return False

    def _begins_in(self, block: Block, before: int | None = None) -> bool:
        return any(
            item.start in self._begins and (before is None or item.start < before) for item in block.items
        )
