"""A function changes what it was given."""

from __future__ import annotations

from bsl_pilot.review.api import Access, Bad, Code, Found, Good, Kind, Method, Rank, Rule, Text, reason

RULE = Rule(
    key="FunctionOutParameter",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    on=False,
    title=Text("Выходной параметр функции", "Out parameter of a function"),
    about=Text(
        "От функции ждут результата, а не изменения переданных ей переменных. Верните все значения результатом, "
        "например структурой, или сделайте параметр параметром по значению («Знач»).",
        "A function is expected to give a result, not to change the variables that it is given. Return everything, "
        "say in a structure, or take the parameter by value (`Val`).",
    ),
    message=Text("Функция меняет свой параметр «{name}»", "The function changes its parameter `{name}`"),
    see=("https://its.1c.ru/db/v8std/content/640/hdoc",),
    examples=(
        Bad('Функция Найти(Имя, ⟦Ошибка⟧)\n\tОшибка = "нет";\n\tВозврат Имя;\nКонецФункции\n'),
        Bad("Function F(⟦A⟧ = 1, Val B)\n\tB = 2;\n\ta = 2;\n\tA = 3;\n\tReturn A;\nEndFunction\n"),
        Good("Функция Ф(Знач А, Б)\n\tА = 1;\n\tБ.Имя = 2;\n\tБ[0] = 3;\n\tВозврат А;\nКонецФункции\n"),
        Good("Процедура П(А)\n\tА = 1;\nКонецПроцедуры\n", hidden=True),
    ),
)
_HERE = Text("Здесь ему присваивается значение", "It gets a value here")


@RULE.methods
def check(method: Method, code: Code) -> Found:
    if not method.is_function:
        return
    for parameter in method.parameters:
        known = None if parameter.by_value else code.variables.get(parameter.word)
        writes = [one.node for one in known.uses if one.access is Access.WRITE] if known is not None else []
        assigned = [one for one in writes if one.field == "left"]
        if assigned:
            reasons = [reason(one, _HERE) for one in assigned]
            yield RULE.at(parameter.name, name=parameter.name.text, reasons=reasons)
