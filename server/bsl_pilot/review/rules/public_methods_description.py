"""A method for other modules that says nothing of itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bsl_pilot.features.refactor.describe_method import described
from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Rank, Rule, Text
from bsl_pilot.review.standard_regions import PUBLIC
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    check_all_region: bool = False


RULE = Rule(
    key="PublicMethodsDescription",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Метод программного интерфейса без описания", "Public method without a description"),
    about=Text(
        "Методы программного интерфейса вызывают те, кто не читал их кода: что метод делает, что ему передать и что он "
        "вернёт, говорит комментарий над ним.",
        "Public methods are called by people who have not read their code: the comment above says what a method does, "
        "what it wants and what it gives.",
    ),
    fix=Text("Создать описание", "Describe the method"),
    fix_is_safe=False,
    message=Text("У метода «{name}» нет описания", "The method `{name}` lacks a description"),
    parameters=Parameters,
    parameter_docs=(
        (
            "checkAllRegion",
            Text("проверять экспортные методы всех областей", "check exported methods in all regions"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/453/hdoc",),
    examples=(
        Bad(
            '#Область ПрограммныйИнтерфейс\n\n&НаСервере\nФункция ⟦А⟧(Б, В = "") Экспорт\n\tВозврат 1;\nКонецФункции\n\n#КонецОбласти\n',
            fixed='#Область ПрограммныйИнтерфейс\n\n// Описание.\n//\n// Параметры:\n//  Б - Тип - описание\n//  В - Строка - описание\n//\n// Возвращаемое значение:\n//  Число - описание\n//\n&НаСервере\nФункция А(Б, В = "") Экспорт\n\tВозврат 1;\nКонецФункции\n\n#КонецОбласти\n',
        ),
        Bad(
            "#Region Public\r\n// Far away.\r\n\r\nProcedure ⟦A⟧() Export // a\r\nEndProcedure Procedure ⟦B⟧() Export EndProcedure\r\n#EndRegion\r\n",
            fixed="#Region Public\r\n// Far away.\r\n\r\n// Description.\r\n//\r\nProcedure A() Export // a\r\nEndProcedure Procedure B() Export EndProcedure\r\n#EndRegion\r\n",
            hidden=True,
        ),
        Bad("#Область ПрограммныйИнтерфейс\n\nПроцедура ⟦А⟧() Экспорт\nКонецПроцедуры\n\n#КонецОбласти\n"),
        Bad("#Region Public\n// Far away.\n\nFunction ⟦A⟧() Export\nEndFunction\n#EndRegion\n"),
        Good(
            "#Область ПрограммныйИнтерфейс\n\n// Записывает цену.\n&НаСервере\nПроцедура А() Экспорт\nКонецПроцедуры\n\n"
            "Процедура Б()\nКонецПроцедуры\n\n#КонецОбласти\n\nПроцедура В() Экспорт\nКонецПроцедуры\n"
        ),
        Bad("Процедура ⟦В⟧() Экспорт\nКонецПроцедуры\n", parameters={"checkAllRegion": True}, hidden=True),
    ),
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    everywhere = parameters.check_all_region
    public = [one for one in module.all_regions() if fold(one.name) in PUBLIC]
    last = len(module.data)
    for piece in module.methods if public or everywhere else ():
        method = piece.method
        if method is None or not method.exported:
            continue
        inside = everywhere or any(one.first.start <= piece.start < one.span(last).end for one in public)
        if inside and not module.comment_above(piece):
            place = piece.place(method)
            fix = partial(described, module.document, place.start)
            yield RULE.at(place, name=method.name, fix=fix)
