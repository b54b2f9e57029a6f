"""A query counts totals, and its result is read row by row as if there were none."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Query, Range, Rank, Rule, Text, call_of
from bsl_pilot.review.code.query_objects import query_objects

RULE = Rule(
    key="QueryTotalsReadFlat",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Итоги запроса читаются вместе со строками", "Totals of a query are read with its rows"),
    about=Text(
        "«ИТОГИ» добавляют в результат строки итогов. Если обходить его подряд, итоги смешаются с записями и суммы "
        "удвоятся. Уберите «ИТОГИ» или обходите результат по группировкам.",
        "TOTALS adds rows of totals to the result. Read one after another they mix with the records, and sums are twice "
        "what they should be. Drop TOTALS, or go through the result by groups.",
    ),
    message=Text(
        "Итоги смешаются с записями: результат читается подряд",
        "Totals mix with the records: the result is read one row after another",
    ),
    examples=(
        Bad(
            "Функция Пример()\n\tЗапрос = Новый Запрос;\n"
            '\tЗапрос.Текст = "ВЫБРАТЬ Т.Вид КАК Вид, Т.Сумма КАК Сумма ИЗ Т КАК Т\n'
            '\t|⟦ИТОГИ СУММА(Сумма) ПО Вид⟧";\n\tВозврат Запрос.Выполнить().Выгрузить();\nКонецФункции\n'
        ),
        Bad(
            'Function Example()\n\tQ = New Query("SELECT 1 AS A ⟦TOTALS BY A⟧");\n'
            "\tReturn Q.Execute().Select();\nEndFunction\n",
            hidden=True,
        ),
        Good(
            "Функция Пример()\n\tЗапрос = Новый Запрос;\n"
            '\tЗапрос.Текст = "ВЫБРАТЬ Т.Вид КАК Вид, Т.Сумма КАК Сумма ИЗ Т КАК Т ИТОГИ СУММА(Сумма) ПО Вид";\n'
            "\tВозврат Запрос.Выполнить().Выбрать(ОбходРезультатаЗапроса.ПоГруппировкам);\nКонецФункции\n"
        ),
    ),
)
_READS = frozenset({"выбрать", "select", "choose", "выгрузить", "unload"})
_EXECUTE = frozenset({"выполнить", "execute"})


@RULE.pieces
def check(code: Code) -> Found:
    for query in query_objects(code):
        totals = _totals(query.texts[0]) if len(query.texts) == 1 else None
        if totals is None or len(query.executed) != 1 or query.executed[0].word not in _EXECUTE:
            continue
        parent = query.executed[0].node.parent
        read = call_of(parent) if parent is not None and parent.kind == "method_call" else None
        if read is not None and read.word in _READS and not read.arguments:
            yield RULE.at(Range(totals.start, totals.end))


def _totals(query: Query) -> Node | None:
    """The totals of the last select: that is whose result comes back."""
    selects = [one for one in query.root.children if one.kind == "select_query"]
    found = [one for one in selects[-1].children if one.kind == "totals" and one.named] if selects else []
    gathers = any(found[0].below("hierarchy", "only")) if found else True  # the parents are what is wanted
    return None if gathers else found[0]
