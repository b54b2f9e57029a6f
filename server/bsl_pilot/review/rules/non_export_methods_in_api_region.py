"""A method that nobody can call among those that others call."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from bsl_pilot.features.refactor.standard_regions import PRIVATE
from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Rank, Rule, Text
from bsl_pilot.review.region_edits import moved
from bsl_pilot.review.standard_regions import API
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    skip_annotated_methods: bool = False


RULE = Rule(
    key="NonExportMethodsInApiRegion",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    title=Text("Неэкспортный метод в программном интерфейсе", "Non-export method in an API region"),
    about=Text(
        "В областях «ПрограммныйИнтерфейс» и «СлужебныйПрограммныйИнтерфейс» стоят методы для других модулей. "
        "Остальные — в «СлужебныеПроцедурыИФункции». Или забыто слово «Экспорт».",
        "The regions `Public` and `Internal` hold methods for other modules. All others belong into `Private`. Or the "
        "word `Export` was forgotten.",
    ),
    fix=Text("Переместить в служебные", "Move to the private ones"),
    fix_is_safe=False,
    message=Text(
        "Метод «{name}» не экспортный, но стоит в области «{region}»",
        "`{name}` is not exported, but stands in the region `{region}`",
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "skipAnnotatedMethods",
            Text("не проверять методы с аннотациями", "leave out methods with annotations"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad(
            "#Область ПрограммныйИнтерфейс\n\nПроцедура Б() Экспорт\nКонецПроцедуры\n\n// О чём.\n&НаСервере\nПроцедура ⟦А⟧() // так\nКонецПроцедуры // А\n\n#КонецОбласти\n",
            fixed="#Область ПрограммныйИнтерфейс\n\nПроцедура Б() Экспорт\nКонецПроцедуры\n\n#КонецОбласти\n\n#Область СлужебныеПроцедурыИФункции\n\n// О чём.\n&НаСервере\nПроцедура А() // так\nКонецПроцедуры // А\n\n#КонецОбласти\n",
        ),
        Bad(
            "#Region Internal\r\n#Region Prices\r\nFunction ⟦A⟧()\r\nEndFunction\r\n\r\nFunction ⟦B⟧()\r\nEndFunction\r\n#EndRegion\r\n#EndRegion\r\n\r\n#Region Private\r\nFunction C()\r\nEndFunction\r\n#EndRegion\r\n",
            fixed="#Region Internal\r\n#Region Prices\r\n\r\n#EndRegion\r\n#EndRegion\r\n\r\n#Region Private\r\nFunction C()\r\nEndFunction\r\n\r\nFunction A()\r\nEndFunction\r\n\r\nFunction B()\r\nEndFunction\r\n\r\n#EndRegion\r\n",
            hidden=True,
        ),
        Bad(
            "#Если Сервер Тогда\n#Область ПрограммныйИнтерфейс\nПроцедура ⟦А⟧()\nКонецПроцедуры\n#КонецОбласти\n#КонецЕсли\n",
            fixed="#Если Сервер Тогда\n#Область ПрограммныйИнтерфейс\nПроцедура А()\nКонецПроцедуры\n#КонецОбласти\n#КонецЕсли\n",
            hidden=True,
        ),
        Bad("#Область ПрограммныйИнтерфейс\n\nПроцедура ⟦А⟧()\nКонецПроцедуры\n\n#КонецОбласти\n"),
        Bad("#Region Internal\n#Region Prices\nFunction ⟦A⟧()\nEndFunction\n#EndRegion\n#EndRegion\n"),
        Good(
            "#Область ПрограммныйИнтерфейс\nПроцедура А() Экспорт\nКонецПроцедуры\n#КонецОбласти\n\n"
            "#Область СлужебныеПроцедурыИФункции\nПроцедура Б()\nКонецПроцедуры\n#КонецОбласти\n"
        ),
        Good(
            '#Область ПрограммныйИнтерфейс\n&Вместо("А")\nПроцедура Р_А()\nКонецПроцедуры\n#КонецОбласти\n',
            parameters={"skipAnnotatedMethods": True},
            hidden=True,
        ),
        Good("Процедура А()\n#Область Public\nА();\n#КонецОбласти\nКонецПроцедуры\n", hidden=True),
    ),
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    api = [region for region in module.all_regions() if fold(region.name) in API]
    for piece in module.methods if api else ():
        method = piece.method
        if method is None or method.exported or (parameters.skip_annotated_methods and method.annotations):
            continue
        place = piece.place(method)
        around = [one for one in api if one.first.start <= place.start < one.span(len(module.data)).end]
        if around:
            fix = partial(moved, module, piece, PRIVATE)
            yield RULE.at(place, name=method.name, region=around[-1].name, fix=fix)
