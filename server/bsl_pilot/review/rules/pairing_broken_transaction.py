"""A transaction begins in one method and ends in another, or never."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Block,
    Call,
    Code,
    Edits,
    Finding,
    Flow,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    insert,
)
from bsl_pilot.review.code.transactions import BEGIN, COMMIT, ROLLBACK, calls_of, statement_after
from bsl_pilot.review.edits import indent_of, line_end, line_stop, put_first
from bsl_pilot.text.words import fold, is_latin

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
    fix=Text("Добавить недостающий вызов", "Add the call that is missing"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/783/hdoc",),
    examples=(
        Bad(
            "Процедура А()\n\t⟦НачатьТранзакцию()⟧;\n\tПопытка\n\t\tБ();\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n\tКонецПопытки;\n"
            "КонецПроцедуры\n",
            fixed="Процедура А()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tБ();\n\t\tЗафиксироватьТранзакцию();\n\tИсключение\n"
            "\t\tОтменитьТранзакцию();\n\tКонецПопытки;\nКонецПроцедуры\n",
        ),
        Bad(
            "Procedure P()\r\n\t⟦BeginTransaction()⟧; // a\r\n\tTry\r\n\t\tA(); // b\r\n\tExcept // c\r\n\t\tRollbackTransaction();\r\n"
            "\t\tRaise;\r\n\tEndTry;\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tBeginTransaction(); // a\r\n\tTry\r\n\t\tA(); // b\r\n\t\tCommitTransaction();\r\n\tExcept // c\r\n"
            "\t\tRollbackTransaction();\r\n\t\tRaise;\r\n\tEndTry;\r\nEndProcedure\r\n",
            hidden=True,
        ),
        Bad(
            "Процедура А()\n\t⟦НачатьТранзакцию()⟧;\n\tПопытка\n\t\tЗафиксироватьТранзакцию();\n\tИсключение // ой\n\t\tВызватьИсключение;\n"
            "\tКонецПопытки;\nКонецПроцедуры\n",
            fixed="Процедура А()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tЗафиксироватьТранзакцию();\n\tИсключение // ой\n"
            "\t\tОтменитьТранзакцию();\n\t\tВызватьИсключение;\n\tКонецПопытки;\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad(
            "Процедура А()\n\t⟦НачатьТранзакцию()⟧;\n\tПопытка\n\t\tВозврат;\n\tИсключение\n\t\tОтменитьТранзакцию();\n\tКонецПопытки;\n"
            "КонецПроцедуры\n",
            fixed="Процедура А()\n\tНачатьТранзакцию();\n\tПопытка\n\t\tВозврат;\n\tИсключение\n\t\tОтменитьТранзакцию();\n"
            "\tКонецПопытки;\nКонецПроцедуры\n",
            hidden=True,
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
        yield from _of_begin(call, call in open_of_commit, call in open_of_rollback, code)
    for call in (*extra_commits, *extra_rollbacks):
        yield RULE.at(call.node, message=_UNOPENED, name=call.name.text)


def _of_begin(call: Call, no_commit: bool, no_rollback: bool, code: Code) -> Iterator[Finding]:
    if no_commit and no_rollback:
        yield RULE.at(call.node, name=call.name.text)
    elif no_commit:
        fix = partial(_with_commit, call, code)
        yield RULE.at(call.node, message=_NO_COMMIT, name=call.name.text, fix=fix)
    elif no_rollback:
        fix = partial(_with_rollback, call, code)
        yield RULE.at(call.node, message=_NO_ROLLBACK, name=call.name.text, fix=fix)


def _try_behind(call: Call) -> Node | None:
    """The `Попытка` right behind the statement that begins the transaction."""
    statement = call.node.parent
    after = statement_after(statement) if statement is not None and call.is_statement else None
    return after if after is not None and after.kind == "try_statement" else None


def _with_commit(call: Call, code: Code) -> Edits | None:
    """Behind the last statement of the body, if nothing leaves that before."""
    attempt = _try_behind(call)
    body = attempt.child("body") if attempt is not None else None
    last = body.named_children[-1] if body is not None and body.named_children else None
    if body is None or last is None or any(body.below(*_LEAVING)):
        return None
    if _ends_within(body, COMMIT) or _ends_within(body, ROLLBACK):
        return None
    end = code.statement_end(last)
    mark = "" if end > last.end else ";"
    name = COMMIT[is_latin(call.word)]
    if code.data[end:].partition(b"\n")[0].strip():  # a comment behind it stays there
        end = line_stop(end, code)
    return [insert(end, f"{mark}{line_end(code)}{indent_of(last.start, code)}{name}();")]


_LEAVING = ("return_statement", "break_statement", "continue_statement", "goto_statement")


def _with_rollback(call: Call, code: Code) -> Edits | None:
    """As the first statement of the handler, if the body commits."""
    attempt = _try_behind(call)
    body = attempt.child("body") if attempt is not None else None
    word = attempt.token("except") if attempt is not None else None
    if attempt is None or body is None or word is None or not _ends_within(body, COMMIT):
        return None
    name = ROLLBACK[is_latin(call.word)]
    return put_first(word, f"{name}();", code)


def _ends_within(block: Node, names: tuple[str, str]) -> bool:
    return any(one.word_of("name") in {fold(name) for name in names} for one in block.below("call"))


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
