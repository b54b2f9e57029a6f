"""What an asynchronous function promises is used as if it were there already."""

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
    insert,
)
from bsl_pilot.review.code.logic import COMPARISONS, operator
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="MissingAwait",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    language=For.BSL,
    since=(8, 3, 18),
    title=Text("Пропущено Ждать", "Await is missing"),
    about=Text(
        "ВопросАсинх() и другие асинхронные функции дают обещание, а не ответ. Без Ждать обещание сравнивается с ответом, и "
        "условие не выполняется никогда.",
        "DoQueryBoxAsync() and other asynchronous functions give a promise, not an answer. Without Await the promise is "
        "compared with an answer, and the condition never holds.",
    ),
    message=Text("Перед «{name}» нет Ждать", "There is no Await before `{name}`"),
    fix=Text("Добавить Ждать", "Add Await"),
    fix_is_safe=False,
    examples=(
        Bad(
            "&НаКлиенте\nАсинх Процедура А()\n\tОтвет = ⟦ВопросАсинх(Текст, Режим)⟧;\n\tЕсли Ответ = КодВозвратаДиалога.Да Тогда\n"
            "\t\tБ();\n\tКонецЕсли;\nКонецПроцедуры\n",
            fixed="&НаКлиенте\nАсинх Процедура А()\n\tОтвет = Ждать ВопросАсинх(Текст, Режим);\n"
            "\tЕсли Ответ = КодВозвратаДиалога.Да Тогда\n\t\tБ();\n\tКонецЕсли;\nКонецПроцедуры\n",
        ),
        Bad(
            "Async Procedure A()\n\tIf ⟦DoQueryBoxAsync(T, M)⟧ = DialogReturnCode.Yes Then\n\t\tB();\n\tEndIf;\nEndProcedure\n",
            fixed="Async Procedure A()\n\tIf Await DoQueryBoxAsync(T, M) = DialogReturnCode.Yes Then\n\t\tB();\n\tEndIf;\nEndProcedure\n",
        ),
        Good(
            "Асинх Процедура А()\n\tБ = Ждать ВопросАсинх(Т, Р);\n\tВ = ВопросАсинх(Т, Р);\n\tГ = Ждать В;\n\tЕсли Г = В Тогда\n"
            "\tКонецЕсли;\n\tПредупреждениеАсинх(Т);\n\tВозврат ВопросАсинх(Т, Р);\nКонецПроцедуры\n"
        ),
        Good("Асинх Процедура А()\n\tБ = ВопросАсинх(Т, Р);\n\tВ(Б);\n\tБ = ВопросАсинх(", hidden=True),
    ),
)


@RULE.calls(
    "ВопросАсинх",
    "DoQueryBoxAsync",
    "ВвестиСтрокуАсинх",
    "InputStringAsync",
    "ВвестиЧислоАсинх",
    "InputNumberAsync",
    "ВвестиДатуАсинх",
    "InputDateAsync",
    "НайтиФайлыАсинх",
    "FindFilesAsync",
    "ПоместитьФайлНаСерверАсинх",
    "PutFileToServerAsync",
)
def check(call: Call, code: Code) -> Found:
    if _is_compared(call.node) or _is_taken_for_answer(call.node, code):
        yield RULE.at(call.node, name=call.name.text, fix=partial(_fix, call, code))


def _is_compared(node: Node) -> bool:
    return node.parent is not None and operator(node.parent) in COMPARISONS


def _is_taken_for_answer(node: Node, code: Code) -> bool:
    """Whether the variable that gets the promise is compared, and never waited for nor passed on."""
    around = node.parent
    target = around.child("left") if around is not None and around.kind == "assignment" else None
    known = code.variables.get(target.word) if target is not None and target.kind == "identifier" else None
    if known is None or len(known.writes) != 1:
        return False
    return bool(known.reads) and all(_is_compared(one) for one in known.reads)


def _fix(call: Call, code: Code) -> Edits | None:
    if code.method is None or not code.method.is_async:
        return None
    return [insert(call.node.start, "Await " if is_latin(call.word) else "Ждать ")]
