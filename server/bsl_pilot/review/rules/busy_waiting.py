"""A loop does nothing but wait until some time has passed."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="BusyWaiting",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=20,
    title=Text("Ожидание пустым циклом", "Waiting by an empty loop"),
    about=Text(
        "Пустой цикл до нужного времени занимает процессор целиком и ничего не делает. На клиенте есть "
        "ПодключитьОбработчикОжидания(), для фоновых заданий — ОжидатьЗавершенияВыполнения() с таймаутом.",
        "An empty loop until some time takes up a whole processor and does nothing. At the client there is "
        "AttachIdleHandler(), for background jobs WaitForExecutionCompletion() with a timeout.",
    ),
    message=Text("Цикл занимает процессор, пока ждёт", "The loop takes up the processor while it waits"),
    see=("https://its.1c.ru/db/v8std/content/642/hdoc",),
    examples=(
        Bad("Пока ⟦ТекущаяДата() < Начало + 10⟧ Цикл\nКонецЦикла;\n"),
        Bad(
            "While ⟦CurrentUniversalDateInMilliseconds() - A < 500⟧ Do\n\t// wait\n\tB = CurrentUniversalDate();\nEndDo;\n"
            "While ⟦A < CurrentSessionDate()⟧ Do\n\tA = A;\nEndDo;\n"
        ),
        Good(
            "Пока ТекущаяДата() < Конец Цикл\n\tОбработать();\nКонецЦикла;\nПока А < Б Цикл\nКонецЦикла;\n"
            "Пока ТекущаяДата() < Конец Цикл\n\tЕсли А.Готово Тогда\n\t\tПрервать;\n\tКонецЕсли;\nКонецЦикла;\n"
        ),
        Good("Пока ТекущаяДата() <", hidden=True),
    ),
)
_CLOCKS = frozenset(
    {
        *("текущаядата", "currentdate", "текущаядатасеанса", "currentsessiondate"),
        *("текущаяуниверсальнаядата", "currentuniversaldate"),
        *("текущаяуниверсальнаядатавмиллисекундах", "currentuniversaldateinmilliseconds"),
    }
)


@RULE.nodes("while_statement")
def check(loop: Node, code: Code) -> Found:
    condition, body = loop.child("condition"), loop.child("body")
    if condition is None or condition.kind == "missing_operand" or _CLOCKS.isdisjoint(code.called):
        return
    if (
        loop.token("missing_enddo") is None
        and any(map(_is_clock, condition.below("call")))
        and _does_nothing(body)
    ):
        yield RULE.at(condition)


def _is_clock(call: Node) -> bool:
    return call.word_of("name") in _CLOCKS


def _does_nothing(body: Node | None) -> bool:
    """Whether there is nothing but assignments of the time or of variables."""
    statements = body.named_children if body is not None else []
    if any(one.kind != "assignment" for one in statements):
        return False
    calls = [
        one for statement in statements for one in statement.below("call", "method_call", "index_access")
    ]
    return all(one.kind == "call" and _is_clock(one) for one in calls)
