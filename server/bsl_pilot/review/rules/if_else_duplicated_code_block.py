"""Two branches of a condition do the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from bsl_pilot.review.api import (
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
    insert,
    reason,
)
from bsl_pilot.review.code.branches import range_of
from bsl_pilot.review.edits import indent_of, is_plain, line_end, line_start, step_of, without_range
from bsl_pilot.text.words import in_case_of, is_latin

RULE = Rule(
    key="IfElseDuplicatedCodeBlock",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=10,
    title=Text("Одинаковые ветки условия", "The same code in two branches"),
    about=Text(
        "Если две ветки делают одно и то же, их условия надо объединить, или одну из веток скопировали и забыли изменить.",
        "Where two branches do the same, their conditions belong together, or one is a copy that nobody changed.",
    ),
    message=Text("Код этой ветки повторяется в другой", "The code of this branch is repeated in another one"),
    fix=Text("Объединить условия через «Или»", "Join the conditions by `Or`"),
    fix_is_safe=False,
    examples=(
        Bad("Если А Тогда\n\t⟦Б();⟧\nИначеЕсли В Тогда\n\tГ();\nИначе\n\tБ();\nКонецЕсли;\n"),
        Bad(
            "If A Then\n\t⟦B = 1; // one\n\tC();⟧\nElsIf D Then\n\tb = 1;\n\tC( ); // two\nElse\n\tB=1;\n\tC();\nEndIf;\n"
        ),
        Bad(
            "Если А Тогда\n\t⟦Б();⟧\nИначеЕсли В = 1 Тогда\n\tБ();\nИначе\n\tГ();\nКонецЕсли;\n",
            fixed="Если А Или В = 1 Тогда\n\tБ();\nИначе\n\tГ();\nКонецЕсли;\n",
        ),
        Bad(
            "IF X THEN\r\n\tY();\r\nElsIf A // a\r\n\tAnd B Then // one\r\n\t⟦C();⟧ // c\r\nElsIf D And E Then\r\n\tC();\r\n"
            "ElsIf F Then C(); Else G(); EndIf;\r\n",
            fixed="IF X THEN\r\n\tY();\r\nElsIf A // a\r\n\tAnd B\r\n\tOR D And E\r\n\tOR F Then // one\r\n\tC(); // c\r\n"
            " Else G(); EndIf;\r\n",
            hidden=True,
        ),
        Bad(
            "Если А Тогда\n\t⟦Б();⟧\nИначеЕсли В Тогда // да\n\tБ();\nКонецЕсли;\n",
            fixed="Если А Тогда\n\tБ();\nИначеЕсли В Тогда // да\n\tБ();\nКонецЕсли;\n",
            hidden=True,
        ),
        Bad(
            "Если А Тогда ⟦Б()⟧ Иначе Б(); КонецЕсли;",
            fixed="Если А Тогда Б() Иначе Б(); КонецЕсли;",
            hidden=True,
        ),
        Good('Если А Тогда\n\tБ("да");\nИначеЕсли В Тогда\n\tБ("Да");\nИначе\n\tБ();\nКонецЕсли;\n'),
        Good("Если А Тогда ИначеЕсли Б Тогда ; Иначе КонецЕсли; Если А Тогда", hidden=True),
    ),
)
_HERE = Text("То же самое здесь", "The same here")


@RULE.nodes("if_statement")
def check(node: Node, code: Code) -> Found:
    if node.token("elsif_clause", "else_clause") is None:
        return
    branches = [node, *(one for one in node.children if one.kind in ("elsif_clause", "else_clause"))]
    blocks = [body for one in branches if (body := one.child("body")) is not None and body.named_children]
    if len(blocks) < 2:
        return
    alike: dict[object, list[Node]] = defaultdict(list)
    for one in blocks:
        alike[tuple(child.kind for child in one.named_children)].append(one)
    for candidates in alike.values():
        if len(candidates) < 2:
            continue
        same: dict[object, list[Node]] = defaultdict(list)
        for one in candidates:
            same[_code_of(one)].append(one)
        for first, *others in same.values():
            if others:
                fix = partial(_fix, [first, *others], branches, code)
                yield RULE.at(first, reasons=[reason(one, _HERE) for one in others], fix=fix)


def _code_of(block: Node) -> tuple[str, ...]:
    found = block.words
    return found[:-1] if found[-1] == ";" else found


def _fix(same: Sequence[Node], branches: Sequence[Node], code: Code) -> Edits | None:
    """One branch for all conditions, where the branches stand one behind the other and only the first has comments."""
    first = next(at for at, one in enumerate(branches) if one is same[0].parent)
    alike = branches[first : first + len(same)]
    conditions = [one.child("condition") for one in alike]
    if [one.child("body") for one in alike] != list(same) or None in conditions:
        return None
    ranges = [range_of(one, code) for one in alike[1:]]
    edits = [
        insert(one.end, _joined(conditions, branches[0], code)) for one in conditions[:1] if one is not None
    ]
    for one in ranges:
        if one is None or not is_plain(one.start, one.end, code):
            return None
        edits += without_range(one.start, one.end, code)
    return edits


_LONGEST = 120


def _joined(conditions: Sequence[Node | None], node: Node, code: Code) -> str:
    """What comes behind the first condition: on its line where that does not get too long, else a line for each."""
    word = node.children[0].text
    sign = in_case_of(word, "Or" if is_latin(word) else "Или")
    first, *others = [one for one in conditions if one is not None]
    added = [f"{sign} {one.text}" for one in others]
    start = line_start(first.start, code)
    line = code.data[start:].split(b"\n", 1)[0].decode("utf-8", "replace")
    is_short = len(line) + sum(len(one) + 1 for one in added) <= _LONGEST
    if is_short and not any("\n" in one for one in (first.text, *added)):
        return "".join(f" {one}" for one in added)
    owner = first.parent if first.parent is not None else node
    gap = f"{line_end(code)}{indent_of(owner.start, code)}{step_of(code)}"
    return "".join(gap + one for one in added)
