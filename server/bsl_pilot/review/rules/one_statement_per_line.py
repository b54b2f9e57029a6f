"""Several statements on one line."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import (
    STATEMENTS,
    Bad,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Node,
    Range,
    Rank,
    Rule,
    Text,
    replace,
)
from bsl_pilot.review.edits import indent_of, line_end, line_start
from bsl_pilot.text.snapshot import TextEdit

RULE = Rule(
    key="OneStatementPerLine",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=2,
    title=Text("Один оператор в строке", "One statement per line"),
    about=Text(
        "Второй оператор на строке легко не заметить, и остановить отладчик на нём нельзя.",
        "The second statement on a line is easy to miss, and the debugger can't stop at it.",
    ),
    message=Text("Второй оператор на строке", "A second statement on the line"),
    fix=Text("Перенести на свою строку", "Move it to a line of its own"),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad("А = 1; ⟦Б = 2⟧;\n", fixed="А = 1;\nБ = 2;\n"),
        Bad(
            "Procedure P(A)\n\tIf A Then ⟦B()⟧; EndIf;\nEndProcedure\n",
            fixed="Procedure P(A)\n\tIf A Then\n\t\tB();\n\tEndIf;\nEndProcedure\n",
        ),
        Bad(
            "Если А Тогда\r\n\tБ();\r\nКонецЕсли; ⟦В()⟧; // да\r\n",
            fixed="Если А Тогда\r\n\tБ();\r\nКонецЕсли;\r\nВ(); // да\r\n",
            hidden=True,
        ),
        Bad(
            "Попытка ⟦А()⟧; ⟦Б()⟧; Исключение ⟦В()⟧; КонецПопытки;",
            fixed="Попытка\n\tА();\n\tБ();\nИсключение\n\tВ();\nКонецПопытки;",
            hidden=True,
        ),
        Good('Если А\n\tИ Б Тогда\n\tВ();\nИначе\n\tГ();\nКонецЕсли; // да; нет();\n~М: А = "1; 2;";\n'),
        Good("Перем А; Перем Б;\n\nПроцедура В() Г(); КонецПроцедуры\n", hidden=True),
        Good("Перем А; // первая;\n;", hidden=True),
    ),
)
_SEVERAL = re.compile(rb";[ \t]*[^\s/]")


@RULE.pieces
def check(code: Code) -> Found:
    if _SEVERAL.search(code.data) is None:
        return
    found = sorted(
        (one for kind in STATEMENTS if kind != "label" for one in code.of(kind)),
        key=lambda one: (one.start, -one.end),
    )
    last = -1
    for one in found:
        line = line_start(one.start, code)
        before = one.previous
        if line == last or (before is not None and before.kind == ";" and _ends_behind(before, line)):
            yield RULE.at(one, fix=partial(_own_line, one, code))
        last = line


def _ends_behind(semicolon: Node, line: int) -> bool:
    """Whether a statement with this semicolon ends on the line that begins there."""
    before = semicolon.previous
    return before is not None and before.kind in STATEMENTS and before.kind != "label" and before.end > line


def _own_line(node: Node, code: Code) -> Edits:
    block = node.parent
    owner = block.parent if block is not None and block.kind == "block" else None
    if block is None or owner is None or owner.kind.endswith("_definition"):
        return [_break(node.start, indent_of(node.start, code), code)]
    is_clause = owner.kind not in STATEMENTS
    compound = owner.parent or owner if is_clause else owner
    indent = indent_of(compound.start, code)
    edits = [_break(node.start, indent + "\t", code)]
    after = block.next or (owner.next if is_clause else None)
    if after is not None and after.end > after.start and b"\n" not in code.data[node.start : after.start]:
        edits.append(_break(after.start, indent, code))
    return edits


def _break(at: int, indent: str, code: Code) -> TextEdit:
    """A line end instead of the blanks before a byte."""
    blanks = len(code.data[:at].rstrip(b" \t"))
    return replace(Range(blanks, at), line_end(code) + indent)
