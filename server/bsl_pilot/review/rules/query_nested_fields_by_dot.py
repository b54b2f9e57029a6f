"""A field of a field in a query: a join that nobody sees."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Rank, Rule, Text
from bsl_pilot.review.code.query_tables import chain, is_field, names_behind

RULE = Rule(
    key="QueryNestedFieldsByDot",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Разыменование поля через точку", "Field of a field by a dot"),
    about=Text(
        "За каждой точкой после поля стоит неявное левое соединение, у составного типа — с каждой таблицей типа. Если "
        "реквизит нужен, соединитесь с его таблицей явно, у составного типа сначала «ВЫРАЗИТЬ».",
        "Behind each dot after a field there is a left join that nobody sees; with a composite type one for each table "
        "of the type. Where the attribute is needed, join its table explicitly, and CAST a composite type before.",
    ),
    message=Text(
        "Поле разыменовано через точку: это неявное соединение",
        "A field of a field by a dot is a join that is not seen",
    ),
    see=("https://its.1c.ru/db/v8std/content/654/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ⟦Т.Владелец.Код⟧ КАК Код ИЗ Справочник.Договоры КАК Т\n'
            '|ГДЕ ⟦Т.Владелец.Страна.Код⟧ = 1";\n'
        ),
        Bad(
            'Query.Text = "SELECT B.Good AS Good, ⟦CAST(B.Doc AS Document.Sale).Date⟧ AS D\n'
            "|FROM AccumulationRegister.Stock.Balance(, ⟦Good.Kind⟧ = VALUE(Enum.Kinds.Good)) AS B\n"
            '|WHERE B.Doc REFS Document.Sale ORDER BY ⟦Good.Code⟧";\n',
            hidden=True,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ ⟦Справочник.Товары.Вид.Код⟧ КАК К ИЗ Справочник.Товары";\n', hidden=True
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, ТИП(Документ.Продажа) КАК Тип, Справочник.Товары.Код КАК К,\n'
            "|\tТовары.Вид КАК Вид, Т.Состав.(Товар, Цена) КАК Состав\n"
            "|ИЗ Справочник.Договоры КАК Т, Справочник.Товары, Справочник.Договоры.Состав КАК С\n"
            '|ГДЕ Т.Вид = ЗНАЧЕНИЕ(Перечисление.Виды.Пустой) И Т.А В (ВЫБРАТЬ Т.Б КАК Б ИЗ Х КАК Х)";\n'
        ),
    ),
)


@RULE.query_nodes("column")
def check(node: Node, query: Query, _code: Code) -> Found:
    if not is_field(node):
        return
    names = chain(node)
    if not names:
        base = node.child("object")
        if base is not None and base.kind == "cast":
            yield RULE.at(node)
        return
    if len(names_behind(node, names, query)) > 1:
        yield RULE.at(node)
