"""A region that the standard does not have for modules of this kind."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text
from bsl_pilot.review.standard_regions import standard

RULE = Rule(
    key="NonStandardRegion",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    language=For.BSL,
    since=(8, 3, 1),
    title=Text("Нестандартная область", "Non-standard region"),
    about=Text(
        "Разделы модуля верхнего уровня называются одинаково во всех модулях одного вида: так в чужом модуле сразу "
        "видно, где что искать. Вложенные области могут называться как угодно.",
        "The regions at the top level have the same names in all modules of a kind, so that everybody knows where to "
        "look in a module of others. Regions inside of them have any names.",
    ),
    message=Text("Области «{name}» в модулях этого вида нет", "Modules of this kind have no region `{name}`"),
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad("⟦#Область Разное⟧\n\nПроцедура А()\nКонецПроцедуры\n\n#КонецОбласти\n"),
        Bad("⟦#Region FormEventHandlers⟧\n#EndRegion\n", path="Catalogs/Товары/Ext/ManagerModule.bsl"),
        Good("#Область ПрограммныйИнтерфейс\n\n#Область Разное\n#КонецОбласти\n\n#КонецОбласти\n"),
        Good(
            "#Region Private\n#EndRegion\n#область служебныйпрограммныйинтерфейс\n#КонецОбласти\n",
            hidden=True,
        ),
        Good(
            "#Область ОбработчикиСобытийЭлементовТаблицыФормыТовары\n#КонецОбласти\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Bad(
            "#Если Сервер Тогда\n⟦#Область Прочее⟧\n#КонецОбласти\n#КонецЕсли\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    known = standard(module.scene.type)
    if known is None:
        return
    for region in module.regions:
        if region.name and not known.has(region.name):
            yield RULE.at(Range(region.first.start, region.first.end), name=region.name)
