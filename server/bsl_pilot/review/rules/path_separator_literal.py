"""Parts of a path are joined with a literal separator."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, For, Found, Good, Kind, Node, Rank, Rule, Text, replace
from bsl_pilot.review.code.logic import operator
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="PathSeparatorLiteral",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    language=For.BSL,
    title=Text("Разделитель пути строкой", "Path separator as a literal"),
    about=Text(
        "Обратная косая черта разделяет каталоги только в Windows: в Linux получится файл с этим знаком в имени. "
        "ПолучитьРазделительПути() даёт то, что верно для системы, где выполняется код.",
        "The backslash parts directories in Windows only: in Linux it makes a file with that character in its name. "
        "GetPathSeparator() gives what is right for the system where the code runs.",
    ),
    message=Text("Разделитель пути зависит от системы", "The path separator depends on the system"),
    fix=Text("Вызвать ПолучитьРазделительПути()", "Call GetPathSeparator()"),
    see=("https://its.1c.ru/db/v8std/content/723/hdoc",),
    examples=(
        Bad(
            'Путь = КаталогВыгрузки + ⟦"\\"⟧ + ИмяФайла;\n',
            fixed="Путь = КаталогВыгрузки + ПолучитьРазделительПути() + ИмяФайла;\n",
        ),
        Bad(
            'FileName = Dir + ⟦"\\"⟧ + "a.txt";\nSave(TempFilesDir() + ⟦"\\"⟧);\n',
            fixed='FileName = Dir + GetPathSeparator() + "a.txt";\nSave(TempFilesDir() + GetPathSeparator());\n',
        ),
        Good(
            'А = Каталог + ПолучитьРазделительПути() + Имя;\nБ = Фамилия + "\\" + Имя;\nАдрес = АдресКаталога + "/" + Имя;\n'
            'Если Прав(Путь, 1) <> "\\" Тогда\nКонецЕсли;\nИмяКлюча = КаталогРеестра + "\\" + Ключ;\n'
        ),
        Good('А = "\\" + Каталог + ', hidden=True),
    ),
)
_DIRECTORY = re.compile(r"каталог|папка|папки|директори|dir(?:ectory)?$|folder|path$|^путь|путьк|путь$")
_NOT_FILES = re.compile(r"реестр|ключ|registry|key|домен|domain|ftp|адрес|url|http|меню|сервер|server")


@RULE.nodes("string")
def check(literal: Node, _code: Code) -> Found:
    if literal.end - literal.start != 3 or literal.text != '"\\"':
        return
    around = literal.parent
    if around is None or operator(around) != "+" or not _joins_path(literal, around):
        return
    yield RULE.at(literal, fix=partial(_fix, literal))


def _joins_path(literal: Node, around: Node) -> bool:
    """Whether what stands before the separator, or gets the sum, is called like a directory."""
    top = around
    while top.parent is not None and top.parent.kind == "binary":
        top = top.parent
    left = around.child("left")
    if left is None or left is literal:
        return False
    if operator(left) == "+":
        left = left.child("right") or left
    name = _name(left.bare)
    target = (
        _name(top.parent.child("left")) if top.parent is not None and top.parent.kind == "assignment" else ""
    )
    return _DIRECTORY.search(name) is not None and not _NOT_FILES.search(f"{name} {target}")


def _name(node: Node | None) -> str:
    if node is None:
        return ""
    return node.word if node.kind == "identifier" else node.word_of("name")


def _fix(literal: Node) -> Edits | None:
    """In the language of the names beside it."""
    names = [one.text for one in (literal.parent.below("identifier") if literal.parent is not None else ())]
    return [
        replace(literal, "GetPathSeparator()" if all(map(is_latin, names)) else "ПолучитьРазделительПути()")
    ]
