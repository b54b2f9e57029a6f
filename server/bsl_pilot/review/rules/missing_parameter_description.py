"""A comment above a method that speaks of other parameters than it has."""

from __future__ import annotations

from functools import partial

from bsl_pilot.features.refactor.describe_method import rows_of
from bsl_pilot.review.api import (
    Bad,
    Edits,
    Found,
    Good,
    Kind,
    MethodFacts,
    ModuleFacts,
    PieceFacts,
    Range,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.doc_edits import Comment
from bsl_pilot.review.doc_sections import describes_itself
from bsl_pilot.review.nearest import nearest
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold
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
    fix=Text("Привести описание к заголовку", "Bring the description in line with the header"),
    fix_is_safe=False,
    message=Text("Параметр «{name}» не описан", "The parameter `{name}` is not described"),
    see=("https://its.1c.ru/db/v8std/content/453/hdoc",),
    examples=(
        Bad(
            "// Записывает цену.\n//\n// Параметры:\n//  Товар - СправочникСсылка.Товары - чья цена.\n//\nПроцедура ЗаписатьЦену(Товар, ⟦Цена⟧ = 0) Экспорт\nКонецПроцедуры\n",
            fixed="// Записывает цену.\n//\n// Параметры:\n//  Товар - СправочникСсылка.Товары - чья цена.\n//  Цена - Число - описание\n//\nПроцедура ЗаписатьЦену(Товар, Цена = 0) Экспорт\nКонецПроцедуры\n",
        ),
        Bad(
            "// Writes a price.\nProcedure ⟦WritePrice⟧(Item, Price) Export\nEndProcedure\n",
            fixed="// Writes a price.\n//\n// Parameters:\n//  Item - Type - description\n//  Price - Type - description\n//\nProcedure WritePrice(Item, Price) Export\nEndProcedure\n",
        ),
        Bad(
            "// О чём.\r\n// Параметры:\r\n//   Б - Структура:\r\n//    * В - Число - ё\r\n//   А - Число\r\n//\r\n// Пример:\r\n//  Г(1, 2);\r\n&НаСервере\r\nПроцедура ⟦Г⟧(А, Б)\r\nКонецПроцедуры\r\n",
            fixed="// О чём.\r\n// Параметры:\r\n//   А - Число\r\n//   Б - Структура:\r\n//    * В - Число - ё\r\n//\r\n// Пример:\r\n//  Г(1, 2);\r\n&НаСервере\r\nПроцедура Г(А, Б)\r\nКонецПроцедуры\r\n",
            hidden=True,
        ),
        Bad(
            "// О чём 😀.\n// Параметры:\n//  Колчество - Число\n//  Чужой - Строка\nПроцедура ⟦В⟧(⟦А⟧, Колчество)\nКонецПроцедуры\n",
            fixed="// О чём 😀.\n// Параметры:\n//  А - Тип - описание\n//  Колчество - Число\n//  Чужой - Строка\nПроцедура В(А, Колчество)\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad(
            "// О чём.\n// Параметры:\n//  Колчество - Число\nПроцедура ⟦В⟧(⟦Количество⟧)\nКонецПроцедуры\n",
            fixed="// О чём.\n// Параметры:\n//  Количество - Число\nПроцедура В(Количество)\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad(
            "// О чём.\n// Параметры:\n//  Нет.\n//\nПроцедура ⟦В⟧(А)\nКонецПроцедуры\n",
            fixed="// О чём.\n// Параметры:\n//  Нет.\n//\nПроцедура В(А)\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad(
            "// О чём.\n//\n// Возвращаемое значение:\n//  Число\nФункция ⟦В⟧(А)\nКонецФункции\n",
            fixed="// О чём.\n//\n// Параметры:\n//  А - Тип - описание\n//\n// Возвращаемое значение:\n//  Число\nФункция В(А)\nКонецФункции\n",
            hidden=True,
        ),
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
        Good(
            "// АПК:581-выкл вызывается из теста\n// @skip-check module-unused-method\nПроцедура А(Б)\nКонецПроцедуры\n\n"
            "//BSLLS-off\n// noqa\n// См. А.\nProcedure C(D)\nEndProcedure\n",
            hidden=True,
        ),
        Bad("// @skip-check a\n// О чём.\nПроцедура ⟦А⟧(Б)\nКонецПроцедуры\n", hidden=True),
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
        yield from _compared(module, piece, method, module.doc(piece))


def _compared(module: ModuleFacts, piece: PieceFacts, method: MethodFacts, doc: Doc) -> Found:
    place = piece.place(method)
    described = list(doc.parameters)
    words = [one.word for one in method.parameters]
    foreign = [doc.parameters[one].name for one in described if one not in words]
    if words and not described:
        yield RULE.at(place, message=_NONE, name=method.name, fix=partial(_all, module, piece, place))
        return
    for one in method.parameters:
        if one.word not in doc.parameters:
            yield RULE.at(piece.place(one), name=one.name, fix=partial(_one, module, piece, words, one.word))
    if foreign:
        missing = [one.name for one in method.parameters if one.word not in doc.parameters]
        fix = partial(_renamed, module, piece, foreign[0], missing) if len(foreign) == 1 else None
        yield RULE.at(place, message=_FOREIGN, name=method.name, foreign=", ".join(foreign), fix=fix)
    elif [one for one in words if one in doc.parameters] != described:
        yield RULE.at(place, message=_ORDER, name=method.name, fix=partial(_in_order, module, piece, words))


def _all(module: ModuleFacts, piece: PieceFacts, place: Range) -> Edits | None:
    comment = Comment(module, piece)
    rows, _ = rows_of(module.document, place.start)
    return comment.with_parameters(rows) if comment.is_plain and rows and not comment.tells_of_none else None


def _one(module: ModuleFacts, piece: PieceFacts, words: list[str], word: str) -> Edits | None:
    comment = Comment(module, piece)
    rows, _ = rows_of(module.document, piece.start + piece.method.start if piece.method is not None else 0)
    before = words[: words.index(word)]
    if not comment.is_plain:
        return None
    return next((comment.with_entry(name, said, before) for name, said in rows if fold(name) == word), None)


def _in_order(module: ModuleFacts, piece: PieceFacts, words: list[str]) -> Edits | None:
    comment = Comment(module, piece)
    return comment.in_order(words) if comment.is_plain else None


def _renamed(module: ModuleFacts, piece: PieceFacts, foreign: str, missing: list[str]) -> Edits | None:
    """The name of a parameter that is not described yet, where the foreign one is a slip of the pen for it."""
    new = nearest(foreign, missing)
    line = next((one.lines[0] for one in Comment(module, piece).entries() if one.name == foreign), None)
    if new is None or line is None:
        return None
    at = line.start + len(line.text.partition(foreign)[0].encode())
    return [TextEdit(at, at + len(foreign.encode()), new)]
