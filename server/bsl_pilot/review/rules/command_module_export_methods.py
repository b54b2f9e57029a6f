"""An exported method of a command's module."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    Method,
    ModuleType,
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
    message=Text("«Экспорт» у метода «{name}» модуля команды не нужен", "`{name}` of the command's module needs no `Export`"),
    fix=Text("Убрать «Экспорт»", "Remove `Export`"),
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
    ),
)


@RULE.methods
def check(method: Method, code: Code) -> Found:
    export = method.export
    if export is not None:
        start = len(code.data[: export.start].rstrip(b" \t"))
        yield RULE.at(method.name, name=method.name.text, fix=lambda: [delete(start, export.end)])
