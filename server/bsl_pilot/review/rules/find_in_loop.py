"""Items of a catalogue are searched one by one in a loop."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text
from bsl_pilot.review.code.literals import is_literal
from bsl_pilot.review.code.loops import repeating

RULE = Rule(
    key="FindInLoop",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=20,
    language=For.BSL,
    title=Text("Поиск в базе на каждом обороте цикла", "Search in the database at each turn of a loop"),
    about=Text(
        "НайтиПоКоду(), НайтиПоНаименованию() и НайтиПоРеквизиту() — это запрос к базе. В цикле их столько, сколько строк. "
        "Выберите все нужные ссылки одним запросом с условием «В (&Коды)».",
        "FindByCode(), FindByDescription() and FindByAttribute() are queries to the database. In a loop there are as many as "
        "rows. Select all references that are needed by one query with `IN (&Codes)`.",
    ),
    message=Text(
        "«{name}» обращается к базе на каждом обороте", "`{name}` goes to the database at each turn"
    ),
    examples=(
        Bad(
            "Для Каждого Строка Из Строки Цикл\n\tСтрока.Товар = ⟦Справочники.Товары.НайтиПоКоду(Строка.Код)⟧;\nКонецЦикла;\n"
        ),
        Bad("While A.Next() Do\n\tB = ⟦documents.Orders.FindByNumber(A.N, A.D)⟧;\nEndDo;\n"),
        Good(
            "А = Справочники.Товары.НайтиПоКоду(Код);\nДля Каждого Б Из Справочники.Товары.НайтиПоКоду(Код).Строки Цикл\n"
            "\tМетаданные.НайтиПоТипу(Б);\n\tВ.Товары.НайтиПоКоду(Б.Код);\nКонецЦикла;\n"
        ),
        Good("Пока А Цикл\n\tСправочники.Б.НайтиПоКоду(", hidden=True),
    ),
)
_MANAGERS = frozenset(
    {
        *("справочники", "catalogs", "документы", "documents", "планысчетов", "chartsofaccounts"),
        *("планывидовхарактеристик", "chartsofcharacteristictypes", "планыобмена", "exchangeplans"),
        *(
            "бизнеспроцессы",
            "businessprocesses",
            "задачи",
            "tasks",
            "планывидоврасчета",
            "chartsofcalculationtypes",
        ),
    }
)


@RULE.members(
    *(
        "НайтиПоКоду",
        "FindByCode",
        "НайтиПоНаименованию",
        "FindByDescription",
        "НайтиПоРеквизиту",
        "FindByAttribute",
    ),
    *("НайтиПоНомеру", "FindByNumber"),
)
def check(call: Call, _code: Code) -> Found:
    path = call.path
    if len(path) != 2 or path[0] not in _MANAGERS or repeating(call.node) is None:
        return
    if not all(is_literal(one) for one in call.arguments):
        yield RULE.at(call.node, name=call.name.text)
