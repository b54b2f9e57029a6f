"""A sign or keyword that sticks to what is beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Rank, Rule, Text, insert


@dataclass(frozen=True, slots=True)
class Parameters:
    list_for_check_left: str = ""
    list_for_check_right: str = ", ;"
    list_for_check_left_and_right: str = "+ - * / = % < > <> <= >="
    check_space_to_right_of_unary: bool = False
    allow_multiple_commas: bool = False


RULE = Rule(
    key="MissingSpace",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Пропущен пробел", "Missing space"),
    about=Text(
        "Пробелы вокруг операций, после запятых и точек с запятой и у ключевых слов показывают, что из чего состоит.",
        "Spaces around operators, behind commas and semicolons and beside keywords show what consists of what.",
    ),
    message=Text("Рядом с «{sign}» нужен пробел", "A space is missing beside `{sign}`"),
    fix=Text("Добавить пробел", "Add the space"),
    parameters=Parameters,
    parameter_docs=(
        ("listForCheckLeft", Text("знаки, перед которыми нужен пробел", "signs with a space before them")),
        ("listForCheckRight", Text("знаки, после которых нужен пробел", "signs with a space behind them")),
        (
            "listForCheckLeftAndRight",
            Text("знаки, вокруг которых нужны пробелы", "signs with spaces on both sides"),
        ),
        (
            "checkSpaceToRightOfUnary",
            Text("требовать пробел после унарного знака", "ask for a space behind a sign before one operand"),
        ),
        (
            "allowMultipleCommas",
            Text("разрешить запятые подряд без пробелов", "allow several commas in a row without spaces"),
        ),
    ),
    examples=(
        Bad(
            'А⟦=⟧Б⟦+⟧1;\nЗаписать(А⟦,⟧Б⟦,⟧"+");⟦;⟧// да\n',
            fixed=None,
            hidden=True,
        ),
        Bad(
            "Сумма⟦=⟧ Цена ⟦*⟧Количество;\nЗаписать(Сумма⟦,⟧Цена);\n",
            fixed="Сумма = Цена * Количество;\nЗаписать(Сумма, Цена);\n",
        ),
        Bad(
            "⟦If⟧(A)⟦Or⟧(B)⟦Then⟧\n\tReturn -1;\nEndIf;\n", fixed="If (A) Or (B) Then\n\tReturn -1;\nEndIf;\n"
        ),
        Good('А = -Б + (-1);\nЗаписать(, А);\nВ = Новый("Массив");\nГ = Не(А);\nД = А\n\t+ Б;\n'),
        Good("Ф(А, );\nФ(А,);\nДля А = -1 По Б Цикл\nКонецЦикла;\n", hidden=True),
        Bad("Ф(А⟦,⟧, Б);\n", fixed="Ф(А, , Б);\n", hidden=True),
        Good("Ф(А,, Б);\n", parameters={"allowMultipleCommas": True}, hidden=True),
        Bad("А = ⟦-⟧Б;\n", fixed="А = - Б;\n", parameters={"checkSpaceToRightOfUnary": True}, hidden=True),
        Bad(
            "В = А ⟦<>⟧Б-1;\r\n",
            fixed="В = А <> Б-1;\r\n",
            parameters={"listForCheckLeftAndRight": "<>"},
            hidden=True,
        ),
        Bad(
            "Процедура А(Б⟦=⟧1, В⟦=⟧-1)⟦Экспорт⟧\nКонецПроцедуры",
            fixed="Процедура А(Б = 1, В = -1) Экспорт\nКонецПроцедуры",
            hidden=True,
        ),
    ),
)
_LEFT = ("then", "do", "to", "in", "and", "or", "export")
_RIGHT = ("if", "elsif", "while", "return", "to", "in", "and", "or")
_BLANKS = frozenset(b" \t\n\r\xa0")


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    left, right = _kinds(parameters)
    data = code.data + b"\n"  # there is a byte behind each node, and "before" the first one
    for kind in code.by_kind.keys() & (left | right):
        nodes = code.by_kind[kind]
        before = _glued_before(nodes, data) if kind in left else frozenset()
        behind = _glued_behind(nodes, data) if kind in right else frozenset()
        for at in before | behind:
            found = _needs(nodes[at], code, parameters, before=at in before, behind=at in behind)
            if found != (False, False):
                yield RULE.at(nodes[at], sign=nodes[at].text, fix=partial(_spaces, nodes[at], *found))


@lru_cache(maxsize=4)
def _kinds(parameters: Parameters) -> tuple[frozenset[str], frozenset[str]]:
    """Kinds of nodes with a space before them, and behind them."""
    both = parameters.list_for_check_left_and_right.split()
    left = frozenset((*parameters.list_for_check_left.split(), *both, *_LEFT))
    return left, frozenset((*parameters.list_for_check_right.split(), *both, *_RIGHT))


def _glued_before(nodes: Sequence[Node], data: bytes) -> frozenset[int]:
    return frozenset([at for at, one in enumerate(nodes) if data[one.start - 1] not in _BLANKS])


def _glued_behind(nodes: Sequence[Node], data: bytes) -> frozenset[int]:
    return frozenset([at for at, one in enumerate(nodes) if data[one.end] not in _BLANKS])


def _needs(
    node: Node, code: Code, parameters: Parameters, *, before: bool, behind: bool
) -> tuple[bool, bool]:
    """Whether a space is missing before and behind a sign that touches something there."""
    parent = node.parent
    if parent is None or node.start == node.end or parent.kind == "ERROR":
        return False, False
    if parent.kind in ("unary", "signed_number") and node.kind in ("-", "+"):
        return False, behind and parameters.check_space_to_right_of_unary
    following = code.data[node.end : node.end + 1]
    if node.kind == ",":
        allowed = b"),]" if parameters.allow_multiple_commas else b")]"
        return before, behind and following not in allowed
    return before, behind and not (following == b";" and node.kind in ("return", ";"))


def _spaces(node: Node, before: bool, behind: bool) -> Edits:
    return [insert(at, " ") for at, missing in ((node.start, before), (node.end, behind)) if missing]
