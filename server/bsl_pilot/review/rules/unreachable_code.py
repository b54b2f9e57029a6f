"""Statements that no way leads to."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Range, Rank, Rule, Text
from bsl_pilot.review.code.node import STATEMENTS
from bsl_pilot.review.code.transactions import statement_after
from bsl_pilot.review.edits import without_range

RULE = Rule(
    key="UnreachableCode",
    kind=Kind.ERROR,
    rank=Rank.MINOR,
    minutes=10,
    title=Text("Недостижимый код", "Unreachable code"),
    about=Text(
        "Этот код не выполняется никогда: перед ним метод всегда возвращается, прерывается или вызывает исключение.",
        "This code never runs: before it the method always returns, leaves the loop or raises.",
    ),
    message=Text("Этот код не выполнится никогда", "This code never runs"),
    fix=Text("Убрать недостижимый код", "Remove the code that never runs"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Функция Ф()\n\tВозврат 1;\n\t⟦А = 2;\n\tБ = 3;⟧\nКонецФункции\n",
            fixed="Функция Ф()\n\tВозврат 1;\nКонецФункции\n",
        ),
        Bad("Возврат;\n⟦А = 1; // зачем?\nБ = 2;⟧\n", hidden=True),
        Bad("Для А = 1 По 2 Цикл\n\tПрервать;\n\t⟦Б();⟧\nКонецЦикла;\n"),
        Bad(
            'Function F(A)\n\tIf A Then\n\t\tReturn 1;\n\tElse\n\t\tRaise "x";\n\tEndIf;\n\t⟦B();⟧\nEndFunction\n',
            hidden=True,
        ),
        Good("Функция Ф(А)\n\tЕсли А Тогда\n\t\tВозврат 1;\n\tКонецЕсли;\n\tВозврат 2;\nКонецФункции\n"),
        Good(
            "Функция Ф()\n#Если Сервер Тогда\n\tВозврат 1;\n#КонецЕсли\n\tБ();\nКонецФункции\n",
            hidden=True,
        ),
        Good("~Снова:\nПерейти ~Дальше;\n~Дальше:\nБ();\n", hidden=True),
    ),
)


@RULE.pieces
def check(code: Code) -> Found:
    if not any(_leaves_more(one) for one in code.of(*_LEAVING)):
        return
    for run in code.flow.unreachable:
        place = Range(run.first.start, code.statement_end(run.last))
        yield RULE.at(place, fix=partial(_fix, place, code))


def _leaves_more(leaving: Node) -> bool:
    """Whether something stands behind a statement that leaves, or behind what may leave with it: only then the graph is
    worth its price."""
    node: Node | None = leaving
    while node is not None:
        if node.kind in STATEMENTS and statement_after(node) is not None:
            return True
        if node.kind in _GOES_ON or (node.kind == "if_statement" and node.token("else_clause") is None):
            return False
        node = node.parent
    return False


_GOES_ON = frozenset({"for_statement", "for_each_statement"})


def _fix(place: Range, code: Code) -> Edits | None:
    """Not where comments, preprocessor lines or labels stand in it: somebody may miss them."""
    if any(mark in code.data[place.start : place.end] for mark in (b"//", b"#", b"~")):
        return None
    return without_range(place.start, place.end, code)


_LEAVING = (
    "return_statement",
    "raise_statement",
    "break_statement",
    "continue_statement",
    "goto_statement",
    "while_statement",
)
