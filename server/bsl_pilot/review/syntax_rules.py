"""The rules that the syntax itself checks, told as the others are: for pages, reports and settings."""

from __future__ import annotations

from bsl_pilot.locale import Text
from bsl_pilot.review.example import Bad, Good
from bsl_pilot.review.registry import rule
from bsl_pilot.review.rule import For, Kind, Rank, Rule
from bsl_pilot.syntax.fault import PARSE_ERROR, QUERY_PARSE_ERROR
from bsl_pilot.text.words import fold

SYNTAX_RULES = (
    Rule(
        key=PARSE_ERROR,
        kind=Kind.ERROR,
        rank=Rank.CRITICAL,
        minutes=5,
        title=Text("Синтаксическая ошибка", "Syntax error"),
        about=Text(
            "Модуль с такой ошибкой не компилируется, и в 1С не открывается ничего, что его использует. Сообщение "
            "называет, чего не хватает, и место, с которого это видно.",
            "A module with such an error does not compile, and nothing that uses it opens in 1C. The message says what "
            "is missing, and marks where that shows.",
        ),
        message=Text("Синтаксическая ошибка", "Syntax error"),
        fix=Text("Вставить недостающее", "Insert what is missing"),
        examples=(
            Bad("Если Готово Тогда\n\tЗаписать();\n⟦КонецПроцедуры⟧\n"),
            Bad("If Ready Then\n\tWrite();\n⟦EndProcedure⟧\n"),
            Good("Если Готово Тогда\n\tЗаписать();\nКонецЕсли;\n"),
        ),
    ),
    Rule(
        key=QUERY_PARSE_ERROR,
        kind=Kind.CODE_SMELL,
        rank=Rank.MAJOR,
        minutes=5,
        language=For.BSL,
        title=Text("Ошибка в тексте запроса", "Error in a query text"),
        about=Text(
            "Текст запроса не разбирается, и при выполнении будет исключение. Тексты, которые собираются из частей, не "
            "проверяются там, где они соединяются.",
            "The query text does not parse and will raise an exception when it runs. Texts put together of pieces are "
            "not checked where these meet.",
        ),
        message=Text("Ошибка в тексте запроса", "Error in a query text"),
        examples=(
            Bad('Запрос = Новый Запрос("ВЫБРАТЬ Ссылка ⟦ИЗ⟧ ГДЕ Ссылка = &Ссылка");\n'),
            Good('Запрос = Новый Запрос("ВЫБРАТЬ Ссылка ИЗ Справочник.Товары ГДЕ Ссылка = &Ссылка");\n'),
        ),
    ),
)
"""They have no checks: `syntax.faults` finds what they say."""


def described(key: str) -> Rule | None:
    """The rule of this key, in any letter case, those of the syntax among them; only its own file is imported."""
    folded = fold(key)
    return next((one for one in SYNTAX_RULES if fold(one.key) == folded), None) or rule(key)
