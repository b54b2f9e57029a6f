"""A temporary file is put together by hand out of the folder of temporary files."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, Rank, Rule, Text

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
    see=("https://its.1c.ru/db/v8std/content/542/hdoc",),
    examples=(
        Bad('Имя = ⟦КаталогВременныхФайлов⟧() + "обмен.xml";\n'),
        Bad('Name = ⟦TempFilesDir⟧() + "a.xml";\n', hidden=True),
        Good('Имя = ПолучитьИмяВременногоФайла("xml");\n'),
    ),
)


@RULE.calls("КаталогВременныхФайлов", "TempFilesDir")
def check(call: Call, _code: Code) -> Found:
    yield RULE.at(call.name)
