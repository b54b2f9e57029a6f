"""The mask of all files is written as a literal, which means something else on another system."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    For,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="AllFilesMask",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    language=For.BSL,
    title=Text("Маска всех файлов строкой", "Mask of all files as a literal"),
    about=Text(
        "«*.*» означает «все файлы» только в Windows; в Linux это файлы с точкой в имени. ПолучитьМаскуВсеФайлы() даёт "
        "то, что верно для системы, где выполняется код.",
        "`*.*` means all files in Windows only; in Linux it means files with a dot in their name. GetAllFilesMask() gives "
        "what is right for the system where the code runs.",
    ),
    message=Text("Маска всех файлов зависит от системы", "The mask of all files depends on the system"),
    fix=Text("Вызвать ПолучитьМаскуВсеФайлы()", "Call GetAllFilesMask()"),
    see=("https://its.1c.ru/db/v8std/content/723/hdoc",),
    examples=(
        Bad(
            'Файлы = НайтиФайлы(Каталог, ⟦"*.*"⟧, Истина);\n',
            fixed="Файлы = НайтиФайлы(Каталог, ПолучитьМаскуВсеФайлы(), Истина);\n",
        ),
        Bad(
            'A = findfiles(Dir, ⟦"*.*"⟧);\nDeleteFiles(Dir, ⟦"*.*"⟧);\n',
            fixed="A = findfiles(Dir, GetAllFilesMask());\nDeleteFiles(Dir, GetAllFilesMask());\n",
        ),
        Good(
            'А = НайтиФайлы(Каталог, "*.xml");\nГ = НайтиФайлы(Каталог, "*");\nБ = НайтиФайлы(Каталог, ПолучитьМаскуВсеФайлы());\nВ = "*.*";\nУдалитьФайлы(Имя);\n'
        ),
        Good("НайтиФайлы(", hidden=True),
    ),
)


@RULE.calls(
    *("НайтиФайлы", "FindFiles", "НачатьПоискФайлов", "BeginFindingFiles", "УдалитьФайлы", "DeleteFiles"),
    *("НайтиФайлыАсинх", "FindFilesAsync", "УдалитьФайлыАсинх", "DeleteFilesAsync"),
)
def check(call: Call, _code: Code) -> Found:
    mask = call.argument(2 if call.word in ("начатьпоискфайлов", "beginfindingfiles") else 1)
    if mask is not None and string_value(mask) == "*.*":
        yield RULE.at(mask, fix=partial(_fix, mask, call.word))


def _fix(mask: Node, word: str) -> Edits:
    return [replace(mask, "GetAllFilesMask()" if is_latin(word) else "ПолучитьМаскуВсеФайлы()")]
