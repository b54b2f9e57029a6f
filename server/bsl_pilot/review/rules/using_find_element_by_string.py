"""Data are looked for by a name, code or number that stands in the code."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Range, Rank, Rule, Text

RULE = Rule(
    key="UsingFindElementByString",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=2,
    language=For.BSL,
    title=Text("Поиск данных по строке из кода", "Data looked for by a literal"),
    about=Text(
        "Наименование, код и номер меняет пользователь, и в другой базе они другие: однажды код ничего не найдёт. "
        "Заведите предопределённый элемент, константу или настройку.",
        "Users change descriptions, codes and numbers, and in another infobase they differ: one day the code finds "
        "nothing. Make a predefined item, a constant or a setting.",
    ),
    message=Text(
        "«{name}» ищет по значению, записанному в коде", "`{name}` looks for a value that stands in the code"
    ),
    examples=(
        Bad(
            'Валюта = Справочники.Валюты.⟦НайтиПоКоду("643")⟧;\nД = Документы.Заказ.⟦НайтиПоНомеру("1", Дата)⟧;\n'
        ),
        Bad('Currency = Catalogs.Currencies.⟦FindByDescription("Euro")⟧;\nA = Manager.⟦FINDBYCODE(978)⟧;\n'),
        Good(
            'Валюта = Справочники.Валюты.НайтиПоКоду(Код);\nСтрока = Таблица.Найти("643");\nА = НайтиПоКоду("1");\n'
        ),
    ),
)


@RULE.members(
    *("НайтиПоНаименованию", "FindByDescription", "FindByName"),
    *("НайтиПоКоду", "FindByCode", "НайтиПоНомеру", "FindByNumber"),
)
def check(call: Call, _code: Code) -> Found:
    wanted = call.argument(0)
    if wanted is not None and wanted.bare.kind in ("string", "number"):
        yield RULE.at(Range(call.name.start, call.node.end), name=call.name.text)
