"""The extended method is called from where nothing is extended."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="WrongUseFunctionProceedWithCall",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=1,
    language=For.BSL,
    title=Text("ПродолжитьВызов() вне &Вместо", "ProceedWithCall() outside of &Around"),
    about=Text(
        "ПродолжитьВызов() выполняет метод, который расширение заменяет. В методе без аннотации &Вместо заменять "
        "нечего, и вызов прервётся с ошибкой.",
        "ProceedWithCall() runs the method that the extension replaces. In a method without the annotation &Around there "
        "is nothing to replace, and the call ends with an error.",
    ),
    message=Text(
        "ПродолжитьВызов() работает только в методе с аннотацией &Вместо",
        "ProceedWithCall() works only in a method with &Around",
    ),
    examples=(
        Bad('&После("Заполнить")\nПроцедура Мой_Заполнить()\n\t⟦ПродолжитьВызов()⟧;\nКонецПроцедуры\n'),
        Bad("Function F(A)\n\tReturn ⟦ProceedWithCall(A)⟧;\nEndFunction\n"),
        Good(
            '&НаСервере\n&Вместо("Заполнить")\nПроцедура Мой_Заполнить()\n\tПродолжитьВызов();\nКонецПроцедуры\n'
        ),
        Good('&around("F")\nFunction My_F(A)\n\tReturn ProceedWithCall(A);\nEndFunction\n', hidden=True),
    ),
)
_AROUND = ("вместо", "around")


@RULE.calls("ПродолжитьВызов", "ProceedWithCall")
def check(call: Call, code: Code) -> Found:
    annotations = code.method.annotations if code.method is not None else ()
    if not any(one.word in _AROUND for one in annotations):
        yield RULE.at(call.node)
