"""A text grows by a piece at each turn of a loop."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.code.loops import repeating
from bsl_pilot.review.code.origin import values_of

RULE = Rule(
    key="StringConcatenationInLoop",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=10,
    on=False,
    title=Text("Накопление строки в цикле", "A string built up in a loop"),
    about=Text(
        "Каждое сложение копирует всё, что уже накоплено: время растёт как квадрат числа оборотов. Собирайте части в массив и "
        "соедините их СтрСоединить() после цикла. Для коротких циклов это не важно, поэтому правило выключено.",
        "Each addition copies all that was built up before: the time grows with the square of the number of turns. Gather "
        "the parts in an array and join them with StrConcat() after the loop. For short loops it does not matter, so the "
        "rule is off.",
    ),
    message=Text("Строка «{name}» накапливается в цикле", "The string `{name}` is built up in a loop"),
    examples=(
        Bad(
            'Текст = "";\nДля Каждого Строка Из Строки Цикл\n\t⟦Текст = Текст + Строка + ","⟧;\nКонецЦикла;\n'
        ),
        Bad('A = "x";\nWhile B.Next() Do\n\t⟦A = a + B.C⟧;\nEndDo;\n'),
        Good(
            'Сумма = 0;\nПока А Цикл\n\tСумма = Сумма + Б;\n\tВ = Г + Б;\nКонецЦикла;\nД = "";\nД = Д + "а";\n'
        ),
        Good('А = "";\nПока Б Цикл\n\tА = ""; А = А + "б";\n\tА = А +', hidden=True),
    ),
)


@RULE.nodes("assignment")
def check(node: Node, code: Code) -> Found:
    left, right = node.children[0], node.children[-1]
    if left.kind != "identifier" or operator(right) != "+" or _first(right).word != left.word:
        return
    loop = repeating(node)
    if loop is None or not _begins_as_text(left.word, loop, code):
        return
    yield RULE.at(node, name=left.text)


def _first(sum_: Node) -> Node:
    while operator(sum_) == "+":
        sum_ = sum_.children[0]
    return sum_


def _begins_as_text(word: str, loop: Node, code: Code) -> bool:
    """Whether the variable gets a literal text before the loop, and none inside of it."""
    texts = [one for one in values_of(word, code) if one.kind == "string"]
    return bool(texts) and not any(loop.start <= one.start < loop.end for one in texts)
