"""A type is compared with the text of its name."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.review.code.logic import COMPARISONS, operator
from bsl_pilot.text.words import is_latin, is_name

RULE = Rule(
    key="TypeComparedWithString",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=1,
    title=Text("Тип сравнивается со строкой", "A type compared with a string"),
    about=Text(
        "ТипЗнч() даёт значение типа «Тип». Со строкой оно не равно никогда, и условие не выполнится, какого бы типа ни было "
        'значение. Сравнивайте с Тип("…").',
        "TypeOf() gives a value of the type `Type`. It never equals a string, so the condition does not hold whatever the "
        'value is. Compare with Type("…").',
    ),
    message=Text("Тип никогда не равен строке", "A type never equals a string"),
    fix=Text("Сравнить с Тип(…)", "Compare with Type(…)"),
    fix_is_safe=False,
    examples=(
        Bad(
            'Если ⟦ТипЗнч(Значение) = "Строка"⟧ Тогда\n\tА();\nКонецЕсли;\n',
            fixed='Если ТипЗнч(Значение) = Тип("Строка") Тогда\n\tА();\nКонецЕсли;\n',
        ),
        Bad(
            'A = ⟦"Array" <> typeof(B)⟧ Or ⟦TypeOf(B) = ("")⟧;\n',
            fixed='A = Type("Array") <> typeof(B) Or TypeOf(B) = ("");\n',
        ),
        Good(
            'А = ТипЗнч(Б) = Тип("Строка");\nВ = Строка(ТипЗнч(Б)) = "Строка";\nГ = ТипЗнч(Б) + "!";\nД = ТипЗнч(Б) = Ж;\n'
        ),
        Good("А = ТипЗнч(Б) = ", hidden=True),
    ),
)


@RULE.calls("ТипЗнч", "TypeOf")
def check(call: Call, _code: Code) -> Found:
    around = call.node.parent
    if around is None or operator(around) not in COMPARISONS:
        return
    other = around.child("right" if call.node.field == "left" else "left")
    if other is not None and other.bare.kind == "string":
        text = string_value(other) or ""
        fix = partial(_fix, other.bare, call.word) if is_name(text.replace(".", "")) else None
        yield RULE.at(around, fix=fix)


def _fix(text: Node, word: str) -> Edits:
    name = "Type" if is_latin(word) else "Тип"
    return [insert(text.start, f"{name}("), insert(text.end, ")")]
