"""Two string literals side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Range, Rank, Rule, Text, replace
from bsl_pilot.review.edits import indent_of, line_end
from bsl_pilot.syntax.lexer import Token, tokens

RULE = Rule(
    key="CrazyMultilineString",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    title=Text("Строковые литералы подряд", "String literals side by side"),
    about=Text(
        "Литералы, которые стоят рядом без знака «+», платформа склеивает через перевод строки. Этого почти никто не "
        "знает. Строка из нескольких строк пишется через «|».",
        "Literals that stand side by side without `+` are one string to the platform, a line end between them. "
        "Hardly anybody knows that. A string of several lines is written with `|`.",
    ),
    message=Text(
        "Литералы стоят подряд: продолжайте строку через «|»", "Literals side by side: go on with `|` instead"
    ),
    fix=Text("Записать одной строкой через «|»", "Write one string with `|`"),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad(
            'А = ⟦"Первая"\n\t"Вторая"⟧;\n',
            fixed='А = "Первая\n\t|Вторая";\n',
        ),
        Bad('A = ⟦"One" "Two"⟧;\n', fixed='A = "One\n|Two";\n'),
        Bad('Ф(⟦"А"\n"Б\n|В"\n// вот\n"Г""Д"⟧);', fixed=None, hidden=True),
        Good('А = "Первая\n\t|Вторая" + "Третья";\nБ = "кавычка "" внутри" + "";\n'),
    ),
)


@RULE.nodes("string")
def check(node: Node, code: Code) -> Found:
    if code.data.find(b'"', node.start + 1, node.end - 1) < 0:
        return
    literals = [one for one in tokens(code.data, node.start, node.end) if one.kind != "comment"]
    if len(literals) > 1:
        yield RULE.at(node, fix=lambda: _joined(node, literals, code))


def _joined(node: Node, literals: Sequence[Token], code: Code) -> Edits | None:
    """The literals as one string; what they are parted by on its lines stays, but for a comment."""
    edits = []
    for one, other in pairwise(literals):
        between = code.data[one.end : other.start]
        if b"//" in between:
            return None
        gap = between.decode() if b"\n" in between else line_end(code) + indent_of(node.start, code)
        edits.append(replace(Range(one.end - 1, other.start + 1), gap + "|"))
    return edits
