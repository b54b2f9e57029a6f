"""A method has the name of a function that the platform got in 8.3.12."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Rank, Rule, Text
from bsl_pilot.review.own_methods import renamed_method
from bsl_pilot.text.words import fold, is_latin

RULE = Rule(
    key="GlobalContextMethodCollision8312",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=10,
    since=(8, 3, 12),
    title=Text("Имя метода занято платформой", "The platform has a function of this name"),
    about=Text(
        "В 8.3.12 появились функции для работы с битами чисел. Свой метод с таким именем их закрывает, а вне модуля "
        "вызов уходит в платформу. Переименуйте метод или вызывайте функцию платформы.",
        "8.3.12 brought functions for bits of numbers. A method of the same name hides them, and calls from elsewhere "
        "get to the platform. Rename the method, or call the platform's function.",
    ),
    message=Text(
        "«{name}» есть и в глобальном контексте платформы", "The platform has a global function `{name}`, too"
    ),
    fix=Text("Переименовать в «{new}»", "Rename to `{new}`"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Функция ⟦ПроверитьБит⟧(Число, Номер)\n\tВозврат Ложь;\nКонецФункции\n\nА = ПроверитьБит(1, 2);\n",
            fixed="Функция ПроверитьБитЧисла(Число, Номер)\n\tВозврат Ложь;\nКонецФункции\n\nА = ПроверитьБитЧисла(1, 2);\n",
        ),
        Bad(
            "// See SetBit.\r\nFunction ⟦setBit⟧(A)\r\n\tReturn SETBIT(A) + A.SetBit();\r\nEndFunction\r\n\r\n"
            "Procedure P() Export\r\n\tB = SetBit(1) + BitwiseOr(1); // setbit\r\nEndProcedure\r\n"
            'Function ⟦BitwiseOr⟧(A)\r\n\tF = "Module.BitwiseOr";\r\nEndFunction\r\n',
            fixed="// See setBitOfNumber.\r\nFunction setBitOfNumber(A)\r\n\tReturn setBitOfNumber(A) + A.SetBit();\r\nEndFunction\r\n\r\n"
            "Procedure P() Export\r\n\tB = setBitOfNumber(1) + BitwiseOr(1); // setBitOfNumber\r\nEndProcedure\r\n"
            'Function BitwiseOr(A)\r\n\tF = "Module.BitwiseOr";\r\nEndFunction\r\n',
            hidden=True,
        ),
        Bad(
            "Функция ⟦ПобитовоеИ⟧(А)\n\tПобитовоеИЧисел = 1;\nКонецФункции\nФункция ⟦ПобитовоеНе⟧(А)\n\tВыполнить(А);\nКонецФункции\n",
            fixed="Функция ПобитовоеИ(А)\n\tПобитовоеИЧисел = 1;\nКонецФункции\nФункция ПобитовоеНе(А)\n\tВыполнить(А);\nКонецФункции\n",
            hidden=True,
        ),
        Bad("Function ⟦bitwiseAND⟧(A, B) Export\n\tReturn 0;\nEndFunction\n"),
        Good(
            "Функция ПроверитьБитЧисла(Число, Номер)\n\tВозврат ПроверитьБит(Число, Номер);\nКонецФункции\n"
        ),
    ),
)
_TAKEN = frozenset(
    map(
        fold,
        (
            *(
                "ПроверитьБит",
                "CheckBit",
                "УстановитьБит",
                "SetBit",
                "ПроверитьПоБитовойМаске",
                "CheckByBitMask",
            ),
            *("ПобитовоеИ", "BitwiseAnd", "ПобитовоеИли", "BitwiseOr", "ПобитовоеНе", "BitwiseNot"),
            *("ПобитовоеИНе", "BitwiseAndNot", "ПобитовоеИсключительноеИли", "BitwiseXor"),
            *("ПобитовыйСдвигВлево", "BitwiseShiftLeft", "ПобитовыйСдвигВправо", "BitwiseShiftRight"),
        ),
    )
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece in module.methods:
        method = piece.method
        if method is not None and method.word in _TAKEN:
            new = method.name + ("OfNumber" if is_latin(method.name) else _ENDINGS.get(method.word, "Чисел"))
            yield RULE.at(
                piece.place(method),
                name=method.name,
                new=new,
                fix=partial(renamed_method, module, piece, new),
            )


_ENDINGS = {fold(name): "Числа" for name in ("ПроверитьБит", "УстановитьБит")}
"""What the new name ends with where it is about one number."""
