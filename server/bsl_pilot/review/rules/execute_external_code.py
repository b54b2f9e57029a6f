"""Text is run as code at the server."""

from __future__ import annotations

from bsl_pilot.review.api import Bad, Call, Code, For, Found, Good, Kind, ModuleType, Node, Rank, Rule, Text
from bsl_pilot.review.code.method import CLIENT_DIRECTIVES

RULE = Rule(
    key="ExecuteExternalCode",
    kind=Kind.VULNERABILITY,
    rank=Rank.CRITICAL,
    minutes=1,
    language=For.BSL,
    modules=(
        ModuleType.COMMAND,
        ModuleType.EXTERNAL_CONNECTION,
        ModuleType.FORM,
        ModuleType.HTTP_SERVICE,
        ModuleType.OBJECT,
        ModuleType.ORDINARY_APPLICATION,
        ModuleType.RECORD_SET,
        ModuleType.VALUE_MANAGER,
        ModuleType.WEB_SERVICE,
        ModuleType.SESSION,
    ),
    title=Text("Выполнение произвольного кода на сервере", "Text is run as code at the server"),
    about=Text(
        "Выполнить и Вычислить исполняют любой текст. Если хоть часть его приходит извне, на сервере будет выполнен "
        "чужой код. Обойдитесь без них или включите безопасный режим.",
        "Execute and Eval run any text. If only a part of it comes from outside, foreign code runs at the server. Do "
        "without them, or switch safe mode on.",
    ),
    message=Text("Текст выполняется как код на сервере", "Text is run as code at the server"),
    examples=(
        Bad(
            "&НаСервере\nПроцедура А(Текст)\n\t⟦Выполнить(Текст)⟧;\n\tБ = ⟦Вычислить(Текст)⟧;\nКонецПроцедуры\n",
            path="DataProcessors/Обмен/Forms/Форма/Ext/Form/Module.bsl",
        ),
        Bad(
            "Procedure P(Text)\n\t⟦Execute Text⟧;\n\tReturn ⟦Eval(Text)⟧;\nEndProcedure\n",
            path="DataProcessors/Обмен/Ext/ObjectModule.bsl",
        ),
        Good(
            "&НаКлиенте\nПроцедура А(Текст)\n\tВыполнить(Текст);\nКонецПроцедуры\n\n&НаСервере\nПроцедура Б()\n"
            "\tЗапрос.Выполнить();\n\tСхема.Вычислить(1);\nКонецПроцедуры\n",
            path="DataProcessors/Обмен/Forms/Форма/Ext/Form/Module.bsl",
        ),
    ),
)


@RULE.nodes("execute_statement")
def executed(node: Node, code: Code) -> Found:
    if not _at_client(code):
        yield RULE.at(node)


@RULE.calls("Вычислить", "Eval")
def evaluated(call: Call, code: Code) -> Found:
    if not _at_client(code):
        yield RULE.at(call.node)


def _at_client(code: Code) -> bool:
    directives = code.method.directives if code.method is not None else ()
    return any(one.word in CLIENT_DIRECTIVES for one in directives)
