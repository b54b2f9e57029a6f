"""A temporary file is put together by hand out of the folder of temporary files."""

from __future__ import annotations

import re

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
from bsl_pilot.review.code.logic import operator
from bsl_pilot.review.edits import is_plain
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="TempFilesDir",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    title=Text("Каталог временных файлов", "Folder of temporary files"),
    about=Text(
        "Имя файла, составленное из каталога временных файлов, может совпасть с именем в другом сеансе, а сам файл "
        "платформа за собой не удалит. ПолучитьИмяВременногоФайла() даёт имя, которого больше ни у кого нет.",
        "A name put together with the folder of temporary files may be the same in another session, and the platform "
        "does not clean up after it. GetTempFileName() gives a name that nobody else has.",
    ),
    message=Text(
        "Имя временного файла даёт ПолучитьИмяВременногоФайла()", "GetTempFileName() gives a temporary name"
    ),
    fix=Text("Заменить на «{new}»", "Replace by `{new}`"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/542/hdoc",),
    examples=(
        Bad(
            'Имя = ⟦КаталогВременныхФайлов⟧() + Строка(Новый УникальныйИдентификатор) + ".xml";\n',
            fixed='Имя = ПолучитьИмяВременногоФайла("xml");\n',
        ),
        Bad("Каталог = ⟦КаталогВременныхФайлов⟧();\n"),
        Bad('Name = ⟦TempFilesDir⟧() + "a.xml";\n', hidden=True),
        Bad(
            'A(B, ⟦TempFilesDir⟧() + GetPathSeparator()\r\n\t+ "a_" + New UUID() + ".log.TXT"); // temp\r\nB = ⟦TempFilesDir⟧() + New UUID + "a/b.c";\r\n'
            'C = ⟦TempFilesDir⟧() + New UUID + ".c" + D;\r\n',
            fixed='A(B, GetTempFileName("TXT")); // temp\r\nB = TempFilesDir() + New UUID + "a/b.c";\r\nC = TempFilesDir() + New UUID + ".c" + D;\r\n',
            hidden=True,
        ),
        Good('Имя = ПолучитьИмяВременногоФайла("xml");\n'),
    ),
)


_TYPES = frozenset({"уникальныйидентификатор", "uuid"})
_PARTS = frozenset({"строка", "string", "получитьразделительпути", "getpathseparator"})
_END = re.compile(r'"[^"\\/]*\.([0-9A-Za-z]+)"')


@RULE.calls("КаталогВременныхФайлов", "TempFilesDir")
def check(call: Call, code: Code) -> Found:
    new = "GetTempFileName" if is_latin(call.name.text) else "ПолучитьИмяВременногоФайла"
    yield RULE.at(call.name, new=new, fix=lambda: _fix(call.node, new, code))


def _fix(node: Node, new: str, code: Code) -> Edits | None:
    """The platform's name for a name that is put together with a unique identifier, so that nobody knows it anyway."""
    whole, parts = node, []
    while whole.parent is not None and operator(whole.parent) == "+" and whole.field == "left":
        whole = whole.parent
        right = whole.child("right")
        parts += [right] if right is not None else []
    if not parts or not any(_is_unique(one) for one in parts) or not is_plain(whole.start, whole.end, code):
        return None
    extension = _END.fullmatch(parts[-1].text)
    if extension is None or not all(
        one.kind == "string" or _is_unique(one) or _is_part(one) for one in parts
    ):
        return None
    return [replace(whole, f'{new}("{extension[1]}")')]


def _is_unique(node: Node) -> bool:
    return any(one.word_of("type") in _TYPES for one in node.below("new_expression"))


def _is_part(node: Node) -> bool:
    return node.kind == "call" and node.word_of("name") in _PARTS
