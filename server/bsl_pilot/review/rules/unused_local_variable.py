"""A local variable that gets values which nobody reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    ModuleFacts,
    ModuleType,
    Node,
    Range,
    Rank,
    Rule,
    Text,
    Variable,
    delete,
)
from bsl_pilot.review.code.effects import is_harmless
from bsl_pilot.review.edits import without_statement
from bsl_pilot.text.snapshot import TextEdit

RULE = Rule(
    key="UnusedLocalVariable",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    title=Text("Неиспользуемая переменная", "Unused variable"),
    about=Text(
        "Переменной присваивают значение, но нигде его не читают: забытый код или опечатка в имени. Переменные циклов "
        "не проверяются.",
        "A variable gets a value that is never read: forgotten code, or a misspelt name. Variables of loops are not "
        "checked.",
    ),
    message=Text("Значение переменной «{name}» нигде не используется", "The value of `{name}` is never used"),
    fix=Text("Убрать переменную «{name}»", "Remove the variable `{name}`"),
    fix_is_safe=False,
    modules=(
        ModuleType.COMMAND,
        ModuleType.COMMON,
        ModuleType.MANAGER,
        ModuleType.VALUE_MANAGER,
        ModuleType.SESSION,
        ModuleType.UNKNOWN,
    ),
    examples=(
        Bad(
            'Процедура А()\n\t⟦Б⟧ = Тип("Строка");\n\t⟦В⟧ = Тип(Г());\nКонецПроцедуры\n',
            fixed="Процедура А()\n\tТип(Г());\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad(
            "Процедура Пример(А)\n\t⟦Лишняя⟧ = 1;\n\t⟦Итог⟧ = Записать(А);\n\tИтог = А.Найти(1);\nКонецПроцедуры\n",
            fixed="Процедура Пример(А)\n\tЗаписать(А);\n\tА.Найти(1);\nКонецПроцедуры\n",
        ),
        Bad(
            "Procedure P()\n\tVar ⟦A⟧;\n\tA = 1;\nEndProcedure\n",
            fixed="Procedure P()\nEndProcedure\n",
            hidden=True,
        ),
        Bad(
            "Процедура П()\n\tПерем ⟦А⟧, Б, ⟦В⟧;\n\tБ = 1;\n\tГ(Б);\nКонецПроцедуры\n",
            fixed="Процедура П()\n\tПерем Б;\n\tБ = 1;\n\tГ(Б);\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad("Процедура П(А)\n\t⟦Б⟧ = А.В;\n\t⟦Г⟧ = 1 + Д();\nКонецПроцедуры\n", hidden=True),
        Bad(
            "Процедура П()\nКонецПроцедуры\n\n⟦А⟧ = 1;\nБ();\n",
            fixed="Процедура П()\nКонецПроцедуры\n\nБ();\n",
            hidden=True,
        ),
        Good("Процедура Пример()\n\tА = 1;\n\tСообщить(А);\nКонецПроцедуры\n"),
        Good("Перем А;\n\nПроцедура Пример()\n\tА = 1;\nКонецПроцедуры\n"),
        Good("Процедура П()\n\tДля А = 1 По 3 Цикл\n\t\tБ();\n\tКонецЦикла;\nКонецПроцедуры\n", hidden=True),
        Good('Процедура П()\n\tА = 1;\n\tВыполнить("Б(А)");\nКонецПроцедуры\n', hidden=True),
        Good(
            "Процедура П()\n\tЗначение = 1;\nКонецПроцедуры\n",
            path="Constants/К/Ext/ValueManagerModule.bsl",
            hidden=True,
        ),
        Good("Процедура П()\n\tА = 1;\n\tБ.В(А", hidden=True),
    ),
)


class Candidate(NamedTuple):
    """A variable that is never read, unless it is the module's."""

    word: str
    name: str
    start: int
    end: int
    edits: Edits | None


_CODE_IN_TEXT = frozenset({"вычислить", "eval"})
_ATTRIBUTES = {ModuleType.VALUE_MANAGER: frozenset({"значение", "value"})}
_OF_TYPES = frozenset({"тип", "type", "типзнч", "typeof"})
"""What tells of types does nothing else."""
_EFFECTS = (
    "call",
    "method_call",
    "new_expression",
    "member_access",
    "index_access",
    "await_expression",
    "comment",
)


@RULE.collect
def unread(code: Code) -> Sequence[Candidate]:
    """Variables that are never read; some may be variables of the module."""
    found = [one for one in code.variables if one.parameter is None and not one.reads and _assigned(one)]
    if not found or code.of("execute_statement") or code.called.keys() & _CODE_IN_TEXT:
        return []
    known = _ATTRIBUTES.get(code.scene.type, frozenset())
    return [_candidate(one, code) for one in found if one.word not in known]


def _assigned(variable: Variable) -> bool:
    """Whether it is declared, or gets a value by more than a loop."""
    return variable.declared is not None or any(one.field == "left" for one in variable.writes)


def _candidate(variable: Variable, code: Code) -> Candidate:
    node = variable.declared or variable.writes[0]
    return Candidate(variable.word, node.text, node.start, node.end, _fix(variable, code))


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece, candidates in module.collected(RULE):
        for one in candidates:
            if one.word not in module.variables:
                fix = partial(_moved, one.edits, piece.start)
                yield RULE.at(
                    piece.place(Range(one.start, one.end)), name=one.name, fix=fix if one.edits else None
                )


def _moved(edits: Edits, by: int) -> Edits:
    return [TextEdit(one.start + by, one.end + by, one.new_text) for one in edits]


def _fix(variable: Variable, code: Code) -> Edits | None:
    """The declaration and all assignments go; calls stay."""
    edits = _without_declaration(variable.declared, code) if variable.declared is not None else []
    for one in variable.writes:
        found = _without_assignment(one, code)
        if found is None:
            return None
        edits += found
    return edits


def _without_declaration(name: Node, code: Code) -> list[TextEdit]:
    variable = name.parent
    assert variable is not None
    after, before = variable.next, variable.previous
    if after is not None and after.kind == "," and after.next is not None:
        return [delete(variable.start, after.next.start)]
    if before is not None and before.kind == ",":
        return [delete(before.start, variable.end)]
    statement = variable.parent
    return without_statement(statement, code) if statement is not None else []


def _without_assignment(name: Node, code: Code) -> list[TextEdit] | None:
    assignment = name.parent
    right = assignment.child("right") if assignment is not None and name.field == "left" else None
    if assignment is None or right is None or right.kind == "missing_operand":
        return None
    if right.kind == "call" and right.word_of("name") in _OF_TYPES and is_harmless(right.child("arguments")):
        return without_statement(assignment, code) if assignment.token("comment") is None else None
    if right.kind == "call" or (right.kind == "method_call" and _begins_with_name(right)):
        return [delete(assignment.start, right.start)] if assignment.token("comment") is None else None
    return (
        None
        if any(right.below(*_EFFECTS)) or assignment.token("comment")
        else without_statement(assignment, code)
    )


def _begins_with_name(node: Node) -> bool:
    while node.children:
        if node.kind not in ("call", "method_call", "member_access", "index_access"):
            return False
        node = node.children[0]
    return node.kind == "identifier"
