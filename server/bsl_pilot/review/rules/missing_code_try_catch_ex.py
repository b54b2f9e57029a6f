"""An exception is caught, and nothing is done about it."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text


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
    parameters=Parameters,
    parameter_docs=(
        ("commentAsCode", Text("считать комментарий обработкой", "take a comment for handling")),
    ),
    see=("https://its.1c.ru/db/v8std/content/499/hdoc",),
    examples=(
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
def check(node: Node, _code: Code, parameters: Parameters) -> Found:
    word = node.token("except")
    handler = node.child("handler")
    if word is None or (handler is not None and handler.named_children):
        return
    commented = any(one.start > word.end for one in node.below("comment"))
    if not (commented and parameters.comment_as_code):
        yield RULE.at(word)
