"""A refusal is taken back."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.review.code.logic import truth
from bsl_pilot.review.edits import without_statement
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="UsingCancelParameter",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    title=Text("Присваивание параметру Отказ", "Assignment to the parameter Cancel"),
    about=Text(
        "Параметр Отказ мог уже стать Истиной: в подписке, в расширении, выше по тексту. Присвоив ему что-то другое, "
        "обработчик отменит чужой отказ. Присваивайте Истину или «Отказ Или …».",
        "The parameter Cancel may already be True: by a subscription, an extension, or further up. A handler that sets "
        "it to something else takes that refusal back. Assign True, or `Cancel Or …`.",
    ),
    message=Text("Присваивание сбрасывает прежний отказ", "The assignment drops an earlier refusal"),
    fix=Text("Сохранить прежний отказ", "Keep the earlier refusal"),
    see=("https://its.1c.ru/db/v8std/content/686/hdoc",),
    examples=(
        Bad(
            "Процедура ПередЗаписью(Отказ)\n\t⟦Отказ = Ложь⟧;\n\t⟦Отказ = Не ПроверитьЗаполнение()⟧;\nКонецПроцедуры\n",
            fixed="Процедура ПередЗаписью(Отказ)\n\tОтказ = Отказ Или Не ПроверитьЗаполнение();\nКонецПроцедуры\n",
        ),
        Bad(
            "Procedure BeforeWrite(Cancel)\n\t⟦Cancel = A And B Or C⟧;\nEndProcedure\n",
            fixed="Procedure BeforeWrite(Cancel)\n\tCancel = Cancel Or A And B Or C;\nEndProcedure\n",
        ),
        Bad("Процедура А(Отказ)\n\t⟦Отказ = Отказ И Б⟧;\nКонецПроцедуры\n", hidden=True),
        Good(
            "Процедура ПередЗаписью(Отказ)\n\tОтказ = Истина;\n\tОтказ = Отказ Или Б;\n\tОтказ = Б ИЛИ (В Или отказ);\n"
            "\tОбъект.Отказ = Ложь;\nКонецПроцедуры\n"
        ),
        Good("Процедура А()\n\tОтказ = Ложь;\n\tБ(Отказ);\nКонецПроцедуры\n"),
    ),
)
_NAMES = ("отказ", "cancel")


@RULE.words("Отказ", "Cancel")
def check(node: Node, code: Code) -> Found:
    assignment = node.parent
    if node.field != "left" or assignment is None or assignment.kind != "assignment" or code.method is None:
        return
    value = assignment.child("right")
    if value is None or truth(value) or _is_kept(value):
        return
    if any(one.word == node.word for one in code.method.parameters):
        yield RULE.at(assignment, fix=partial(_fix, assignment, value, code))


def _is_kept(value: Node) -> bool:
    """Whether the value is `… Или Отказ Или …`."""
    value = value.bare
    if value.kind != "binary" or value.token("or") is None:
        return value.word in _NAMES
    return any(_is_kept(one) for one in value.named_children)


def _fix(assignment: Node, value: Node, code: Code) -> Edits | None:
    if truth(value) is False:
        return without_statement(assignment, code)
    name = assignment.child("left")
    if (
        name is None
        or value.kind == "missing_operand"
        or any(one.word in _NAMES for one in value.below("identifier"))
    ):
        return None
    return [insert(value.start, f"{name.text} {'Or' if is_latin(name.word) else 'Или'} ")]
