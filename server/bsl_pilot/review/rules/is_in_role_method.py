"""A role is asked for, and privileged mode is forgotten."""

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
    replace,
)
from bsl_pilot.text.words import is_latin

RULE = Rule(
    key="IsInRoleMethod",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    title=Text("РольДоступна() без ПривилегированныйРежим()", "IsInRole() without PrivilegedMode()"),
    about=Text(
        "В привилегированном режиме разрешено всё, но РольДоступна() этого не учитывает: проверка откажет там, где "
        "действие возможно. Проверяйте право через ПравоДоступа() или спрашивайте и о режиме.",
        "In privileged mode everything is allowed, but IsInRole() does not take that into account: the check refuses what "
        "is possible. Check the right with AccessRight(), or ask for the mode, too.",
    ),
    message=Text(
        "Проверка роли не учитывает привилегированный режим", "The check of the role ignores privileged mode"
    ),
    fix=Text("Учесть привилегированный режим", "Take privileged mode into account"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/689/hdoc",),
    examples=(
        Bad(
            'Если ⟦РольДоступна("ПолныеПрава")⟧ Тогда\nКонецЕсли;\n',
            fixed='Если РольДоступна("ПолныеПрава") Или ПривилегированныйРежим() Тогда\nКонецЕсли;\n',
        ),
        Bad(
            'If A Then\nElsIf Not ⟦IsInRole("X")⟧ And B Then\nEndIf;\n',
            fixed='If A Then\nElsIf Not (IsInRole("X") Or PrivilegedMode()) And B Then\nEndIf;\n',
        ),
        Bad('Роль = ⟦РольДоступна("А")⟧;\nЕсли Роль Тогда\nКонецЕсли;\n'),
        Good(
            'Если РольДоступна("А") Или ПривилегированныйРежим() Тогда\nКонецЕсли;\nРоль = РольДоступна("Б");\n'
            "Если ПривилегированныйРежим() Или Роль Тогда\nКонецЕсли;\n"
        ),
        Good('Функция Ф()\n\tВозврат РольДоступна("А");\nКонецФункции\n', hidden=True),
    ),
)
_CONDITIONAL = frozenset({"if_statement", "elsif_clause", "while_statement", "ternary"})
_MODE = frozenset({"привилегированныйрежим", "privilegedmode"})


@RULE.calls("РольДоступна", "IsInRole")
def check(call: Call, code: Code) -> Found:
    condition = _condition(call.node)
    if condition is not None:
        if not _knows_mode(condition):
            yield RULE.at(call.node, fix=partial(_fix, call, condition))
    elif _is_asked(call.node, code):
        yield RULE.at(call.node)


def _condition(node: Node) -> Node | None:
    """The condition that an expression is a part of."""
    while node.parent is not None and node.parent.kind in ("binary", "unary", "parenthesized"):
        node = node.parent
    parent = node.parent
    return node if parent is not None and parent.kind in _CONDITIONAL and node.field == "condition" else None


def _knows_mode(condition: Node) -> bool:
    return any(one.word_of("name") in _MODE for one in condition.below("call"))


def _is_asked(node: Node, code: Code) -> bool:
    """Whether the value goes to a variable that a condition asks for without the mode."""
    while node.parent is not None and node.parent.kind in ("binary", "unary", "parenthesized"):
        node = node.parent
    assignment = node.parent
    left = assignment.child("left") if assignment is not None and assignment.kind == "assignment" else None
    if left is None or left.kind != "identifier" or _knows_mode(node):
        return False
    variable = code.variables.get(left.word)
    reads = [one for one in variable.reads if one.start > node.end] if variable is not None else []
    conditions = [condition for one in reads if (condition := _condition(one)) is not None]
    return any(not _knows_mode(one) for one in conditions)


def _fix(call: Call, condition: Node) -> Edits:
    english = is_latin(call.word)
    either = f"{call.node.text} {'Or PrivilegedMode()' if english else 'Или ПривилегированныйРежим()'}"
    alone = call.node.start == condition.start and call.node.end == condition.end
    return [replace(call.node, either if alone else f"({either})")]
