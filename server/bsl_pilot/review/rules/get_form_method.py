"""A form is opened by way of its object."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text

RULE = Rule(
    key="GetFormMethod",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=15,
    language=For.BSL,
    title=Text("Вызов ПолучитьФорму()", "Call of GetForm()"),
    about=Text(
        "Форму, полученную как объект, настраивают обращениями к её реквизитам и методам: вызывающий код зависит от "
        "устройства формы, а обращений к серверу больше. ОткрытьФорму() передаёт всё нужное параметрами.",
        "A form got as an object is set up through its attributes and methods: the caller depends on how the form is "
        "made, and the server is asked more often. OpenForm() hands over all that is needed as parameters.",
    ),
    message=Text("Вместо ПолучитьФорму() нужен ОткрытьФорму()", "OpenForm() instead of GetForm()"),
    see=("https://its.1c.ru/db/v8std/content/404/hdoc",),
    examples=(
        Bad('Форма = ⟦ПолучитьФорму⟧("Справочник.Товары.ФормаЭлемента");\nФорма.Открыть();\n'),
        Bad('Form = Catalogs.Goods.⟦GetForm⟧("ItemForm");\nForm.Open();\n'),
        Good('ОткрытьФорму("Справочник.Товары.ФормаЭлемента", Новый Структура("Ключ", Ссылка));\n'),
    ),
)


@RULE.calls("ПолучитьФорму", "GetForm")
@RULE.members("ПолучитьФорму", "GetForm")
def check(call: Call, _code: Code) -> Found:
    yield RULE.at(call.name)
