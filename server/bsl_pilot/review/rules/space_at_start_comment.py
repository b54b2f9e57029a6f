"""No space behind the slashes of a comment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Node, Rank, Rule, Text, insert
from bsl_pilot.text.snapshot import TextEdit


@dataclass(frozen=True, slots=True)
class Parameters:
    comments_annotation: str = "//@,//(c),//©"
    use_strict_validation: bool = True


RULE = Rule(
    key="SpaceAtStartComment",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Пробел в начале комментария", "Space at the start of a comment"),
    about=Text(
        "Между «//» и текстом комментария ставится пробел: так он отличается от временно отключённого кода.",
        "A space parts `//` from the text of a comment: that tells it from code that is switched off for a while.",
    ),
    message=Text("Нет пробела после «//»", "No space behind `//`"),
    fix=Text("Вставить пробел", "Insert the space"),
    parameters=Parameters,
    parameter_docs=(
        (
            "commentsAnnotation",
            Text(
                "начала комментариев, после которых пробел не нужен",
                "beginnings of comments that need no space",
            ),
        ),
        (
            "useStrictValidation",
            Text(
                "пробел нужен всегда; иначе — только перед буквой или цифрой",
                "always ask for the space; otherwise before a letter or digit only",
            ),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad("⟦//Итог⟧\nА = 1; ⟦//единица⟧\n", fixed="// Итог\nА = 1; // единица\n"),
        Bad("⟦//=== Totals⟧\n", fixed="// === Totals\n"),
        Good('// Итог\n//\n//\tс отступом\n////////////\n//@annotation\n//(c) Мы\nА = "//нет";\n'),
        Good("//=== Итог\n//{{\n", parameters={"useStrictValidation": False}),
        Bad("⟦//Итог⟧\n", fixed="// Итог\n", parameters={"useStrictValidation": False}, hidden=True),
        Bad("⟦///Итог⟧\r\n", fixed="/// Итог\r\n", hidden=True),
        Good("//// Итог\n//! да\n", parameters={"commentsAnnotation": "//!"}, hidden=True),
    ),
)
_SLASHES = re.compile(rb"//+")
_TEXT = re.compile(rb"[0-9A-Za-z\xc3-\xf4]")


@RULE.nodes("comment")
def check(node: Node, code: Code, parameters: Parameters) -> Found:
    data = code.data
    if data[node.start + 2 : node.start + 3] in (b" ", b"\t") or node.end == node.start + 2:
        return
    slashes = _SLASHES.match(data, node.start, node.end)
    assert slashes is not None
    at = slashes.end()
    if at == node.end or data[at : at + 1] in b" \t" or data[at : at + 2] == b"\xc2\xa0":
        return
    if not parameters.use_strict_validation and _TEXT.match(data, at) is None:
        return
    text = node.text
    if not any(
        text.startswith(one.strip()) for one in parameters.comments_annotation.split(",") if one.strip()
    ):
        yield RULE.at(node, fix=partial(_space, at))


def _space(at: int) -> list[TextEdit]:
    return [insert(at, " ")]
