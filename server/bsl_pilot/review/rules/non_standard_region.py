"""A region that the standard does not have for modules of this kind."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Edits,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    Range,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.nearest import FIX, nearest
from bsl_pilot.review.standard_regions import Standard, standard
from bsl_pilot.text.words import fold

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
    fix=FIX,
    message=Text("Области «{name}» в модулях этого вида нет", "Modules of this kind have no region `{name}`"),
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad(
            "⟦#Область СлужебныеПроцедурыИФункци⟧\n\nПроцедура А()\nКонецПроцедуры\n\n#КонецОбласти\n",
            fixed="#Область СлужебныеПроцедурыИФункции\n\nПроцедура А()\nКонецПроцедуры\n\n#КонецОбласти\n",
        ),
        Bad(
            "⟦#Region Publik // a⟧\r\n#EndRegion\r\n⟦#Region Any⟧\r\n#EndRegion\r\n#Region Private\r\n#EndRegion\r\n⟦#Region Privat⟧\r\n#EndRegion\r\n",
            hidden=True,
        ),
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
            place = Range(region.first.start, region.first.end)
            new = _meant(region.name, module, known)
            fix = partial(_fix, place, region.name, new, module) if new else None
            yield RULE.at(place, name=region.name, new=new, fix=fix)


def _meant(name: str, module: ModuleFacts, known: Standard) -> str:
    """The standard name that this one is a slip of the pen for; empty where that region is there already."""
    new = nearest(name, [word for one in known.names for word in (one.ru, one.en)])
    there = {fold(one.name) for one in module.regions}
    return new if new is not None and fold(new) not in there else ""


def _fix(place: Range, name: str, new: str, module: ModuleFacts) -> Edits:
    line = module.data[place.start : place.end]
    at = place.start + line.rindex(name.encode())
    return [replace(Range(at, at + len(name.encode())), new)]
