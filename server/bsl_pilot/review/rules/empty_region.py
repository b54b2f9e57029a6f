"""A region with nothing in it."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import Bad, Edits, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text, delete
from bsl_pilot.syntax.preproc import Region, instruction

RULE = Rule(
    key="EmptyRegion",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Пустая область", "Empty region"),
    about=Text(
        "Область, в которой нет ни кода, ни описаний, только удлиняет модуль. Комментарий за содержимое не считается.",
        "A region without code or declarations makes a module longer for nothing. A comment is no content.",
    ),
    message=Text("Область «{name}» пуста", "The region `{name}` is empty"),
    fix=Text("Убрать область", "Remove the region"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad("⟦#Область Служебные⟧\n\n#КонецОбласти\n\nА = 1;\n", fixed="А = 1;\n"),
        Bad(
            "⟦#Region Public⟧\n// nothing yet\n#EndRegion\n",
            fixed=None,
        ),
        Good("#Область Служебные\n\nПроцедура А()\nКонецПроцедуры\n\n#КонецОбласти\n"),
        Bad(
            "⟦#Область Внешняя⟧\n⟦#Область Внутренняя⟧\n#КонецОбласти\n#КонецОбласти\n", fixed="", hidden=True
        ),
        Bad(
            "Процедура А()\r\n\t⟦#Область Б⟧\r\n\t#КонецОбласти\r\nКонецПроцедуры\r\n",
            fixed="Процедура А()\r\nКонецПроцедуры\r\n",
            hidden=True,
        ),
        Good("#Область Нет\n", hidden=True),
        Good("#Область Есть\n#Если Сервер Тогда\nА();\n#КонецЕсли\n#КонецОбласти\n", hidden=True),
    ),
)
_CONTENT = re.compile(rb"\S[^\r\n]*")
_LINES = re.compile(rb"(?:[ \t]*\r?\n)*")


@RULE.module
def check(module: ModuleFacts) -> Found:
    for region in module.all_regions():
        if region.last is not None and _is_empty(region, module.data):
            place = Range(region.first.start, region.first.end)
            yield RULE.at(place, name=region.name, fix=partial(_without, region, module.data))


def _is_empty(region: Region, data: bytes) -> bool:
    assert region.last is not None
    lines = (one.group() for one in _CONTENT.finditer(data, region.first.end, region.last.start))
    return not any(not one.startswith(b"//") and not _is_mark(one) for one in lines)


def _is_mark(line: bytes) -> bool:
    return line.startswith(b"#") and instruction(line, 0).kind in ("region", "endregion")


def _without(region: Region, data: bytes) -> Edits | None:
    """Removes the lines of the region, and blank ones behind it where there are some before it."""
    assert region.last is not None
    if b"//" in data[region.first.start : region.last.end]:
        return None
    start = data.rfind(b"\n", 0, region.first.start) + 1
    end = region.last.end
    blank = _LINES.match(data, end)
    if blank is not None:
        before = data[:start].removesuffix(b"\n").removesuffix(b"\r")
        is_parted = not before or before.endswith(b"\n")
        end = blank.end() if is_parted else data.find(b"\n", end) + 1 or len(data)
    return [delete(start, end)]
