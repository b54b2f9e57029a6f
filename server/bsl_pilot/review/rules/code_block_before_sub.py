"""Statements before the first method."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    STATEMENTS,
    Bad,
    Code,
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
    replace,
)

RULE = Rule(
    key="CodeBlockBeforeSub",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    title=Text("Код перед методами", "Code before methods"),
    about=Text(
        "Тело модуля стоит после всех процедур и функций: модуль с операторами перед методом не откроется.",
        "The body of a module stands behind all its procedures and functions: a module with statements before a method "
        "does not compile.",
    ),
    message=Text(
        "Операторы модуля стоят перед методами", "The statements of the module stand before its methods"
    ),
    fix=Text("Переместить за методы", "Move behind the methods"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad(
            "⟦А = 1;\nБ = 2;⟧ // два\n\nПроцедура В()\nКонецПроцедуры\n",
            fixed="\nПроцедура В()\nКонецПроцедуры\n\nА = 1;\nБ = 2; // два\n",
        ),
        Bad(
            "Var C;\r\n⟦A = 1;⟧ // one\r\nFunction B()\r\nEndFunction",
            fixed="Var C;\r\nFunction B()\r\nEndFunction\r\n\r\nA = 1; // one\r\n",
            hidden=True,
        ),
        Bad("⟦А = 1;\nБ = 2;⟧\n\nПроцедура В()\nКонецПроцедуры\n"),
        Bad("Var A;\n\n// init\n⟦A = 1⟧ // one\n\nFunction B()\nEndFunction\n\nA = 2;\n", hidden=True),
        Bad(
            "Процедура А()\nКонецПроцедуры\n\n⟦Б = 1;⟧\n\n&НаКлиенте\nПроцедура В()\nКонецПроцедуры\n",
            path="CommonForms/Ф/Ext/Form/Module.bsl",
            hidden=True,
        ),
        Good("Перем А;\n\nПроцедура Б()\nКонецПроцедуры\n\nА = 1;\n"),
        Good(
            "#Использовать cmdline\n;\nПерем А;\nПроцедура Б()\nКонецПроцедуры\n",
            path="src/а.os",
            hidden=True,
        ),
        Good("А = 1;\n", hidden=True),
    ),
)


@RULE.collect
def statements(code: Code) -> Range | None:
    """From the first statement between two methods to the last, with its semicolon."""
    if code.method is not None or code.is_method or code.is_broken:
        return None
    found = [one for one in code.root.children if one.kind in STATEMENTS]
    return Range(found[0].start, code.statement_end(found[-1])) if found else None


@RULE.module
def check(module: ModuleFacts) -> Found:
    last = module.methods[-1].start if module.methods else 0
    for piece, place in module.collected(RULE):
        if piece.start < last:
            yield RULE.at(piece.place(place), fix=partial(_fix, module, piece.place(place)))


def _fix(module: ModuleFacts, place: Range) -> Edits | None:
    """To the end of the module, with the comments between; not over lines of `#Если`, nor with declarations."""
    data = module.data
    start = module.lines.starts[module.lines.line_of(place.start)]
    line = module.lines.line_of(place.end) + 1
    end = module.lines.starts[line] if line < len(module.lines) else len(data)
    declared = any(
        place.start <= one.start + variable.start < place.end
        for one in module.pieces
        for variable in one.variables
    )
    if (
        data[start : place.start].strip()
        or declared
        or any(one.start >= start for one in module.instructions)
    ):
        return None
    rest = data[place.end : end].strip()
    if rest and not rest.startswith(b"//"):
        return None
    if any(one.body is not None and one.start >= module.methods[-1].end for one in module.pieces):
        return None  # which of the two comes first
    line_end = module.document.text.line_end()
    text = data[start:end].decode("utf-8", "replace").rstrip("\r\n")
    last = len(data.rstrip())
    return [delete(start, end), replace(Range(last, len(data)), f"{line_end * 2}{text}{line_end}")]
