"""Conditions and loops too deep inside of each other."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import LOOPS, Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, reason


@dataclass(frozen=True, slots=True)
class Parameters:
    max_allowed_level: int = 4


RULE = Rule(
    key="NestedStatements",
    kind=Kind.CODE_SMELL,
    rank=Rank.CRITICAL,
    minutes=30,
    title=Text("Слишком глубокая вложенность", "Nested too deep"),
    about=Text(
        "Чтобы понять строку внутри пяти условий и циклов, надо помнить их все. Вынесите внутреннюю часть в метод или "
        "закончите особые случаи раньше.",
        "To understand a line inside of five conditions and loops one must remember them all. Make a method of the "
        "inner part, or leave special cases early.",
    ),
    message=Text("Уровень вложенности {level}, больше {limit}", "Nested {level} deep, more than {limit}"),
    parameters=Parameters,
    parameter_docs=(("maxAllowedLevel", Text("наибольшая вложенность", "the greatest depth")),),
    examples=(
        Bad(
            "Если А Тогда\n\tДля Каждого Б Из В Цикл\n\t\t⟦Если⟧ Г Тогда\n\t\t\tД();\n\t\tКонецЕсли;\n\tКонецЦикла;\nКонецЕсли;\n",
            parameters={"maxAllowedLevel": 2},
        ),
        Bad(
            "If A Then While B Do For C = 1 To 2 Do Try If D Then E(); Else ⟦For⟧ Each F In G Do H(); EndDo; EndIf;\n"
            "Except ⟦IF⟧ I Then J(); EndIf; EndTry; EndDo; EndDo; EndIf;",
            hidden=True,
        ),
        Good(
            "Если А Тогда\n\tПопытка\n\t\tБ();\n\tИсключение\n\t\tВ();\n\tКонецПопытки;\nИначеЕсли Г Тогда\n\tД();\nКонецЕсли;\n"
        ),
        Good("Если А Тогда Если Б Тогда Пока", hidden=True),
    ),
)
_CONTROL = ("if_statement", "try_statement", *sorted(LOOPS))
_AROUND = Text("+1: внутри этого", "+1: inside of this")


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    if code.count(_CONTROL) <= parameters.max_allowed_level:
        return
    nodes = code.of(*_CONTROL)
    outer = {one: one.inside(*_CONTROL) for one in nodes}
    for node in outer.keys() - outer.values():
        around = _chain(node, outer)
        if len(around) > parameters.max_allowed_level:
            reasons = [reason(one.children[0], _AROUND) for one in around[1:]]
            yield RULE.at(
                node.children[0], level=len(around), limit=parameters.max_allowed_level, reasons=reasons
            )


def _chain(node: Node | None, outer: dict[Node, Node | None]) -> list[Node]:
    found = []
    while node is not None:
        found.append(node)
        node = outer[node]
    return found
