"""A method that is hard to follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bsl_pilot.review.api import LOOPS, Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, reason
from bsl_pilot.review.code.logic import LOGICAL, operator


@dataclass(frozen=True, slots=True)
class Parameters:
    complexity_threshold: int = 15
    check_module_body: bool = True


RULE = Rule(
    key="CognitiveComplexity",
    kind=Kind.CODE_SMELL,
    rank=Rank.CRITICAL,
    minutes=15,
    title=Text("Когнитивная сложность", "Cognitive complexity"),
    about=Text(
        "Показывает, как трудно понять код: каждое ветвление добавляет единицу и ещё по единице за каждый уровень, на "
        "котором оно вложено; считаются и ветки «Иначе», смена «И» на «Или», рекурсия и «Перейти». Разделите метод, "
        "закончите особые случаи раньше.",
        "It shows how hard code is to understand: every branch adds one, and one more for each level that it is nested; "
        "`Else` branches, changes between `And` and `Or`, recursion and `Goto` count, too. Split the method, leave "
        "special cases early.",
    ),
    message=Text(
        "Когнитивная сложность метода «{name}» — {complexity}, больше {limit}",
        "Cognitive complexity of `{name}` is {complexity}, more than {limit}",
    ),
    parameters=Parameters,
    parameter_docs=(
        ("complexityThreshold", Text("наибольшая сложность", "the greatest complexity")),
        ("checkModuleBody", Text("проверять и тело модуля", "check the module's body, too")),
    ),
    examples=(
        Bad(
            "Процедура ⟦Пример⟧(А)\n\tДля Каждого Б Из А Цикл\n\t\tЕсли Б > 1 И Б < 5 Тогда\n\t\t\tВ();\n\t\tИначе\n\t\t\tГ();\n"
            "\t\tКонецЕсли;\n\tКонецЦикла;\nКонецПроцедуры\n",
            parameters={"complexityThreshold": 4},
        ),
        Bad(
            "Procedure A()\nEndProcedure\n⟦If⟧ B Then C(); EndIf;\n",
            parameters={"complexityThreshold": 0},
            hidden=True,
        ),
        Bad(
            "Функция ⟦Ф⟧(А)\n\tПопытка\n\t\tВозврат ф(А - 1) + ?(А, 1, 2);\n\tИсключение\n\t\tЕсли А И Б И В Или Г Тогда КонецЕсли;\n"
            "\tКонецПопытки;\nКонецФункции\n",
            parameters={"complexityThreshold": 6},
            hidden=True,
        ),
        Good(
            "Функция Ф(А)\n\tПопытка\n\t\tВозврат ф(А - 1) + ?(А, 1, 2);\n\tИсключение\n\t\tЕсли А И Б И В Или Г Тогда КонецЕсли;\n"
            "\tКонецПопытки;\nКонецФункции\n",
            parameters={"complexityThreshold": 7},
            hidden=True,
        ),
        Good("Процедура Пример(А)\n\tЕсли А = 1 Тогда\n\t\tБ();\n\tКонецЕсли;\nКонецПроцедуры\n"),
        Good(
            "А();\nЕсли Б Тогда\n",
            parameters={"complexityThreshold": 0, "checkModuleBody": False},
            hidden=True,
        ),
    ),
)
_BODY = Text(
    "Когнитивная сложность тела модуля — {complexity}, больше {limit}",
    "Cognitive complexity of the module's body is {complexity}, more than {limit}",
)
_ADDS = {level: Text(f"+{level}", f"plus {level}") for level in range(1, 50)}
_NESTING = ("if_statement", "except", "ternary", *sorted(LOOPS))
_FLAT = ("elsif_clause", "else_clause", "goto_statement")
_ONCE = (*_FLAT, *sorted(LOGICAL))


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    if code.method is None and not parameters.check_module_body:
        return
    branches, others = code.count(_NESTING), code.count(_ONCE) + len(_recursion(code))
    if branches * (branches + 1) // 2 + others <= parameters.complexity_threshold:
        return  # it can't be more, however they are nested
    nested = [(one, 1 + _depth(one)) for one in code.of(*_NESTING)]
    flat = [*code.of(*_FLAT), *_sequences(code), *_recursion(code)]
    complexity = len(flat) + sum(by for _, by in nested)
    head = code.head if complexity > parameters.complexity_threshold else None
    if head is None:
        return
    places = sorted(
        [(one.start, one, 1) for one in flat] + [(one.start, one, by) for one, by in nested], key=_start
    )
    yield RULE.at(
        head,
        message=None if code.is_method else _BODY,
        name=head.text,
        complexity=complexity,
        limit=parameters.complexity_threshold,
        reasons=[
            reason(one.children[0] if one.children else one, _ADDS[min(by, 49)]) for _, one, by in places
        ],
    )


def _start(place: tuple[int, Node, int]) -> int:
    return place[0]


def _depth(node: Node) -> int:
    """In how many branches, loops, handlers and ternary operators it stands."""
    depth = 0
    below = node.parent if node.kind == "except" and node.parent is not None else node
    for one in below.ancestors():
        kind = one.kind
        if kind == "ternary" or (kind in LOOPS and below.field == "body"):
            depth += 1
        elif kind == "if_statement":
            depth += below.field != "condition"
        elif kind == "try_statement":
            depth += below.field == "handler"
        below = one
    return depth


def _sequences(code: Code) -> Iterator[Node]:
    """The operators that begin a run of `И` or of `Или`."""
    for sign in code.of(*sorted(LOGICAL)):
        node = sign.parent
        if node is None or operator(node) != sign.kind:
            continue
        outer = node.parent
        while outer is not None and outer.kind == "parenthesized":
            outer = outer.parent
        if outer is None or operator(outer) != sign.kind:
            yield sign


def _recursion(code: Code) -> list[Node]:
    return [one.name for one in code.called.get(code.method.word, ())] if code.method is not None else []
