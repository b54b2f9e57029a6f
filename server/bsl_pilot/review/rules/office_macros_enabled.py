"""Word or Excel is driven with macros allowed."""

from __future__ import annotations

from functools import partial

from bsl_pilot.review.api import Bad, Call, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.review.code.literals import string_value
from bsl_pilot.review.edits import indent_of, line_end
from bsl_pilot.text.words import fold

RULE = Rule(
    key="OfficeMacrosEnabled",
    kind=Kind.VULNERABILITY,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Не отключены макросы Word или Excel", "Macros of Word or Excel are not switched off"),
    about=Text(
        "Документ, который программа открывает через COM, выполнит свои макросы без вопроса. До открытия присвойте "
        "AutomationSecurity = 3 (msoAutomationSecurityForceDisable).",
        "A document that a program opens by COM runs its macros without a question. Set AutomationSecurity = 3 "
        "(msoAutomationSecurityForceDisable) before opening it.",
    ),
    message=Text("Не отключены макросы «{name}»", "Macros of `{name}` are not switched off"),
    fix=Text("Отключить макросы", "Switch the macros off"),
    fix_is_safe=False,
    see=("https://its.1c.ru/db/v8std/content/775/hdoc",),
    examples=(
        Bad(
            'Процедура Пример()\n\tПрограмма = ⟦Новый COMОбъект("Word.Application")⟧;\n\tОткрыть(Программа);\nКонецПроцедуры\n',
            fixed='Процедура Пример()\n\tПрограмма = Новый COMОбъект("Word.Application");\n\tПрограмма.AutomationSecurity = 3;\n'
            "\tОткрыть(Программа);\nКонецПроцедуры\n",
        ),
        Bad(
            'A = ⟦GetCOMObject("", "excel.application")⟧;\r\nB();\r\n',
            fixed='A = GetCOMObject("", "excel.application");\r\nA.AutomationSecurity = 3;\r\nB();\r\n',
        ),
        Good(
            'А = Новый COMОбъект("Excel.Application");\nА.AutomationSecurity = 3;\nБ = Новый COMОбъект("ADODB.Connection");\n'
        ),
        Good('А = Новый COMОбъект("', hidden=True),
    ),
)
_PROGRAMS = frozenset({"word.application", "excel.application", "powerpoint.application"})


@RULE.created("COMОбъект", "COMObject")
def by_constructor(call: Call, code: Code) -> Found:
    return _check(call, call.argument(0), code)


@RULE.calls("ПолучитьCOMОбъект", "GetCOMObject")
def by_function(call: Call, code: Code) -> Found:
    return _check(call, call.argument(1), code)


def _check(call: Call, name: Node | None, code: Code) -> Found:
    program = string_value(name) or ""
    if fold(program) in _PROGRAMS and "automationsecurity" not in code.words:
        yield RULE.at(call.node, name=program, fix=partial(_fix, call.node, code))


def _fix(made: Node, code: Code) -> Edits | None:
    """In a statement behind the one that gets the program."""
    statement = made.parent
    target = statement.child("left") if statement is not None and statement.kind == "assignment" else None
    if statement is None or target is None or code.statement_end(statement) == statement.end:
        return None
    between = f"{line_end(code)}{indent_of(statement.start, code)}"
    return [insert(code.statement_end(statement), f"{between}{target.text}.AutomationSecurity = 3;")]
