"""A parameter that the method does not use."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Method, Rank, Rule, Text

RULE = Rule(
    key="UnusedParameters",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.ONESCRIPT,
    title=Text("Неиспользуемый параметр", "Unused parameter"),
    about=Text(
        "Параметр есть в заголовке, но метод на него не смотрит: его забыли использовать или убрать.",
        "The parameter stands in the header, but the method does not look at it: somebody forgot to use or to remove it.",
    ),
    message=Text("Параметр «{name}» не используется", "The parameter `{name}` is not used"),
    examples=(
        Bad("Процедура Пример(А, Знач ⟦Б⟧ = 1)\n\tСообщить(А);\nКонецПроцедуры\n", path="x.os"),
        Bad("Function F(⟦A⟧)\n\tReturn B.A + C.A();\nEndFunction\n", path="x.os"),
        Good("Процедура Пример(А, Б)\n\tа.В = б;\nКонецПроцедуры\n", path="x.os"),
        Good('Процедура П(А)\n\tВыполнить("А = 1");\nКонецПроцедуры\nПроцедура Б(', path="x.os", hidden=True),
    ),
)
_CODE_IN_TEXT = frozenset({"вычислить", "eval"})


@RULE.methods
def check(method: Method, code: Code) -> Found:
    if code.of("execute_statement") or code.called.keys() & _CODE_IN_TEXT:
        return
    for one in method.parameters:
        known = code.variables.get(one.word)
        if known is not None and not known.uses:
            yield RULE.at(one.name, name=one.name.text)
