"""A variable of the module without a word on what it is for."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Edits,
    Found,
    Good,
    Kind,
    ModuleFacts,
    PieceFacts,
    Range,
    Rank,
    Rule,
    Text,
    insert,
)
from bsl_pilot.text.words import humps, lower, upper

RULE = Rule(
    key="MissingVariablesDescription",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    title=Text("Переменная модуля без описания", "Module variable without a description"),
    about=Text(
        "Переменную модуля видят все его методы, и по имени не понять, кто и зачем её меняет. Напишите это в "
        "комментарии над ней или за ней.",
        "All methods of a module see its variables, and a name does not tell who changes them and why. Say it in a "
        "comment above or behind.",
    ),
    fix=Text("Добавить комментарий", "Add a comment"),
    fix_is_safe=False,
    message=Text("У переменной «{name}» нет описания", "The variable `{name}` lacks a description"),
    see=("https://its.1c.ru/db/v8std/content/455/hdoc",),
    examples=(
        Bad(
            "Перем ⟦мАдресВХранилище⟧;\nПерем ⟦ПутьURL⟧;\n",
            fixed="// Адрес в хранилище.\nПерем мАдресВХранилище;\n// Путь URL.\nПерем ПутьURL;\n",
            hidden=True,
        ),
        Bad(
            "Перем ⟦КэшЦен⟧;\nПерем ⟦Счетчик⟧ Экспорт;\n",
            fixed="// Кэш цен.\nПерем КэшЦен;\n// Счетчик.\nПерем Счетчик Экспорт;\n",
        ),
        Bad(
            "// Cache of prices.\r\nVar Cache;\r\n\r\n&AtClient\r\nVar ⟦RowCount⟧,\r\n\t⟦VATTotal⟧; Var ⟦A⟧;\r\n",
            fixed="// Cache of prices.\r\nVar Cache;\r\n\r\n// Row count, VAT total.\r\n&AtClient\r\nVar RowCount,\r\n\tVATTotal; Var A;\r\n",
            hidden=True,
        ),
        Bad("Перем ⟦Кэш⟧;\nПерем ⟦Счетчик⟧ Экспорт;\n"),
        Bad("// Cache of prices.\nVar Cache;\n\n&AtClient\nVar ⟦Counter⟧, ⟦Total⟧;\n"),
        Good(
            "// Цены по товарам.\nПерем Цены;\n\n&НаКлиенте\nПерем Счетчик, Итог; // сколько и сколько всего\n\n"
            "Процедура А()\n\tПерем Б;\nКонецПроцедуры\n"
        ),
        Good("// Что это.\n&НаКлиенте\nПерем А;\n", hidden=True),
        Bad("Перем ⟦А⟧;\n// Не о ней.\n\nПерем ⟦Б⟧; //\n", hidden=True),
        Good("// О чём.\r\nПерем\r\n\tА, // один\r\n\tБ;\r\n", hidden=True),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece in module.pieces:
        for one in piece.variables:
            place = piece.place(one.declaration)
            if not _behind(module.data, place.end) and not _above(module.data, place.start):
                yield RULE.at(piece.place(one), name=one.name, fix=partial(_fix, module, piece, place))


def _fix(module: ModuleFacts, piece: PieceFacts, place: Range) -> Edits | None:
    """A comment above that says the names of what is declared in words, for the author to go on from."""
    if not module.lines.begins_line(place.start):
        return None
    start = module.lines.starts[module.lines.line_of(place.start)]
    margin = module.data[start : place.start].decode("utf-8", "replace").removeprefix("\ufeff")
    names = [_in_words(one.name) for one in piece.variables if piece.place(one.declaration) == place]
    return [insert(place.start, f"// {', '.join(names)}.{module.document.text.line_end()}{margin}")]


def _in_words(name: str) -> str:
    """`СчетчикСтрок` as `Счетчик строк`; an abbreviation keeps its capitals."""
    words = humps(name) or [name]
    if len(words) > 1 and len(words[0]) == 1 and words[0] == lower(words[0]):
        del words[0]  # of `мНастройки`
    first, *others = words
    return " ".join((first, *(one if len(one) > 1 and one == upper(one) else lower(one) for one in others)))


def _behind(data: bytes, end: int) -> bool:
    """Whether the rest of the line has a comment with a word in it."""
    until = data.find(b"\n", end)
    rest = data[end : until if until >= 0 else len(data)]
    return bool(rest.partition(b"//")[2].strip(b" \t\r/"))


def _above(data: bytes, start: int) -> bool:
    line = data.rfind(b"\n", 0, start)
    before = data[data.rfind(b"\n", 0, max(line, 0)) + 1 : max(line, 0)].strip().removeprefix(b"\xef\xbb\xbf")
    return before.startswith(b"//") and bool(before.strip(b"/ \t\r"))
