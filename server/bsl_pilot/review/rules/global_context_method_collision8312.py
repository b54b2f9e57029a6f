"""A method has the name of a function that the platform got in 8.3.12."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Rank, Rule, Text
from bsl_pilot.text.words import fold

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
    examples=(
        Bad("Функция ⟦ПроверитьБит⟧(Число, Номер)\n\tВозврат Ложь;\nКонецФункции\n"),
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


@RULE.methods
def check(method: Method, _code: Code) -> Found:
    if method.word in _TAKEN:
        yield RULE.at(method.name, name=method.name.text)
