"""A temporary file stays behind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from bsl_pilot.review.api import Bad, Call, Code, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.patterns import pattern

_DELETING = "|".join(
    (
        *("УдалитьФайлы", "DeleteFiles", "УдалитьФайлыАсинх", "DeleteFilesAsync"),
        *("НачатьУдалениеФайлов", "BeginDeletingFiles", "ПереместитьФайл", "MoveFile"),
        *("ПереместитьФайлАсинх", "MoveFileAsync", "НачатьПеремещениеФайла", "BeginMovingFile"),
        *("УдалитьВременныйФайл", "УдалитьВременныйКаталог"),
    )
)


@dataclass(frozen=True, slots=True)
class Parameters:
    search_delete_file_method: str = _DELETING


RULE = Rule(
    key="MissingTemporaryFileDeletion",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Временный файл не удаляется", "A temporary file is not deleted"),
    about=Text(
        "Временные файлы платформа удаляет лишь тогда, когда заканчивается процесс, а сервер работает неделями: диск "
        "заполнится. Удалите файл в том же методе, где получили его имя, в том числе при ошибке.",
        "The platform deletes temporary files only when the process ends, and a server runs for weeks: the disk fills up. "
        "Delete the file in the method that got its name, also after an error.",
    ),
    message=Text(
        "Временный файл не удаляется в этом методе", "The temporary file is not deleted in this method"
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "searchDeleteFileMethod",
            Text(
                "регулярное выражение имён методов, которые удаляют",
                "a regular expression of names of methods that delete",
            ),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/542/hdoc",),
    examples=(
        Bad(
            'Процедура А()\n\tИмя = ⟦ПолучитьИмяВременногоФайла("xml")⟧;\n\tТекст.Записать(Имя);\nКонецПроцедуры\n'
        ),
        Bad(
            "Procedure P()\n\tDeleteFiles(Name);\n\tName = ⟦GetTempFileName()⟧;\n\tWrite(⟦GetTempFileName()⟧);\nEndProcedure\n"
        ),
        Good(
            'Процедура А()\n\tИмя = ПолучитьИмяВременногоФайла("xml");\n\tТекст.Записать(Имя);\n\tУдалитьФайлы(имя);\nКонецПроцедуры\n'
        ),
        Good(
            'Функция Ф()\n\tИмя = ПолучитьИмяВременногоФайла() + "\\";\n\tВозврат Имя;\nКонецФункции\n',
            hidden=True,
        ),
        Good(
            "Процедура А()\n\tПоле.Имя = ПолучитьИмяВременногоФайла();\n\tФайлы.УдалитьВременныйФайл(Поле.Имя);\nКонецПроцедуры\n"
        ),
        Good(
            "Процедура А()\n\tИмя = ПолучитьИмяВременногоФайла();\n\tМой.Стереть(1, Имя);\nКонецПроцедуры\n",
            parameters={"searchDeleteFileMethod": "Мой.Стереть"},
            hidden=True,
        ),
    ),
)


@RULE.calls("ПолучитьИмяВременногоФайла", "GetTempFileName")
def check(call: Call, code: Code, parameters: Parameters) -> Found:
    statement = call.node.statement
    if statement is None or statement.kind == "return_statement":
        return  # whoever asked for the name deletes the file
    name = statement.child("left") if statement.kind == "assignment" else None
    if name is None or not (_is_returned(name, code) or _is_deleted(name, code, parameters)):
        yield RULE.at(call.node)


def _is_returned(name: Node, code: Code) -> bool:
    values = [one.child("value") for one in code.of("return_statement") if one.start > name.start]
    return any(one is not None and one.words == name.words for one in values)


def _is_deleted(name: Node, code: Code, parameters: Parameters) -> bool:
    deleting = pattern(parameters.search_delete_file_method)
    for calls in chain(code.called.values(), code.called_members.values()):
        for one in calls:
            if one.node.start < name.start or not (
                deleting.fullmatch(one.word) or deleting.fullmatch(_full(one))
            ):
                continue
            if any(argument is not None and argument.words == name.words for argument in one.arguments):
                return True
    return False


def _full(call: Call) -> str:
    return ".".join((*call.path, call.word))
