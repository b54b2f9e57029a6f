"""Two regions of one module have the same name."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text, reason
from bsl_pilot.text.words import fold

RULE = Rule(
    key="DuplicateRegion",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    since=(8, 3, 1),
    title=Text("Повторяющиеся области", "Duplicate regions"),
    about=Text(
        "Код одного назначения должен лежать в одной области: во второй с тем же именем его не ищут.",
        "Code of one purpose belongs into one region: nobody looks for it in a second one of that name.",
    ),
    message=Text(
        "Область «{name}» уже есть в этом модуле", "There is a region `{name}` in this module already"
    ),
    examples=(
        Bad("#Область Служебные\n#КонецОбласти\n\n⟦#Область служебные⟧\n#КонецОбласти\n"),
        Bad(
            "#Region A\n#Region B\n#EndRegion\n#EndRegion\n⟦#Region B⟧ \n#EndRegion\n⟦#region b⟧\r\n#EndRegion\n",
            hidden=True,
        ),
        Good("#Область\n#КонецОбласти\n#Область\n#КонецОбласти\n", hidden=True),
        Good("#Область Один\n#КонецОбласти\n\n#Область Два\n#КонецОбласти\n"),
    ),
)
_FIRST = Text("Область с этим именем здесь", "The region of this name is here")


@RULE.module
def check(module: ModuleFacts) -> Found:
    first: dict[str, Range] = {}
    for region in module.all_regions():
        place = Range(region.first.start, region.first.end)
        known = first.setdefault(fold(region.name), place)
        if known is not place and region.name:
            yield RULE.at(place, name=region.name, reasons=[reason(known, _FIRST)])
