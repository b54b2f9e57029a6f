"""A method of a form or command without a compilation directive."""

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
    ModuleType,
    Need,
    PieceFacts,
    Rank,
    Rule,
    Text,
    insert,
)
from bsl_pilot.review.objects import is_ordinary_form

RULE = Rule(
    key="CompilationDirectiveLost",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    language=For.BSL,
    modules=(ModuleType.FORM, ModuleType.COMMAND),
    need=Need.METADATA,
    title=Text("Нет директивы компиляции", "A compilation directive is missing"),
    about=Text(
        "Метод без директивы выполняется на сервере, и тому, кто читает, этого не видно. В модулях форм и команд директива "
        "стоит у каждого метода.",
        "A method without a directive runs at the server, which a reader can't see. In modules of forms and commands every "
        "method has its directive.",
    ),
    message=Text(
        "У метода «{name}» нет директивы компиляции", "The method `{name}` has no compilation directive"
    ),
    fix=Text("Написать «&НаСервере», как метод и выполняется", "Write `&AtServer`, where it runs anyway"),
    see=("https://its.1c.ru/db/v8std/content/439/hdoc",),
    examples=(
        Bad(
            "&НаКлиенте\nПроцедура А()\nКонецПроцедуры\n\nПроцедура ⟦Б⟧()\nКонецПроцедуры\n",
            fixed="&НаКлиенте\nПроцедура А()\nКонецПроцедуры\n\n&НаСервере\nПроцедура Б()\nКонецПроцедуры\n",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Bad(
            "// why\r\nAsync Function ⟦F⟧()\r\nEndFunction\r\n",
            fixed="// why\r\n&AtServer\r\nAsync Function F()\r\nEndFunction\r\n",
            path="CommonForms/Ask/Ext/Form/Module.bsl",
            hidden=True,
        ),
        Bad(
            '&После("А")\nПроцедура ⟦Б⟧()\nКонецПроцедуры\n',
            path="CommonCommands/Печать/Ext/CommandModule.bsl",
            hidden=True,
        ),
        Good(
            "&НаКлиентеНаСервереБезКонтекста\nПроцедура А()\nКонецПроцедуры\nПроцедура",
            path="Catalogs/Товары/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Good(
            "Процедура А()\nКонецПроцедуры\n",
            path="CommonForms/Старая/Ext/Form/Module.bsl",
            files={"CommonForms/Старая.xml": "FormType=Ordinary"},
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    if is_ordinary_form(module):
        return
    for piece in module.methods:
        method = piece.method
        if method is not None and not method.directives:
            fix = partial(_fix, piece, module) if module.scene.type is ModuleType.FORM else None
            yield RULE.at(piece.place(method), name=method.name, fix=fix)


def _fix(piece: PieceFacts, module: ModuleFacts) -> Edits | None:
    """A line above the method, where nothing else stands on its line."""
    method = piece.method
    assert method is not None
    start = piece.start
    line = max(module.data.rfind(b"\n", 0, start), module.data.rfind(b"\r", 0, start)) + 1
    if module.data[line:start].strip():
        return None
    keyword = module.data[piece.start + method.header.start : piece.start + method.start]
    word = "&AtServer" if keyword.isascii() else "&НаСервере"
    return [insert(start, f"{word}{_line_end(module.data)}{module.data[line:start].decode()}")]


def _line_end(data: bytes) -> str:
    return "\r\n" if b"\r\n" in data else "\n"
