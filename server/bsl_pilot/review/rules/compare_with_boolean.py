"""A truth value is compared with `Истина` or `Ложь`."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.code.logic import is_boolean, is_operand, operator, opposite, truth

RULE = Rule(
    key="CompareWithBoolean",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    title=Text("Сравнение с Истина или Ложь", "Comparison with True or False"),
    about=Text(
        "Логическое значение уже отвечает на вопрос: сравнение с «Истина» ничего не добавляет, а сравнение с «Ложь» "
        "яснее записать через «Не». Исправление предлагается там, где второе значение заведомо логическое.",
        "A boolean answers the question already: a comparison with `True` adds nothing, and one with `False` reads "
        "better with `Not`. The repair is offered where the other side certainly is a boolean.",
    ),
    message=Text("Логическое значение сравнивается с «{literal}»", "A boolean is compared with `{literal}`"),
    fix=Text("Убрать сравнение с «{literal}»", "Remove the comparison with `{literal}`"),
    examples=(
        Good("Если БезопасныйРежим() <> Ложь Тогда\nКонецЕсли;\n", hidden=True),
        Bad(
            "Если ⟦ЗначениеЗаполнено(Дата) = Истина⟧ Тогда\n\tА = ⟦(Б > В) = Ложь⟧;\nКонецЕсли;\n",
            fixed="Если ЗначениеЗаполнено(Дата) Тогда\n\tА = Не (Б > В);\nКонецЕсли;\n",
        ),
        Bad("While ⟦Found <> TRUE⟧ Do\n\tNext();\nEndDo;\n"),
        Bad("Если Не ⟦ложь = Б⟧ И А Тогда Возврат; КонецЕсли;", hidden=True),
        Bad("А = ⟦ПустаяСтрока(Б) <> истина⟧;", fixed="А = Не ПустаяСтрока(Б);", hidden=True),
        Bad("А = ⟦(Б <> В) = Ложь⟧;", fixed="А = Б = В;", hidden=True),
        Bad(
            "Если ⟦(А Или Б) = Истина⟧ И В Тогда Г(); КонецЕсли;",
            fixed="Если (А Или Б) И В Тогда Г(); КонецЕсли;",
            hidden=True,
        ),
        Bad("Если ⟦А = // зачем?\n\tИстина⟧ Тогда Г(); КонецЕсли;", hidden=True),
        Good("Если Найдено Тогда\n\tФлаг = Истина;\n\tУстановить(Ложь);\nКонецЕсли;\n"),
        Good('Отбор.Вставить("А", Истина);\nА = ?(Б, Истина, Ложь);\nЕсли А = ', hidden=True),
    ),
)


@RULE.nodes("boolean")
def check(node: Node, _code: Code) -> Found:
    literal = node
    while literal.parent is not None and literal.parent.kind == "parenthesized":
        literal = literal.parent
    comparison = literal.parent
    if comparison is None or operator(comparison) not in ("=", "<>"):
        return
    right = comparison.child("right")
    other = comparison.child("left") if literal is right else right
    if other is None or (literal is right and truth(other) is not None) or _may_be_text(other):
        return
    same = (truth(literal) is True) is (operator(comparison) == "=")
    yield RULE.at(comparison, literal=node.text, fix=partial(_fix, comparison, other, same))


def _may_be_text(node: Node) -> bool:
    """Whether it is the call whose value is a boolean or a text, for which a comparison is right."""
    return node.bare.kind == "call" and node.bare.word_of("name") in ("безопасныйрежим", "safemode")


def _fix(comparison: Node, other: Node, same: bool) -> Edits | None:
    if not is_boolean(other) or any(comparison.below("comment")):
        return None
    if same:
        return [replace(comparison, other.text)]
    text = opposite(other)
    return [replace(comparison, f"({text})" if is_operand(comparison) else text)]
