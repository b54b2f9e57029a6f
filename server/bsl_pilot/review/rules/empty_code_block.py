"""A branch, loop or handler with nothing in it."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import (
    LOOPS,
    STATEMENTS,
    Bad,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Node,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.edits import without_range, without_statement


@dataclass(frozen=True, slots=True)
class Parameters:
    comment_as_code: bool = False


RULE = Rule(
    key="EmptyCodeBlock",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Пустой блок кода", "Empty block of code"),
    about=Text(
        "В ветке условия, в цикле или в обработчике исключения ничего не делается: код забыли дописать или убрать. "
        "Пустой обработчик исключения к тому же скрывает ошибку.",
        "A branch, a loop or a handler does nothing: somebody forgot to write the code or to remove the rest of it. "
        "An empty handler moreover hides the error.",
    ),
    message=Text("После «{word}» нет кода", "There is no code behind `{word}`"),
    fix=Text("Убрать пустой блок", "Remove the empty block"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(("commentAsCode", Text("считать комментарий кодом", "take a comment for code")),),
    examples=(
        Bad(
            "Если А Тогда\n\tБ();\nИначеЕсли В ⟦Тогда⟧\n\t// такого не бывает\nКонецЕсли;\n",
            fixed="Если А Тогда\n\tБ();\nИначеЕсли В Тогда\n\t// такого не бывает\nКонецЕсли;\n",
            hidden=True,
        ),
        Bad(
            "Если А Тогда\n\tБ();\n⟦Иначе⟧\nКонецЕсли;\nДля Каждого В Из Г ⟦Цикл⟧\n\t// позже\nКонецЦикла;\n",
            fixed="Если А Тогда\n\tБ();\nКонецЕсли;\nДля Каждого В Из Г Цикл\n\t// позже\nКонецЦикла;\n",
        ),
        Bad("Попытка\n\tА();\n⟦Исключение⟧\nКонецПопытки;\n"),
        Bad(
            "If A ⟦Then⟧\nElsIf B ⟦THEN⟧\n\t;\nEndIf;\nWhile Ready() ⟦do⟧\nEndDo;\n",
            fixed="While Ready() do\nEndDo;\n",
            hidden=True,
        ),
        Bad("⟦Попытка⟧\nИсключение\n\tА();\nКонецПопытки;\nБ();", fixed="Б();", hidden=True),
        Bad("Если А Тогда\n\tБ();\nИначеЕсли В ⟦Тогда⟧\nИначе\n\tГ();\nКонецЕсли;", hidden=True),
        Bad("Если А() ⟦Тогда⟧ КонецЕсли;", hidden=True),
        Bad("Если А ⟦Тогда⟧\n\t// потом\nКонецЕсли;", hidden=True),
        Bad("Если А ⟦Тогда⟧\nИначе\n\tБ();\nКонецЕсли;", hidden=True),
        Good(
            "Попытка\n\tА();\nИсключение\n\t// не страшно\nКонецПопытки;\n",
            parameters={"commentAsCode": True},
        ),
        Good("Процедура Пустая()\nКонецПроцедуры\n", hidden=True),
        Good("Если А Тогда\n#Если Сервер Тогда\n\tБ();\n#КонецЕсли\nКонецЕсли;\nЕсли В", hidden=True),
    ),
)
_OPENING = ("then", "else", "do", "try", "except")


@RULE.nodes(*_OPENING)
def check(node: Node, code: Code, parameters: Parameters) -> Found:
    parent = node.parent
    if parent is None or parent.kind == "ERROR":
        return
    comments = False
    for one in parent.children[parent.children.index(node) + 1 :]:
        if one.kind == "comment":
            comments = True
        elif one.kind == "block":
            if any(child.kind in STATEMENTS or child.kind == "ERROR" for child in one.children):
                return
        elif one.kind[:8] != "preproc_":
            break
    if comments and parameters.comment_as_code:
        return
    yield RULE.at(node, word=node.text, fix=lambda: _fix(node, parent, code))


def _fix(node: Node, parent: Node, code: Code) -> Edits | None:
    """Only what never does anything is removed: no call may be lost with it, and no word of a comment."""
    gone = _removable(node, parent)
    if (
        gone is None
        or any(gone.below("comment", "ERROR"))
        or any(one.kind[:8] == "preproc_" for one in gone.below())
    ):
        return None
    after = gone.next
    if gone.kind not in STATEMENTS and after is not None and b"//" in code.data[gone.start : after.start]:
        return None
    if gone.kind in STATEMENTS:
        return without_statement(gone, code)
    return without_range(gone.start, gone.end, code)


def _removable(node: Node, parent: Node) -> Node | None:
    if parent.kind == "else_clause" or node.kind == "try":
        return parent
    condition = parent.child("condition")
    if condition is None or any(condition.below("call", "method_call", "new_expression", "member_access")):
        return None
    after = parent.next
    if parent.kind == "elsif_clause":
        return parent if after is not None and after.kind == "endif" else None
    branches = any(one.kind in ("elsif_clause", "else_clause") for one in parent.children)
    return None if branches or parent.kind in LOOPS or node.kind == "except" else parent
