"""A query is executed in a loop: as many round trips to the database as there are rows."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.review.api import LOOPS, Bad, Call, Code, Found, Good, Kind, Node, Rank, Rule, Text, call_of

RULE = Rule(
    key="CreateQueryInCycle",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=20,
    title=Text("Выполнение запроса в цикле", "Query executed in a loop"),
    about=Text(
        "Каждое выполнение запроса — обращение к серверу СУБД. В цикле их становится столько, сколько оборотов. "
        "Получите данные одним запросом до цикла: список значений передайте параметром и отберите через «В (&Список)».",
        "Each execution of a query goes to the database. In a loop there are as many as it has turns. Get the data by "
        "one query before the loop: pass the list of values as a parameter and filter with IN (&List).",
    ),
    message=Text("Запрос выполняется в цикле", "The query is executed in a loop"),
    see=("https://its.1c.ru/db/v8std/content/436/hdoc",),
    examples=(
        Bad(
            "Процедура Пример(Товары)\n\tЗапрос = Новый Запрос(Текст());\n\tДля Каждого Товар Из Товары Цикл\n"
            '\t\tЗапрос.УстановитьПараметр("Товар", Товар);\n\t\tВыборка = ⟦Запрос.Выполнить()⟧.Выбрать();\n'
            "\tКонецЦикла;\nКонецПроцедуры\n"
        ),
        Bad(
            "Procedure Example(Goods)\n\tWhile Goods.Next() Do\n\t\tResult = ⟦New Query(Text()).Execute()⟧;\n"
            "\t\tData.Q = New Query;\n\t\t⟦Data.q.ExecuteBatch()⟧;\n\tEndDo;\nEndProcedure\n",
            hidden=True,
        ),
        Bad(
            "Процедура Пример(Товары)\n\tЗапрос = Новый Запрос(Текст());\n"
            "\tДля Счетчик = 1 По 5 Цикл\n\t\tПока Не ⟦Запрос.Выполнить()⟧.Пустой() Цикл\n"
            "\t\t\tЗапрос = Новый Структура;\n\t\t\tЗапрос.Выполнить();\n\t\tКонецЦикла;\n"
            "\tКонецЦикла;\nКонецПроцедуры\n",
            hidden=True,
        ),
        Good(
            "Процедура Пример(Задание)\n\tЗапрос = Новый Запрос(Текст());\n"
            "\tДля Каждого Строка Из Запрос.Выполнить().Выгрузить() Цикл\n\t\tЗадание.Выполнить();\n"
            "\tКонецЦикла;\nКонецПроцедуры\n"
        ),
    ),
)
_TYPES = frozenset(
    {"запрос", "query", "построительотчета", "reportbuilder", "построительзапроса", "querybuilder"}
)
_IN_HEADER = frozenset({"collection", "from", "to"})


@RULE.members(
    "Выполнить",
    "Execute",
    "ВыполнитьПакет",
    "ExecuteBatch",
    "ВыполнитьПакетСПромежуточнымиДанными",
    "ExecuteBatchWithIntermediateData",
)
def check(call: Call, code: Code) -> Found:
    if call.receiver is not None and _repeats(call.node) and _is_query(call.receiver.bare, code):
        yield RULE.at(call.node)


def _repeats(node: Node) -> bool:
    """Whether it is done at each turn of a loop; what a `Для` begins with is done once."""
    inner = node
    for one in node.ancestors():
        if one.kind in LOOPS and inner.field not in _IN_HEADER:
            return True
        inner = one
    return False


def _is_query(receiver: Node, code: Code) -> bool:
    """Whether the value before the dot was made as a query: the last assignment before it in the text decides."""
    if receiver.kind == "new_expression":
        return _makes_query(receiver)
    if receiver.kind not in ("identifier", "member_access"):
        return False
    wanted = receiver.words
    last: Node | None = None
    for left, right in _assignments(code):
        if left.words == wanted and (left.start < receiver.start or last is None):
            last = right
    return last is not None and last.kind == "new_expression" and _makes_query(last)


def _assignments(code: Code) -> Iterator[tuple[Node, Node]]:
    for one in code.of("assignment"):
        left, right = one.child("left"), one.child("right")
        if left is not None and right is not None:
            yield left, right.bare


def _makes_query(node: Node) -> bool:
    call = call_of(node)
    if call is not None:
        return call.word in _TYPES
    name = next(iter(node.below("string")), None)  # Новый("Запрос")
    return name is not None and name.word.strip('"') in _TYPES
