"""An exported method of a command's module."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Edits,
    For,
    Found,
    Good,
    Kind,
    ModuleFacts,
    ModuleType,
    PieceFacts,
    Rank,
    Rule,
    Text,
    delete,
)

RULE = Rule(
    key="CommandModuleExportMethods",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    language=For.BSL,
    modules=(ModuleType.COMMAND,),
    title=Text("Экспортный метод в модуле команды", "An exported method in the module of a command"),
    about=Text(
        "К методам модуля команды нельзя обратиться извне, «Экспорт» в нём ничего не даёт. Код, который нужен и другим, "
        "помещают в общий модуль.",
        "Methods of a command's module can't be called from elsewhere, so `Export` does nothing there. Code that others "
        "need belongs into a common module.",
    ),
    message=Text(
        "«Экспорт» у метода «{name}» модуля команды не нужен",
        "`{name}` of the command's module needs no `Export`",
    ),
    fix=Text("Убрать «Экспорт»", "Remove `Export`"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/544/hdoc",),
    examples=(
        Bad(
            "&НаКлиенте\nПроцедура ⟦ОбработкаКоманды⟧(Параметр, Параметры) Экспорт\nКонецПроцедуры\n",
            fixed="&НаКлиенте\nПроцедура ОбработкаКоманды(Параметр, Параметры)\nКонецПроцедуры\n",
            path="CommonCommands/Печать/Ext/CommandModule.bsl",
        ),
        Bad(
            "&AtServer\nFunction ⟦F⟧() // why\n\tExport\nEndFunction\n",
            fixed="&AtServer\nFunction F() // why\n\nEndFunction\n",
            path="Catalogs/Goods/Commands/Print/Ext/CommandModule.bsl",
            hidden=True,
        ),
        Good(
            "&НаКлиенте\nПроцедура ОбработкаКоманды(Параметр, Параметры)\nКонецПроцедуры\n",
            path="CommonCommands/Печать/Ext/CommandModule.bsl",
        ),
        Good(
            '&НаКлиенте\nПроцедура ОбработкаКоманды(А, Б)\n\tВ = Новый ОписаниеОповещения("завершить", ЭтотОбъект);\n'
            "КонецПроцедуры\n\n&НаКлиенте\nПроцедура Завершить(А, Б) Экспорт\nКонецПроцедуры\n",
            path="CommonCommands/Печать/Ext/CommandModule.bsl",
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece in module.methods:
        method = piece.method
        if method is not None and method.exported and not _is_named(method.name, module.data):
            yield RULE.at(piece.place(method), name=method.name, fix=partial(_fix, piece, module.data))


def _is_named(name: str, data: bytes) -> bool:
    """Whether a string of the module names the method: what a notification calls must be exported."""
    return re.search(f'"\\s*{name}\\s*"', data.decode("utf-8", "replace"), re.IGNORECASE) is not None


def _fix(piece: PieceFacts, data: bytes) -> Edits | None:
    """Removes the word at the end of the header, and the blanks before it."""
    assert piece.method is not None
    header = piece.place(piece.method.header)
    written = _EXPORT.search(data[header.start : header.end])
    return [delete(header.start + written.start(), header.end)] if written is not None else None


_EXPORT = re.compile(rb"[ \t]*[^\s/)]+$")
