"""A parameter gets another value before anybody looked at the one that was handed over."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Access,
    Bad,
    Code,
    Found,
    Good,
    Kind,
    Method,
    Node,
    Rank,
    Rule,
    Text,
    Variable,
    reason,
)

RULE = Rule(
    key="RewriteMethodParameter",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=2,
    title=Text("Значение параметра затирается", "The value of a parameter is overwritten"),
    about=Text(
        "Параметр, переданный по значению, получает другое значение раньше, чем прочитано переданное: параметр не нужен "
        "или перепутано имя.",
        "A parameter that is taken by value gets another one before the value handed over is read: the parameter is of "
        "no use, or the name is wrong.",
    ),
    message=Text(
        "Переданное значение параметра «{name}» затирается",
        "The value handed over as `{name}` is overwritten",
    ),
    examples=(
        Bad(
            "Процедура Пример(Знач Дата)\n\t⟦Дата⟧ = ТекущаяДатаСеанса();\n\tЗаписать(Дата);\nКонецПроцедуры\n"
        ),
        Bad(
            "Function F(A, Val B = 1)\n\tIf A Then\n\t\tReturn 1;\n\tEndIf;\n\t⟦b⟧ = 2; // always\n\tB = B + 1;\n\tReturn B;\n"
            "EndFunction\n",
        ),
        Good(
            "Процедура Пример(Знач Дата, Знач Имя, Ответ)\n\tДата = НачалоДня(Дата);\n\tЕсли Ответ Тогда\n\t\tИмя = 1;\n"
            "\tКонецЕсли;\n\tОтвет = Имя;\nКонецПроцедуры\n"
        ),
        Good(
            "Процедура П(Знач А)\n#Если Сервер Тогда\n\tА = 1;\n#КонецЕсли\n\tБ(А);\nКонецПроцедуры\n",
            hidden=True,
        ),
        Good(
            "Процедура П(Знач А)\n\tА[0] = 1;\n\tА = 2;\nКонецПроцедуры\nПроцедура В(Знач Г)\n\tГ =",
            hidden=True,
        ),
    ),
)
_PARAMETER = Text("Параметр", "The parameter")


@RULE.methods
def check(method: Method, code: Code) -> Found:
    for parameter in method.parameters:
        known = code.variables.get(parameter.word) if parameter.by_value else None
        place = _overwritten(known, method) if known is not None else None
        if place is not None and not code.of("goto_statement", "preproc_if", "execute_statement"):
            yield RULE.at(place, name=place.text, reasons=[reason(parameter.name, _PARAMETER)])


def _overwritten(variable: Variable, method: Method) -> Node | None:
    """The first use, where that is an assignment that is not inside of anything."""
    first = variable.uses[0] if variable.uses else None
    if first is None or first.access is not Access.WRITE or first.node.field != "left":
        return None
    assignment = first.node.parent
    right = assignment.child("right") if assignment is not None else None
    if (
        assignment is None
        or assignment.parent is not method.body
        or right is None
        or right.kind == "missing_operand"
    ):
        return None
    return first.node
