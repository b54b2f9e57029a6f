"""A value is put into the text of a query instead of a parameter."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text

RULE = Rule(
    key="QueryTextInjection",
    kind=Kind.VULNERABILITY,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Значение в тексте запроса", "Value in the text of a query"),
    about=Text(
        "Значение, приклеенное к тексту запроса, может изменить сам запрос: хватит кавычки в данных. К тому же СУБД строит "
        "план для каждого текста заново. Поставьте в текст «&Параметр» и передайте значение через «УстановитьПараметр».",
        "A value glued to the text of a query may change the query itself: a quote in the data is enough. And the "
        "database makes a new plan for each text. Put &Parameter into the text and pass the value by SetParameter.",
    ),
    message=Text(
        "Значение добавлено в текст запроса: передайте его параметром",
        "A value is added to the text of the query: pass it as a parameter",
    ),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n'
            '|ГДЕ Т.Артикул = """ + ⟦Артикул⟧ + """ И Т.Вес > " + ⟦Формат(Вес, "ЧГ=")⟧;\n'
        ),
        Bad(
            'Query.Text = "SELECT T.Code AS Code FROM Catalog.Goods AS T WHERE T.Code LIKE ""%" + ⟦Text.Value⟧ + "%""";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник." + Имя + " КАК Т\n'
            '|ГДЕ Т." + Поле + " = &Значение И " + Условие + " И Т.А = " + "&А";\n'
            'Сообщение = "Выбрать = " + Имя;\n'
        ),
        Good('Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Т КАК Т ГДЕ Т.А = &" + Имя;\n', hidden=True),
    ),
)
_OPERATORS = ("=", "<", ">")
_WORDS = (" подобно", " like")


@RULE.pieces
def check(code: Code) -> Found:
    starts = {one.start: one for one in code.queries if not one.whole and one.of("from")}
    if not starts:
        return
    for literal in code.of("string"):
        if literal.start not in starts:
            continue
        text = ""
        for one in _chain(literal):
            if one.kind == "string":
                text += one.text[1:-1]
            else:
                if _wants_value(text):
                    yield RULE.at(one)
                text += "X"


def _chain(node: Node) -> Iterator[Node]:
    """The literal and all that is added to it by `+`, in the order of the text."""
    top = node
    while (
        top.parent is not None
        and top.parent.kind in ("binary", "parenthesized")
        and top.parent.token("-", "*") is None
    ):
        top = top.parent
    stack = [top]
    seen = False
    while stack:
        one = stack.pop().bare
        if one.kind == "binary":
            stack += [side for name in ("right", "left") if (side := one.child(name)) is not None]
        else:
            seen = seen or one is node
            if seen:
                yield one


def _wants_value(text: str) -> bool:
    """Whether a value goes on behind a piece of query: inside of its quotes, or after a comparison."""
    if text.count('""') % 2:
        return True
    end = text.rstrip()
    return end.endswith(_OPERATORS) or text.rstrip(" ").endswith(_WORDS)
