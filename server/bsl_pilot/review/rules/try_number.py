"""`Попытка` is used to find out whether something is a number."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.edits import indent_of, line_end
from bsl_pilot.text.words import fold

RULE = Rule(
    key="TryNumber",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=2,
    title=Text("Приведение к числу в попытке", "A cast to number in a try"),
    about=Text(
        "Исключение — дорогой и неточный способ узнать, число ли это. Для приведения есть «ОписаниеТипов».",
        "An exception is a dear and vague way to find out whether something is a number. Cast with `TypeDescription`.",
    ),
    message=Text("Приведение к числу внутри «Попытка»", "A cast to number inside of `Try`"),
    fix=Text("Привести через «ОписаниеТипов»", "Cast with `TypeDescription`"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/499/hdoc",),
    examples=(
        Bad(
            "Процедура П(С)\n\tПопытка\n\t\tЧ = ⟦Число(С)⟧;\n\tИсключение\n\t\tЧ = 0;\n\tКонецПопытки;\nКонецПроцедуры\n",
            fixed='Процедура П(С)\n\tТипЧисло = Новый ОписаниеТипов("Число");\n\tЧ = ТипЧисло.ПривестиЗначение(С);\n'
            "КонецПроцедуры\n",
        ),
        Bad("Try\n\tA = 1 + ⟦NUMBER(B)⟧;\nExcept\n\tA = 0;\nEndTry;\n"),
        Bad(
            "Попытка Попытка А(); Исключение Если Б(⟦Число(В)⟧) Тогда КонецЕсли; КонецПопытки; Исключение КонецПопытки;",
            hidden=True,
        ),
        Good("А = Число(Б);\nПопытка\n\tВ.Число(Г);\nИсключение\n\tД = Число(Е);\nКонецПопытки;\n"),
        Good("Попытка\n\tА = Число;\nИсключение\nКонецПопытки;\nПопытка", hidden=True),
    ),
)

_RUSSIAN = ("ТипЧисло", 'Новый ОписаниеТипов("Число")', "ПривестиЗначение")
_ENGLISH = ("NumberType", 'New TypeDescription("Number")', "AdjustValue")


@RULE.calls("Число", "Number")
def check(call: Call, code: Code) -> Found:
    below = call.node
    for one in call.node.ancestors():
        if one.kind == "try_statement" and below.field == "body":
            yield RULE.at(call.node, fix=partial(_fix, call, one, code))
            return
        below = one


def _fix(call: Call, outer: Node, code: Code) -> Edits | None:
    """Of the plain form: the cast in an assignment, and zero in the handler."""
    tried, handled = _only(outer.child("body")), _only(outer.child("handler"))
    zero = handled.child("right") if handled is not None else None
    argument = call.argument(0)
    if tried is None or handled is None or zero is None or argument is None or any(outer.below("comment")):
        return None
    if tried.child("right") is not call.node or _target(tried) != _target(handled) or zero.text != "0":
        return None
    left = tried.child("left")
    name, created, adjust = _ENGLISH if call.word.isascii() else _RUSSIAN
    if left is None or fold(name) in code.variables:
        return None
    between = f";{line_end(code)}{indent_of(outer.start, code)}"
    return [replace(outer, f"{name} = {created}{between}{left.text} = {name}.{adjust}({argument.text})")]


def _only(block: Node | None) -> Node | None:
    """The assignment that a block consists of."""
    found = block.named_children if block is not None else []
    return found[0] if len(found) == 1 and found[0].kind == "assignment" else None


def _target(assignment: Node) -> tuple[str, ...]:
    left = assignment.child("left")
    return left.words if left is not None else ()
