"""Two regions of one module have the same name."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Edits,
    Found,
    Good,
    Kind,
    ModuleFacts,
    Range,
    Rank,
    Rule,
    Text,
    delete,
    reason,
)
from bsl_pilot.review.edits import behind_blank
from bsl_pilot.syntax.preproc import Region
from bsl_pilot.text.snapshot import TextEdit
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
    fix=Text("Объединить области", "Join the regions"),
    examples=(
        Bad(
            "#Область Служебные\nА();\n#КонецОбласти\n\n⟦#Область служебные⟧\nБ();\n#КонецОбласти\n",
            fixed="#Область Служебные\nА();\nБ();\n#КонецОбласти\n",
        ),
        Bad(
            "#Region A\r\nA();\r\n#EndRegion\r\nB();\r\n\t⟦#Region a⟧\r\n\r\n#EndRegion // a\r\nC();\r\n⟦#Region A⟧\r\nD();\r\n#EndRegion",
            fixed="#Region A\r\nA();\r\n#EndRegion\r\nB();\r\nC();\r\n#Region A\r\nD();\r\n#EndRegion",
            hidden=True,
        ),
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
    first: dict[str, Region] = {}
    for region in module.all_regions():
        known = first.setdefault(fold(region.name), region)
        if known is not region and region.name:
            place = Range(region.first.start, region.first.end)
            reasons = [reason(Range(known.first.start, known.first.end), _FIRST)]
            yield RULE.at(place, name=region.name, reasons=reasons, fix=partial(_fix, module, known, region))


def _fix(module: ModuleFacts, known: Region, region: Region) -> Edits | None:
    """One region out of two that stand one behind the other; an empty one goes."""
    if region.last is None or known.last is None:
        return None
    if not module.data[region.first.end : region.last.start].strip():
        return [_without_lines(module, region.first.start, region.last.end)]
    if known.last.end > region.first.start or module.data[known.last.end : region.first.start].strip():
        return None
    return [_without_lines(module, known.last.start, region.first.end)]


def _without_lines(module: ModuleFacts, first: int, last: int) -> TextEdit:
    """Removes the lines from that of one byte to that of another, and blank lines behind where one stands before."""
    starts = [*module.lines.starts, len(module.data)]
    start = starts[module.lines.line_of(first)]
    end = starts[min(module.lines.line_of(last) + 1, len(starts) - 1)]
    return delete(start, behind_blank(module.data, start, end))
