"""The pattern of LIKE is worked out in the query: servers of databases understand it differently."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Query, Rank, Rule, Text

RULE = Rule(
    key="IncorrectUseLikeInQuery",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    language=For.BSL,
    title=Text("Вычисляемый шаблон в «ПОДОБНО»", "Computed pattern of LIKE"),
    about=Text(
        "Справа от «ПОДОБНО» может стоять только строка или параметр. Поле, сложение строк и вызов функции разные СУБД "
        "понимают по-разному, а на некоторых запрос завершится ошибкой. Соберите шаблон в коде и передайте параметром.",
        "To the right of LIKE only a literal or a parameter may stand. Servers of databases understand a field, a sum of "
        "strings or a call differently, and some fail. Make the pattern in the code and pass it as a parameter.",
    ),
    message=Text(
        "Справа от «ПОДОБНО» должна быть строка или параметр",
        "To the right of LIKE there must be a literal or a parameter",
    ),
    see=("https://its.1c.ru/db/v8std/content/726/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ ⟦Т.Код ПОДОБНО ""%"" + &Строка⟧ ИЛИ ⟦Т.Код ПОДОБНО Т.Образец⟧";\n'
        ),
        Bad(
            'Query.Text = "SELECT T.Code AS Code FROM Catalog.Goods AS T WHERE NOT ⟦T.Code LIKE T.Mask⟧";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ Т.Код ПОДОБНО ""А%"" ИЛИ Т.Код ПОДОБНО &Образец СПЕЦСИМВОЛ ""~""";\n'
        ),
    ),
)
_PATTERNS = frozenset({"string", "parameter", "placeholder"})


@RULE.query_nodes("like")
def check(node: Node, query: Query, _code: Code) -> Found:
    pattern = node.child("pattern")
    if not node.named or pattern is None or pattern.bare.kind in _PATTERNS:
        return
    if query.whole or pattern.end < query.tokens[-1].end:
        yield RULE.at(node)
