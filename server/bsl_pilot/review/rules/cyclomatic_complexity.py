"""More ways through a method than anybody can test."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, reason


@dataclass(frozen=True, slots=True)
class Parameters:
    complexity_threshold: int = 20
    check_module_body: bool = True


RULE = Rule(
    key="CyclomaticComplexity",
    kind=Kind.CODE_SMELL,
    rank=Rank.CRITICAL,
    minutes=25,
    title=Text("Цикломатическая сложность", "Cyclomatic complexity"),
    about=Text(
        "Каждое ветвление, цикл, обработчик исключения и логическая операция добавляют путь через метод, и каждый "
        "путь надо проверить. Разделите метод на несколько.",
        "Every branch, loop, handler and logical operation adds a way through the method, and each wants a test. "
        "Split the method.",
    ),
    message=Text(
        "Цикломатическая сложность метода «{name}» — {complexity}, больше {limit}",
        "Cyclomatic complexity of `{name}` is {complexity}, more than {limit}",
    ),
    parameters=Parameters,
    parameter_docs=(
        ("complexityThreshold", Text("наибольшая сложность", "the greatest complexity")),
        ("checkModuleBody", Text("проверять и тело модуля", "check the module's body, too")),
    ),
    examples=(
        Bad(
            "Процедура ⟦Пример⟧(А)\n\tЕсли А = 1 Или А = 2 Тогда\n\t\tБ();\n\tКонецЕсли;\nКонецПроцедуры\n",
            parameters={"complexityThreshold": 2},
        ),
        Bad(
            "Procedure A()\nEndProcedure\n// body\n⟦If⟧ B And ?(C, D, E) Then F(); EndIf;\n",
            parameters={"complexityThreshold": 3},
            hidden=True,
        ),
        Good(
            "Если Б И ?(В, Г, Д) Тогда\nКонецЕсли;\n",
            parameters={"complexityThreshold": 3, "checkModuleBody": False},
            hidden=True,
        ),
        Good("Процедура Пример(А)\n\tЕсли А = 1 Тогда\n\t\tБ();\n\tКонецЕсли;\nКонецПроцедуры\n"),
    ),
)
_BODY = Text(
    "Цикломатическая сложность тела модуля — {complexity}, больше {limit}",
    "Cyclomatic complexity of the module's body is {complexity}, more than {limit}",
)
_WAY = Text("+1", "plus 1")
_WAYS = (
    *("if_statement", "elsif_clause", "while_statement", "for_statement", "for_each_statement"),
    *("except", "ternary", "goto_statement", "and", "or"),
)


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    if code.method is None and not parameters.check_module_body:
        return
    complexity = 1 + code.count(_WAYS)
    head = code.head if complexity > parameters.complexity_threshold else None
    if head is None:
        return
    ways = sorted(((one.start, one) for one in code.of(*_WAYS)), key=_start)
    yield RULE.at(
        head,
        message=None if code.is_method else _BODY,
        name=head.text,
        complexity=complexity,
        limit=parameters.complexity_threshold,
        reasons=[reason(one.children[0] if one.children else one, _WAY) for _, one in ways],
    )


def _start(place: tuple[int, Node]) -> int:
    return place[0]
