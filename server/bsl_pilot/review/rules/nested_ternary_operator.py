"""A ternary operator in another one, or in the condition of `Если`."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from bsl_pilot.review.api import (
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
    path_of,
    replace,
)
from bsl_pilot.review.code.language import is_english
from bsl_pilot.review.edits import indent_of, line_end, line_start, step_of
from bsl_pilot.review.extract import extracted

RULE = Rule(
    key="NestedTernaryOperator",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Вложенный тернарный оператор", "Nested ternary operator"),
    about=Text(
        "Тернарный оператор внутри другого или внутри условия «Если» почти невозможно прочитать. Запишите его через "
        "«Если» или вычислите заранее.",
        "A ternary operator inside of another one or of a condition can hardly be read. Write an `If`, or work it out "
        "before.",
    ),
    message=Text("Вложенный тернарный оператор", "Nested ternary operator"),
    fix=Text("Записать через «Если»", "Write it with `If`"),
    examples=(
        Bad(
            "Процедура П()\n\tА = ?(Б, 1, ⟦?(В, 2, 3)⟧);\n\tЕсли ⟦?(Г, Д, Е)⟧ = 1 Тогда\n\t\tЖ();\n\tКонецЕсли;\nКонецПроцедуры\n",
            fixed="Процедура П()\n\tЕсли Б Тогда\n\t\tА = 1;\n\tИначеЕсли В Тогда\n\t\tА = 2;\n\tИначе\n\t\tА = 3;\n\tКонецЕсли;\n\tПроверяемоеЗначение = ?(Г, Д, Е);\n\tЕсли ПроверяемоеЗначение = 1 Тогда\n\t\tЖ();\n\tКонецЕсли;\nКонецПроцедуры\n",
        ),
        Bad(
            "Function F()\r\n\tReturn ?((A), (⟦?(B, ⟦?(C, 1, 2)⟧, 3)⟧), D); // e\r\nEndFunction\r\n",
            fixed="Function F()\r\n\tIf A Then\r\n\t\tIf B Then\r\n\t\t\tIf C Then\r\n\t\t\t\tReturn 1;\r\n\t\t\tElse\r\n\t\t\t\tReturn 2;\r\n\t\t\tEndIf;\r\n\t\tElse\r\n\t\t\tReturn 3;\r\n\t\tEndIf;\r\n\tElse\r\n\t\tReturn D;\r\n\tEndIf; // e\r\nEndFunction\r\n",
            hidden=True,
        ),
        Bad(
            "Процедура П()\n\tА = ?(Б, 1, ⟦?(В, 2, 3)⟧) + 1;\n\tА[Б()] = ?(Б, 1, ⟦?(В, 2, 3)⟧);\n\tГ(?(Б, 1, ⟦?(В, 2, 3)⟧));\nКонецПроцедуры\n",
            fixed="Процедура П()\n\tА = ?(Б, 1, ?(В, 2, 3)) + 1;\n\tА[Б()] = ?(Б, 1, ?(В, 2, 3));\n\tГ(?(Б, 1, ?(В, 2, 3)));\nКонецПроцедуры\n",
            hidden=True,
        ),
        Bad("А = ?(Б, 1, ⟦?(В, 2, 3)⟧);\nЕсли ⟦?(Г, Д, Е)⟧ = 1 Тогда\n\tЖ();\nКонецЕсли;\n"),
        Bad("If A Then ElsIf B(⟦?(C, 1, ⟦?(D, 2, 3)⟧)⟧) Then EndIf;", hidden=True),
        Good(
            "А = ?(Б, 1, 2) + ?(В, 3, 4);\nЕсли А Тогда\n\tГ = ?(Д, 1, 2);\nКонецЕсли;\nПока ?(А, Б, В) Цикл\nКонецЦикла;\n"
        ),
        Good("А = ?(Б, ?", hidden=True),
    ),
)


@RULE.nodes("ternary")
def check(node: Node, code: Code) -> Found:
    below = node
    for one in node.ancestors():
        if one.kind == "ternary" or (
            one.kind in ("if_statement", "elsif_clause") and below.field == "condition"
        ):
            yield RULE.at(node, fix=partial(_fix, node, code))
            return
        if one.kind in STATEMENTS or one.kind == "block":
            return
        below = one


class _Words(NamedTuple):
    """The keywords of an `Если`."""

    if_: str
    then: str
    elsif: str
    else_: str
    endif: str


_RUSSIAN = _Words("Если", "Тогда", "ИначеЕсли", "Иначе", "КонецЕсли")
_ENGLISH = _Words("If", "Then", "ElsIf", "Else", "EndIf")


def _fix(node: Node, code: Code) -> Edits | None:
    """The outermost one as an `Если`, where it is all that is assigned or returned; one in a condition gets a name."""
    top = node
    for one in node.ancestors():
        if one.kind == "ternary":
            top = one
    holder = top.parent
    english = is_english(code)
    if holder is not None and holder.kind in ("assignment", "return_statement"):
        return _as_if(top, holder, _ENGLISH if english else _RUSSIAN, code)
    if top is not node:
        return None
    return extracted([(top, "CheckedValue" if english else "ПроверяемоеЗначение")], code)


def _as_if(top: Node, holder: Node, words: _Words, code: Code) -> Edits | None:
    parts = [
        part for one in top.below("ternary") for part in (one.child("consequence"), one.child("alternative"))
    ]
    target = holder.child("left")
    if None in parts or any(holder.below("comment")) or (target is not None and not path_of(target)):
        return None
    if (
        code.data[line_start(holder.start, code) : holder.start].strip()
        or code.statement_end(holder) == holder.end
    ):
        return None
    lead = f"{target.text} = " if target is not None else f"{holder.children[0].text} "
    step = step_of(code)
    levels = ((row, len(row) - len(row.lstrip("\t"))) for row in _rows(top, lead, words, ""))
    rows = [step * level + row[level:] for row, level in levels]
    margin = f"{line_end(code)}{indent_of(holder.start, code)}"
    return [replace(holder, margin.join((*rows, words.endif)))]


def _rows(ternary: Node, lead: str, words: _Words, indent: str) -> list[str]:
    """The lines of an `Если` but for its end."""
    rows: list[str] = []
    word = words.if_
    node = ternary
    while node.kind == "ternary":
        condition, value = node.child("condition"), node.child("consequence")
        last = node.child("alternative")
        assert condition is not None
        assert value is not None
        assert last is not None
        rows.append(f"{indent}{word} {condition.bare.text} {words.then}")
        rows += _value(value.bare, lead, words, indent)
        word, node = words.elsif, last.bare
    return [*rows, f"{indent}{words.else_}", *_value(node, lead, words, indent)]


def _value(value: Node, lead: str, words: _Words, indent: str) -> list[str]:
    inner = f"{indent}\t"
    if value.kind != "ternary":
        return [f"{inner}{lead}{value.text};"]
    return [*_rows(value, lead, words, inner), f"{inner}{words.endif};"]
