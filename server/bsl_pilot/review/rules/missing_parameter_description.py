"""A comment above a method that speaks of other parameters than it has."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Found,
    Good,
    Kind,
    MethodFacts,
    ModuleFacts,
    PieceFacts,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.doc_sections import describes_itself
from bsl_pilot.types.doc import Doc

RULE = Rule(
    key="MissingParameterDescription",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Описание параметров расходится с заголовком", "Description and parameters disagree"),
    about=Text(
        "В описании метода названы все его параметры, в том же порядке и без лишних: по нему вызывают метод и выводят "
        "типы.",
        "The description of a method names all its parameters, in their order and no others: people call the method by it, "
        "and types are taken from it.",
    ),
    message=Text("Параметр «{name}» не описан", "The parameter `{name}` is not described"),
    see=("https://its.1c.ru/db/v8std/content/453/hdoc",),
    examples=(
        Bad(
            "// Записывает цену.\n//\n// Параметры:\n//  Товар - СправочникСсылка.Товары - чья цена.\n//\n"
            "Процедура ЗаписатьЦену(Товар, ⟦Цена⟧) Экспорт\nКонецПроцедуры\n"
        ),
        Bad("// Writes a price.\nProcedure ⟦WritePrice⟧(Item, Price) Export\nEndProcedure\n"),
        Bad(
            "// Читает.\n// Параметры:\n//  Нет - Строка - которого нет.\n//  А - Строка - который есть.\n"
            "Процедура ⟦Читать⟧(А)\nКонецПроцедуры\n"
        ),
        Good(
            "// Записывает цену.\n//\n// Параметры:\n//  Товар - СправочникСсылка.Товары - чья цена.\n"
            "//  Поля  - Структура:\n//   * Цена - Число - сколько.\n//\nПроцедура ЗаписатьЦену(Товар, Знач поля = Неопределено)\n"
            "КонецПроцедуры\n\nПроцедура Б(В)\nКонецПроцедуры\n\n// См. Цены.Записать.\nПроцедура Г(Д)\nКонецПроцедуры\n"
        ),
        Bad(
            "// О чём.\n// Параметры:\n//  Б - Число\n//  А - Число\nПроцедура ⟦В⟧(А, Б)\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad("// О чём.\n// Параметры:\n//  Б - Число\nПроцедура ⟦В⟧()\nКонецПроцедуры\n", hidden=True),
        Good("// О чём.\nПроцедура В()\nКонецПроцедуры\n", hidden=True),
        Good("//\nПроцедура В(А)\nКонецПроцедуры\n", hidden=True),
    ),
)
_NONE = Text("Параметры метода «{name}» не описаны", "The parameters of `{name}` are not described")
_FOREIGN = Text(
    "В описании метода «{name}» есть параметры, которых у него нет: {foreign}",
    "The description of `{name}` has parameters that it lacks: {foreign}",
)
_ORDER = Text(
    "Параметры метода «{name}» описаны в другом порядке",
    "The parameters of `{name}` are described in another order",
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece in module.methods:
        method = piece.method
        if method is None or not describes_itself(module.comment_above(piece)):
            continue
        yield from _compared(piece, method, module.doc(piece))


def _compared(piece: PieceFacts, method: MethodFacts, doc: Doc) -> Found:
    place = piece.place(method)
    described = list(doc.parameters)
    words = [one.word for one in method.parameters]
    foreign = [doc.parameters[one].name for one in described if one not in words]
    if words and not described:
        yield RULE.at(place, message=_NONE, name=method.name)
        return
    for one in method.parameters:
        if one.word not in doc.parameters:
            yield RULE.at(piece.place(one), name=one.name)
    if foreign:
        yield RULE.at(place, message=_FOREIGN, name=method.name, foreign=", ".join(foreign))
    elif [one for one in words if one in doc.parameters] != described:
        yield RULE.at(place, message=_ORDER, name=method.name)
