"""A virtual table without parameters: it is worked out for everything, and most of that is thrown away."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Node, Query, Range, Rank, Rule, Text
from bsl_pilot.review.code.calls import arguments_of
from bsl_pilot.review.code.queries import words
from bsl_pilot.review.code.query_tables import virtual_table

RULE = Rule(
    key="VirtualTableCallWithoutParameters",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    title=Text("Виртуальная таблица без параметров", "Virtual table without parameters"),
    about=Text(
        "Без параметров виртуальная таблица рассчитывается по всему регистру. Передайте период и условие её "
        "параметрами: тогда СУБД прочитает только нужные записи.",
        "Without parameters a virtual table is worked out over the whole register. Pass the period and the condition as "
        "its parameters: then the database only reads the records that are wanted.",
    ),
    message=Text("Виртуальной таблице не переданы параметры", "The virtual table is used without parameters"),
    see=("https://its.1c.ru/db/v8std/content/657/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Остатки.Товар КАК Товар\n'
            '|ИЗ ⟦РегистрНакопления.Товары.Остатки()⟧ КАК Остатки";\n'
        ),
        Bad(
            'Query.Text = "SELECT P.Good AS Good FROM ⟦InformationRegister.Prices.SliceLast⟧ AS P,\n'
            '|⟦InformationRegister.Rates.SliceFirst(,)⟧ AS R";\n',
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Остатки.Товар КАК Товар\n'
            '|ИЗ РегистрНакопления.Товары.Остатки(, Товар = &Товар) КАК Остатки, Справочник.Товары.Состав КАК С";\n'
        ),
    ),
)


@RULE.query_nodes("table")
def check(node: Node, query: Query, _code: Code) -> Found:
    name, given = node.child("name"), node.child("parameters")
    if name is None or name.kind != "column" or any(arguments_of(given)):
        return
    place = given or name
    known = virtual_table(words(name))
    if known is None or not known.parameters or any(place.below("placeholder")):
        return
    if query.whole or place.end < query.tokens[-1].end:
        yield RULE.at(Range(name.start, place.end))
