"""A small help in both languages, in the form of the platform's and with contents of our own."""

from __future__ import annotations

from pathlib import Path

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue import (
    About,
    Catalogue,
    Contents,
    Life,
    Method,
    Origin,
    PlatformType,
    Signature,
    TypeEntry,
)
from bsl_pilot.types.catalogue.encode import encode

from tests.unit.types.catalogue.help_writer import Entry, chapter, rubric, versions

EVERYWHERE_RU = chapter(
    "Доступность", "Тонкий клиент, веб-клиент, сервер, толстый клиент.<br>Возможен обмен XDTO."
)
EVERYWHERE_EN = chapter("Availability", "Thin client, web client, server, thick client.")
LINK = '<a href="v8help://SyntaxHelperLanguage/def_{0}">{1}</a>'


def link(name: str) -> str:
    return f'<a href="v8help://SyntaxHelperContext/objects/{name}.html">{name}</a>'


def typed(name: str, text: str = "") -> str:
    return f"Тип: {name}. <br>{text}"


def typed_en(name: str, text: str = "") -> str:
    return f"Type: {name}. <br>{text}"


CLEAN = Entry(
    "objects/Global context/methods/catalog7/Sweep1.html",
    "Подмести",
    "Sweep",
    chapter("Синтаксис", "Подмести(&lt;Комната&gt;, &lt;Сила&gt;)")
    + chapter(
        "Параметры",
        rubric("<Комната>", "(обязательный)", typed(f"{link('Комната')}; {link('Строка')}", "Что мести. 😀"))
        + rubric("<Сила>", "(необязательный)", typed(link("Число"), "Значение по умолчанию: 1.")),
    )
    + chapter("Возвращаемое значение", typed(link("Булево"), "Чисто ли."))
    + chapter("Описание", "Метёт комнату.<br>Вторая строка. ")
    + EVERYWHERE_RU
    + chapter("Пример", "Подмести(Кухня);")
    + versions("Доступен, начиная с версии 8.3.15.", "Описание изменено в версии 8.3.18."),
    chapter("Syntax", "Sweep(&lt;Room&gt;, &lt;Force&gt;)")
    + chapter(
        "Parameters",
        rubric("<Room>", "(required)", typed_en(link("Room")))
        + rubric("<Force>", "(optional)", typed_en(link("Number"))),
    )
    + chapter("Returned value", typed_en(link("Boolean")))
    + chapter("Description", "Sweeps a room.")
    + EVERYWHERE_EN,
)
OLD = Entry(
    "objects/Global context/methods/catalog7/Brush2.html",
    "Щётка",
    "Brush",
    chapter("Синтаксис", "Щётка()")
    + chapter("Описание", "Больше не нужна.")
    + '<div class="__DEPRECATED_SHOW_STYLE__">Вместо неё <a href="x">Подмести</a></div>'
    + versions("Не рекомендуется использовать, начиная с версии 8.3.17."),
    chapter("Syntax", "Brush()"),
)
MANY = Entry(
    "objects/Global context/methods/catalog7/Mix3.html",
    "Смешать",
    "Mix",
    chapter("Вариант синтаксиса: По именам", "")
    + chapter("Синтаксис", "Смешать(&lt;Имя1&gt;, ..., &lt;ИмяN&gt;)")
    + chapter("Параметры", rubric("<Имя1>,...,<ИмяN>", "(обязательный)", typed(link("Строка"))))
    + chapter("Возвращаемое значение", typed(link("Строка")))
    + chapter("Описание варианта метода", "Смешивает то, что названо.")
    + chapter("Вариант синтаксиса: Всё", "")
    + chapter("Синтаксис", "Смешать()")
    + chapter("Возвращаемое значение", typed("Произвольный"))
    + chapter("Описание", "Смешивает."),
    chapter("Syntax option: By names", "")
    + chapter("Syntax", "Mix(&lt;Name1&gt;, ..., &lt;NameN&gt;)")
    + chapter("Parameters", rubric("<Name1>,...,<NameN>", "(required)", typed_en(link("String"))))
    + chapter("Syntax option: All", "")
    + chapter("Syntax", "Mix()"),
)
STRANGE = Entry(
    "objects/Global context/methods/catalog7/Strange4.html",
    "Странная",
    "Strange",
    "Страница, на которой ничего не размечено <b>как надо",
    "A page where nothing is marked",
)
START = Entry(
    "objects/Global context/events/catalog8/AtDawn5.html",
    "НаРассвете",
    "AtDawn",
    chapter("Синтаксис", "НаРассвете(&lt;Отказ&gt;)")
    + chapter("Параметры", rubric("<Отказ>", "", typed(link("Булево"))))
    + chapter("Описание", "Возникает на рассвете."),
    chapter("Syntax", "AtDawn(&lt;Cancel&gt;)") + chapter("Parameters", rubric("<Cancel>", "", "")),
)
HOUSE = Entry(
    "objects/Global context/properties/catalog9/House6.html",
    "Дом",
    "House",
    chapter("Использование", "Только чтение.")
    + chapter("Описание", typed(link("Комнаты"), "Все комнаты."))
    + EVERYWHERE_RU,
    chapter("Use", "Read only.") + chapter("Description", typed_en(link("Rooms"), "All rooms.")),
)
GLOBAL = Entry(
    "objects/Global context.html",
    "Глобальный контекст",
    "Global context",
    children=[
        Entry("", "Методы", "Methods", children=[CLEAN, OLD, MANY, STRANGE]),
        Entry("", "События приложения", "Application events", children=[START]),
        Entry("", "Свойства", "Properties", children=[HOUSE]),
    ],
)
ROOM_ADD = Entry(
    "objects/catalog3/Room/methods/Furnish7.html",
    "Комната.Обставить",
    "Room.Furnish",
    chapter("Синтаксис", "Обставить(&lt;Мебель&gt;)")
    + chapter("Параметры", rubric("<Мебель>", "(необязательный)", typed("не пойми что, и 5 стульев")))
    + chapter("Описание", "Ставит мебель."),
    chapter("Syntax", "Furnish(&lt;Furniture&gt;)")
    + chapter("Parameters", rubric("<Furniture>", "(optional)", typed_en("something or other"))),
)
ROOM = Entry(
    "objects/catalog3/Room.html",
    "Комната.<Имя комнаты>",
    "Room.<Room name>",
    chapter("Описание", "Одна комната.")
    + chapter("Элементы коллекции", f"{link('Мебель')}<br>Доступен обход Для каждого и оператор [...].")
    + EVERYWHERE_RU
    + versions("Доступен, начиная с версии 8.1."),
    chapter("Description", "One room.") + chapter("Collection items", link("Furniture")),
    children=[
        Entry("", "Методы", "Methods", children=[ROOM_ADD]),
        Entry(
            "",
            "Свойства",
            "Properties",
            children=[
                Entry(
                    "objects/catalog3/Room/properties/Width8.html",
                    "Комната.Ширина",
                    "Room.Width",
                    chapter("Использование", "Чтение и запись.")
                    + chapter("Описание", typed(link("Число"), "В метрах.")),
                ),
                Entry(
                    "objects/catalog3/Room/properties/Name9.html",
                    "Комната.<Имя комнаты>.<Имя стены>",
                    "Room.<Room name>.<Wall name>",
                    chapter("Использование", "Только чтение.") + chapter("Описание", "Стена."),
                ),
            ],
        ),
        Entry(
            "",
            "Конструкторы",
            "Constructors",
            children=[
                Entry(
                    "objects/catalog3/Room/ctors/ctor10.html",
                    "По ширине",
                    "By width",
                    chapter("Синтаксис", "Новый Комната(&lt;Ширина&gt;)")
                    + chapter("Параметры", rubric("<Ширина>", "(обязательный)", typed(link("Число")))),
                )
            ],
        ),
        Entry(
            "",
            "События",
            "Events",
            children=[
                Entry(
                    "objects/catalog3/Room/events/Enter11.html",
                    "ПриВходе",
                    "OnEnter",
                    chapter("Синтаксис", "ПриВходе()") + chapter("Описание", "Кто-то вошёл."),
                )
            ],
        ),
    ],
)
STYLE = Entry(
    "objects/catalog4/Стиль.html",
    "СтильКомнаты",
    "RoomStyle",
    chapter("Описание", "Какой бывает комната.") + versions("Доступен, начиная с версии 8.3.10."),
    children=[
        Entry(
            "objects/catalog4/Стиль/properties/Loft12.html", "Лофт", "Loft", chapter("Описание", "Кирпич.")
        ),
        Entry(
            "objects/catalog4/Стиль/properties/Bare13.html", "Пусто", "Bare", chapter("Описание", "Ничего.")
        ),
    ],
)
ARRAY_ADD = Entry(
    "objects/catalog5/Array/methods/Add14.html",
    "Массив.Добавить",
    "Array.Add",
    chapter("Описание", "Кладёт в конец."),
)
ARRAY = Entry(
    "objects/catalog5/Array.html",
    "Массив",
    "Array",
    chapter("Описание", "Ряд значений."),
    children=[Entry("", "Методы", "Methods", children=[ARRAY_ADD])],
)
ROOTS = [
    GLOBAL,
    Entry("objects/catalog3.html", "Раздел", "Section", children=[ROOM]),
    Entry("objects/catalog4.html", "Перечисления", "Enumerations", children=[STYLE]),
    ARRAY,
]

NOTHING = (Signature(),)
OWN = Contents(
    About("facts", "8.3.20"),
    functions=(Method(Text("СтрНайти", "StrFind"), NOTHING, life=Life("8.3.6", hidden_below="8.3.6")),),
    types=(
        TypeEntry(
            PlatformType(Text("Массив", "Array"), NOTHING, creatable=True),
            (
                Method(Text("Добавить", "Add"), NOTHING, origin=Origin.EXTRACT),
                Method(Text("Вставить", "Insert"), NOTHING, origin=Origin.EXTRACT),
            ),
        ),
        TypeEntry(PlatformType(Text("ФормаКлиентскогоПриложения", "ClientApplicationForm"))),
        *(
            TypeEntry(PlatformType(Text(ru, en), primitive=True))
            for ru, en in (("Строка", "String"), ("Число", "Number"), ("Булево", "Boolean"))
        ),
    ),
    aliases=(("ManagedForm", "ClientApplicationForm"),),
)


def own_catalogue(folder: Path) -> Catalogue:
    """A catalogue like the package's, of a few entries."""
    path = folder / "own.bin"
    path.write_bytes(encode(OWN))
    return Catalogue(path)
