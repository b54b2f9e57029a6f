"""The variable of a loop by number gets another value inside of the loop."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, reason

RULE = Rule(
    key="LoopVariableAssigned",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Присваивание переменной цикла", "Assignment to the variable of a loop"),
    about=Text(
        "Цикл «Для … По» сам ведёт счёт. Если менять его переменную внутри, обороты пропускаются или повторяются без конца, "
        "и по заголовку этого не видно. Используйте «Пока» или другую переменную.",
        "A `For … To` loop keeps the count itself. Where its variable is changed inside, turns are skipped or repeated "
        "without end, and the header does not tell. Use `While` or another variable.",
    ),
    message=Text(
        "Переменная цикла «{name}» меняется внутри него",
        "The loop's variable `{name}` is changed inside of it",
    ),
    examples=(
        Bad(
            "Для Номер = 1 По Длина Цикл\n\tЕсли А(Номер) Тогда\n\t\t⟦Номер⟧ = Номер + 1;\n\tКонецЕсли;\nКонецЦикла;\n"
        ),
        Bad("For I = 0 To 5 Do\n\tFor ⟦i⟧ = 1 To 2 Do\n\tEndDo;\nEndDo;\n"),
        Good(
            "Для Номер = 1 По Длина Цикл\n\tСледующий = Номер + 1;\nКонецЦикла;\nНомер = 5;\n"
            "Для Каждого Строка Из Строки Цикл\n\tСтрока = СокрЛП(Строка);\nКонецЦикла;\n"
            "Для Номер = 1 По 5 Цикл\n\tНомер = 5;\n\tПрервать;\nКонецЦикла;\n"
        ),
        Good("Для А = 1 По Цикл Б(А", hidden=True),
    ),
)
_LOOP = Text("Цикл по этой переменной", "The loop with this variable")


@RULE.nodes("for_statement")
def check(loop: Node, code: Code) -> Found:
    variable, body = loop.child("variable"), loop.child("body")
    known = code.variables.get(variable.word) if variable is not None else None
    if variable is None or body is None or known is None:
        return
    for one in known.writes:
        if body.start <= one.start < body.end and not _leaves_after(one):
            yield RULE.at(one, name=variable.text, reasons=[reason(variable, _LOOP)])


def _leaves_after(target: Node) -> bool:
    """Whether the loop ends right behind the assignment."""
    after = target.parent.next if target.parent is not None else None
    while after is not None and after.kind == ";":
        after = after.next
    return after is not None and after.kind in ("break_statement", "return_statement")
