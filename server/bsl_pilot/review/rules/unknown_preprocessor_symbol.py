"""A word in `#Если` that the platform does not know."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text
from bsl_pilot.review.nearest import FIX, nearest, respelling
from bsl_pilot.syntax.faults.conditions import SYMBOL_NAMES, SYMBOLS
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.words import fold_bytes

RULE = Rule(
    key="UnknownPreprocessorSymbol",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    title=Text("Неизвестный символ препроцессора", "Unknown preprocessor symbol"),
    about=Text(
        "В условии «#Если» может стоять только имя клиента или сервера из тех, что знает платформа. Код под другим "
        "именем не попадёт никуда.",
        "The condition of `#If` names clients and servers that the platform knows. Code under any other name gets "
        "nowhere.",
    ),
    message=Text("Неизвестный символ «{name}»", "Unknown symbol `{name}`"),
    fix=FIX,
    fix_is_safe=False,
    examples=(
        Bad(
            "#Если Сервер Или ⟦Клиеент⟧ Тогда\nА();\n#КонецЕсли\n",
            fixed="#Если Сервер Или Клиент Тогда\nА();\n#КонецЕсли\n",
        ),
        Bad(
            "#If Not ⟦Srver⟧ Then\nA();\n#ElsIf (⟦Cleint⟧) Then // Foo\n#EndIf\n",
            fixed="#If Not Server Then\nA();\n#ElsIf (Client) Then // Foo\n#EndIf\n",
        ),
        Bad(
            "#Если ⟦Робот⟧ Или ⟦тонкийклиен⟧ Тогда\r\n#КонецЕсли",
            fixed="#Если Робот Или ТонкийКлиент Тогда\r\n#КонецЕсли",
            hidden=True,
        ),
        Good(
            "#Если НЕ ВебКлиент И (ТонкийКлиент или MobileClient) Тогда // Сервера\nА();\n#Иначе\n#КонецЕсли\n"
        ),
        Good("#Если\n#ИначеЕсли (\n#Область Мой\n#КонецОбласти\n", hidden=True),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    data = module.data
    for line in module.instructions:
        if line.kind in ("if", "elsif"):
            words = [one for one in tokens(data, line.start + 1, line.end) if one.kind == "identifier"]
            for one in words:
                text = data[one.start : one.end]
                if fold_bytes(text) not in SYMBOLS:
                    place, name = Range(one.start, one.end), text.decode("utf-8", "replace")
                    new = nearest(name, SYMBOL_NAMES)
                    yield RULE.at(place, name=name, new=new or "", fix=respelling(place, new))
