"""An exception is caught, and nothing is done about it."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text
from bsl_pilot.review.code.error_text import error_in_variable
from bsl_pilot.review.code.sides import sides_of
from bsl_pilot.review.edits import indent_of, line_end, put_first, step_of
from bsl_pilot.text.words import is_latin


@dataclass(frozen=True, slots=True)
class Parameters:
    comment_as_code: bool = False


RULE = Rule(
    key="MissingCodeTryCatchEx",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=15,
    title=Text("Пустой обработчик исключения", "Empty handler of exceptions"),
    about=Text(
        "Ошибка, о которой никто не узнал, всплывёт позже и в другом месте. Запишите её в журнал регистрации, сообщите "
        "о ней или вызовите исключение дальше.",
        "An error that nobody hears of comes up later and elsewhere. Write it to the event log, tell of it, or raise it "
        "again.",
    ),
    message=Text("Исключение перехвачено, но не обработано", "The exception is caught but not handled"),
    fix=Text("Записать ошибку в журнал регистрации", "Write the error to the event log"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        ("commentAsCode", Text("считать комментарий обработкой", "take a comment for handling")),
    ),
    see=("https://its.1c.ru/db/v8std/content/499/hdoc",),
    examples=(
        Bad(
            "&НаСервере\nПроцедура Сохранить()\n\tПопытка\n\t\tЗаписать();\n\t⟦Исключение⟧ // не вышло\n\tКонецПопытки;\nКонецПроцедуры\n",
            fixed='&НаСервере\nПроцедура Сохранить()\n\tПопытка\n\t\tЗаписать();\n\tИсключение // не вышло\n\t\tПодробныйТекстОшибки = ОбработкаОшибок.ПодробноеПредставлениеОшибки(ИнформацияОбОшибке());\n\t\tЗаписьЖурналаРегистрации("Ф.Сохранить", УровеньЖурналаРегистрации.Ошибка, , , ПодробныйТекстОшибки);\n\tКонецПопытки;\nКонецПроцедуры\n',
            path="CommonForms/Ф/Ext/Form/Module.bsl",
        ),
        Bad(
            "Procedure Save()\r\n\tTry A(); ⟦Except⟧ EndTry;\r\nEndProcedure\r\n",
            fixed='Procedure Save()\r\n\tTry A(); Except\r\n\t\tFullErrorText = DetailErrorDescription(ErrorInfo());\r\n\t\tWriteLogEvent("Goods.Save", EventLogLevel.Error, , , FullErrorText); EndTry;\r\nEndProcedure\r\n',
            path="Catalogs/Goods/Ext/ObjectModule.bsl",
            files={"Configuration.xml": "CompatibilityMode=Version8_3_6"},
            hidden=True,
        ),
        Bad("Попытка\n\tЗаписать();\n⟦Исключение⟧\nКонецПопытки;\n"),
        Bad("Try\n\tTry\n\t\tA();\n\t⟦Except⟧ // nothing\n\tEndTry;\n⟦EXCEPT⟧\n\t;\nEndTry;\n"),
        Good("Попытка\n\tЗаписать();\nИсключение\n\tВызватьИсключение;\nКонецПопытки;\n"),
        Good(
            "Попытка\n\tЗаписать();\nИсключение\n\t// запишем в другой раз\nКонецПопытки;\n",
            parameters={"commentAsCode": True},
        ),
    ),
)


@RULE.nodes("try_statement")
def check(node: Node, code: Code, parameters: Parameters) -> Found:
    word = node.token("except")
    handler = node.child("handler")
    if word is None or (handler is not None and handler.named_children):
        return
    commented = any(one.start > word.end for one in node.below("comment"))
    if not (commented and parameters.comment_as_code):
        yield RULE.at(word, fix=lambda: _fix(word, code))


def _fix(word: Node, code: Code) -> Edits | None:
    """At the server: a client has no `ЗаписьЖурналаРегистрации`."""
    if code.scene.script or code.method is None or sides_of(code).client:
        return None
    english = is_latin(word.text)
    log, level = (
        ("WriteLogEvent", "EventLogLevel.Error")
        if english
        else ("ЗаписьЖурналаРегистрации", "УровеньЖурналаРегистрации.Ошибка")
    )
    text = error_in_variable(code, english=english)
    if text is None:
        return None
    name, assigned = text
    margin = f"{line_end(code)}{indent_of(word.start, code)}{step_of(code)}"
    event = f"{_owner(code)}{code.method.name.text}"
    return put_first(word, f'{assigned}{margin}{log}("{event}", {level}, , , {name});', code)


def _owner(code: Code) -> str:
    scene = code.scene
    name = (
        scene.common.name if scene.common is not None else scene.owner.name if scene.owner is not None else ""
    )
    return f"{name}." if name else ""
