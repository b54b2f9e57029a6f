"""A function without any `Возврат`."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Method, Rank, Rule, Text
from bsl_pilot.review.edits import at_end_of_body

RULE = Rule(
    key="FunctionShouldHaveReturn",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("В функции нет возврата", "A function without `Return`"),
    about=Text(
        "Такая функция всегда возвращает «Неопределено»: результат забыли вернуть, или это должна быть процедура.",
        "Such a function always gives `Undefined`: the result was forgotten, or it should be a procedure.",
    ),
    message=Text("Функция «{name}» ничего не возвращает", "The function `{name}` returns nothing"),
    fix=Text("Вернуть «Неопределено» в конце", "Return `Undefined` at the end"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Функция ⟦Сумма⟧(А, Б)\n\tВ = А + Б;\nКонецФункции\n",
            fixed="Функция Сумма(А, Б)\n\tВ = А + Б;\n\tВозврат Неопределено;\nКонецФункции\n",
        ),
        Bad(
            "Function ⟦Empty⟧() Export\nEndFunction",
            fixed="Function Empty() Export\n\tReturn Undefined;\nEndFunction",
        ),
        Bad('Функция ⟦Ф⟧()\n\tВызватьИсключение "нет";\nКонецФункции\n', hidden=True),
        Bad(
            "Функция ⟦Ф⟧() КонецФункции", fixed="Функция Ф() Возврат Неопределено; КонецФункции", hidden=True
        ),
        Good("Функция Сумма(А, Б)\n\tВозврат А + Б;\nКонецФункции\n"),
        Good("Процедура П()\nКонецПроцедуры\n\nФункция Ф()\n\tВозв", hidden=True),
    ),
)


@RULE.methods
def check(method: Method, code: Code) -> Found:
    if method.is_function and method.last is not None and "return_statement" not in code.by_kind:
        yield RULE.at(method.name, name=method.name.text, fix=lambda: _fix(method, code))


def _fix(method: Method, code: Code) -> Edits | None:
    if code.flow.end is None:
        return None
    assert method.last is not None
    return at_end_of_body(
        method, "Return Undefined;" if method.last.text.isascii() else "Возврат Неопределено;", code
    )
