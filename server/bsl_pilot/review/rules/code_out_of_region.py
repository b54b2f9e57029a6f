"""Code that stands in no region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bsl_pilot.review.api import (
    STATEMENTS,
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    ModuleType,
    Node,
    PieceFacts,
    Range,
    Rank,
    Rule,
    Text,
)


@dataclass(frozen=True, slots=True)
class Parameters:
    check_unknown_module_type: bool = False


RULE = Rule(
    key="CodeOutOfRegion",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    language=For.BSL,
    since=(8, 3, 1),
    title=Text("Код вне областей", "Code out of regions"),
    about=Text(
        "Код модуля делится на области, чтобы каждый метод искали на своём месте. То, что стоит вне областей, — ничьё.",
        "The code of a module is parted into regions, so that each method is looked for in its place. What stands out of "
        "all regions belongs nowhere.",
    ),
    message=Text("Код стоит вне областей", "The code stands out of all regions"),
    parameters=Parameters,
    parameter_docs=(
        (
            "checkUnknownModuleType",
            Text("проверять и модули, вид которых не известен", "check modules of unknown kinds, too"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad(
            "⟦Перем А⟧;\n\n#Область ПрограммныйИнтерфейс\n\nПроцедура Б() Экспорт\nКонецПроцедуры\n\n#КонецОбласти\n\n"
            "Процедура ⟦В⟧()\nКонецПроцедуры\n\n⟦А = 1;\nБ();⟧\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
        ),
        Bad("Function ⟦Price⟧() Export\nEndFunction\n"),
        Good(
            "#Если Сервер Тогда\n\n#Область Служебные\n\nПроцедура В()\nКонецПроцедуры\n\nВ();\n\n#КонецОбласти\n\n#Иначе\n"
            "ВызватьИсключение НСтр(\"ru = 'Только на сервере'\");\n#КонецЕсли\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
        ),
        Good("Процедура А()\nКонецПроцедуры\n", path="Разное.bsl"),
        Bad(
            "Процедура ⟦А⟧()\nКонецПроцедуры\n",
            path="Разное.bsl",
            parameters={"checkUnknownModuleType": True},
            hidden=True,
        ),
        Bad("#Область А\n#КонецОбласти\n⟦&НаКлиенте\nПерем А⟧; ⟦Перем Б⟧;\n", hidden=True),
        Good("#Область А\nА = 1;\n#КонецОбласти\n\n// конец\n;\n", hidden=True),
    ),
)
Spans = Sequence[tuple[int, int]]


class Places(NamedTuple):
    """What stands between two methods: declarations, and statements."""

    variables: Spans
    statements: Spans


@RULE.collect
def code_between(code: Code) -> Places | None:
    if code.is_method:
        return None
    variables = [(one.start, one.end) for one in code.root.children if one.kind == "module_variable"]
    found = [one for one in code.root.children if one.kind in STATEMENTS and not _is_guard(one)]
    statements = [(one.start, code.statement_end(one)) for one in found]
    return Places(variables, statements) if variables or statements else None


def _is_guard(node: Node) -> bool:
    """`#Иначе ВызватьИсключение …`, as the standard has it around modules of the server."""
    if node.kind != "raise_statement" or node.parent is None:
        return False
    before = [one for one in node.parent.children if one.end <= node.start and one.kind != "comment"]
    return bool(before) and before[-1].kind == "preproc_else"


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    if module.scene.type is ModuleType.UNKNOWN and not parameters.check_unknown_module_type:
        return
    last = len(module.data)
    regions = [(one.first.start, one.span(last).end) for one in module.regions]
    for piece in module.methods:
        if piece.method is not None and not _inside(piece.start + piece.method.start, regions):
            yield RULE.at(piece.place(piece.method))
    for piece, places in module.collected(RULE):
        for start, end in places.variables:
            if not _inside(piece.start + start, regions):
                yield RULE.at(piece.place(Range(start, end)))
        yield from map(RULE.at, _runs(piece, places.statements, regions))


def _inside(at: int, regions: Spans) -> bool:
    return any(start <= at < end for start, end in regions)


def _runs(piece: PieceFacts, statements: Spans, regions: Spans) -> list[Range]:
    """The statements outside of regions; those between which no region stands are one place."""
    found: list[Range] = []
    for start, end in statements:
        place = piece.place(Range(start, end))
        if _inside(place.start, regions):
            continue
        if found and not any(found[-1].end <= first < place.start for first, _ in regions):
            found[-1] = Range(found[-1].start, place.end)
        else:
            found.append(place)
    return found
