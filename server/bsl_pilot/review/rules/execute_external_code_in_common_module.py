"""Text is run as code in a common module of the server."""

from __future__ import annotations

from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    For,
    Found,
    Good,
    Kind,
    ModuleType,
    Need,
    Node,
    Rank,
    Rule,
    Text,
)

RULE = Rule(
    key="ExecuteExternalCodeInCommonModule",
    kind=Kind.SECURITY_HOTSPOT,
    rank=Rank.CRITICAL,
    minutes=15,
    language=For.BSL,
    modules=(ModuleType.COMMON,),
    need=Need.METADATA,
    title=Text("Выполнение произвольного кода в общем модуле", "Text is run as code in a common module"),
    about=Text(
        "Выполнить и Вычислить в серверном общем модуле исполняют любой переданный текст с правами сервера. Проверьте, "
        "кто может вызвать метод и откуда берётся текст.",
        "Execute and Eval in a common module of the server run any text with the server's rights. Check who may call the "
        "method, and where the text comes from.",
    ),
    message=Text("Текст выполняется как код на сервере", "Text is run as code at the server"),
    see=("https://its.1c.ru/db/v8std/content/669/hdoc",),
    examples=(
        Bad(
            "Процедура А(Текст) Экспорт\n\t⟦Выполнить(Текст)⟧;\n\tБ = ⟦Вычислить(Текст)⟧;\nКонецПроцедуры\n",
            files={"CommonModules/Пример.xml": "Server"},
        ),
        Bad(
            "Procedure P(Text) Export\n\t⟦Execute(Text)⟧;\n\tB = ⟦Eval(Text)⟧;\nEndProcedure\n",
            files={"CommonModules/Пример.xml": "Server, ClientManagedApplication"},
        ),
        Good(
            "Процедура А(Текст) Экспорт\n\tВыполнить(Текст);\n\tЗапрос.Выполнить();\nКонецПроцедуры\n",
            files={"CommonModules/Пример.xml": "ClientManagedApplication"},
        ),
    ),
)


@RULE.nodes("execute_statement")
def executed(node: Node, code: Code) -> Found:
    if _at_server(code):
        yield RULE.at(node)


@RULE.calls("Вычислить", "Eval")
def evaluated(call: Call, code: Code) -> Found:
    if _at_server(code):
        yield RULE.at(call.node)


def _at_server(code: Code) -> bool:
    common = code.scene.common
    return common is not None and (common.server or common.external_connection)
