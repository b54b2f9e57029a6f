"""The variable of a loop is not used in it."""

from __future__ import annotations

from bsl_pilot.review.api import LOOPS, Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="UseLessForEach",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=2,
    title=Text("Бесполезный перебор коллекции", "Useless loop over a collection"),
    about=Text(
        "Цикл перебирает элементы, но ни на один не смотрит: обычно внутри по ошибке стоит другое имя.",
        "The loop goes over the items but looks at none of them: mostly another name was written inside by mistake.",
    ),
    message=Text("В цикле не используется «{name}»", "The loop does not use `{name}`"),
    examples=(
        Bad("Для Каждого ⟦Строка⟧ Из Таблица Цикл\n\tСумма = Сумма + Товар.Сумма;\nКонецЦикла;\n"),
        Bad("For Each ⟦A⟧ In B Do\n\tC.A = 1;\n\tC.A();\nEndDo;\n"),
        Bad(
            "Для Каждого ⟦А⟧ Из Б Цикл Для Каждого В Из Г Цикл Д(В); КонецЦикла; КонецЦикла; Е(А);",
            hidden=True,
        ),
        Good("Для Каждого Строка Из Таблица Цикл\n\tСумма = Сумма + строка.Сумма;\nКонецЦикла;\n"),
        Good("Для Каждого А Из Б Цикл\n\tПрервать;\nКонецЦикла;\nВ(А);\n", hidden=True),
        Good(
            'Для Каждого А Из Б Цикл\n\tВыполнить("А = 1");\nКонецЦикла;\nДля Каждого Б Из В Цикл',
            hidden=True,
        ),
    ),
)
_NAMES_ONLY = frozenset({"name", "type", "label"})
_CODE_IN_TEXT = frozenset({"вычислить", "eval"})


@RULE.nodes("for_each_statement")
def check(node: Node, code: Code) -> Found:
    variable, body = node.child("variable"), node.child("body")
    if variable is None or node.token("enddo") is None:
        return
    uses = code.words.get(variable.word, ())
    if any(
        one.field not in _NAMES_ONLY and body.start <= one.start < body.end
        for one in uses
        if body is not None
    ):
        return
    if any(one.start >= node.end and one.field not in _NAMES_ONLY for one in uses) and _is_left(node):
        return  # it looks for an item, or takes the first one, for the code behind it
    if code.of("execute_statement") or code.called.keys() & _CODE_IN_TEXT:
        return
    yield RULE.at(variable, name=variable.text)


def _is_left(loop: Node) -> bool:
    """Whether `Прервать` ends the loop."""
    return any(one.inside(*LOOPS) is loop for one in loop.below("break_statement"))
