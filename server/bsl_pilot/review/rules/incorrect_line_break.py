"""An expression broken on the wrong side of a sign."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache, partial

from bsl_pilot.review.api import (
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
    delete,
    insert,
)
from bsl_pilot.review.edits import without_range
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    check_first_symbol: bool = True
    list_of_incorrect_first_symbol: str = r"\)|;|,|\);"
    check_last_symbol: bool = True
    list_of_incorrect_last_symbol: str = r"ИЛИ|И|OR|AND|\+|-|/|%|\*"


RULE = Rule(
    key="IncorrectLineBreak",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=2,
    title=Text("Неправильный перенос выражения", "Expression broken on the wrong side"),
    about=Text(
        "Знак операции переносится вместе со вторым операндом, а запятая, скобка и точка с запятой остаются на своей "
        "строке: так по началу строки видно, что она продолжает выражение.",
        "An operator goes to the next line with its second operand; a comma, a bracket and a semicolon stay where they "
        "are: then the beginning of a line tells that it continues an expression.",
    ),
    message=Text("Здесь переносить не нужно: «{sign}»", "The line is broken on the wrong side of `{sign}`"),
    fix=Text("Перенести «{sign}»", "Move `{sign}`"),
    parameters=Parameters,
    parameter_docs=(
        ("checkFirstSymbol", Text("проверять начало строки", "check the beginnings of lines")),
        (
            "listOfIncorrectFirstSymbol",
            Text(
                "что не может стоять в начале строки, через «|»", "what may not begin a line, parted by `|`"
            ),
        ),
        ("checkLastSymbol", Text("проверять конец строки", "check the ends of lines")),
        (
            "listOfIncorrectLastSymbol",
            Text("что не может стоять в конце строки, через «|»", "what may not end a line, parted by `|`"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/444/hdoc",),
    examples=(
        Bad(
            "А(Б(\r\n\tВ\r\n⟦)⟧);\r\nА(Б(\r\n\tВ // в\r\n⟦)⟧,\r\n\tГ);\r\n",
            fixed="А(Б(\r\n\tВ));\r\nА(Б(\r\n\tВ), // в\r\n\tГ);\r\n",
            hidden=True,
        ),
        Bad("А(Б\n\t⟦,⟧\n\t⟦,⟧\n\tВ);\n", fixed="А(Б, ,\n\tВ);\n", hidden=True),
        Bad(
            "Сумма = Цена ⟦+⟧\n\tНаценка;\nЕсли А ⟦И⟧ // всегда\n\tБ Тогда\nКонецЕсли;\n",
            fixed="Сумма = Цена\n\t+ Наценка;\nЕсли А // всегда\n\tИ Б Тогда\nКонецЕсли;\n",
        ),
        Bad(
            "Write(Price\n\t⟦,⟧ Count\n⟦)⟧;\n",
            fixed="Write(Price,\n\tCount);\n",
        ),
        Good(
            'Сумма = Цена\n\t+ Наценка;\nЗаписать(Цена,\n\tКоличество);\nА = "Б +\n|) И\n|";\n// да и\n// ;\n'
        ),
        Bad("А()\r\n⟦;⟧\r\nБ();\r\n", fixed="А();\r\nБ();\r\n", hidden=True),
        Bad("А(Б // первый\n\t⟦,⟧ В);\n", fixed="А(Б, // первый\n\tВ);\n", hidden=True),
        Bad("А = Б ⟦или⟧\n// потому\nВ;\n", fixed="А = Б\n// потому\nили В;\n", hidden=True),
        Good("А = Б И\n\tВ;\n", parameters={"checkLastSymbol": False}, hidden=True),
        Good("А = Б\n;\n", parameters={"checkFirstSymbol": False}, hidden=True),
        Good('Т = "a\n\t|) , ;\n\t|";', hidden=True),
    ),
)
_LINE_ENDS = re.compile(rb"[ \t]*(?:$|[\r\n]|//)")


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    if parameters.check_first_symbol:
        for match in _first(parameters.list_of_incorrect_first_symbol).finditer(code.data):
            place = Range(*match.span(1))
            yield RULE.at(place, sign=match.group(1).decode(), fix=partial(_to_previous, place, code))
    if parameters.check_last_symbol:
        for kind in _last(parameters.list_of_incorrect_last_symbol):
            for node in code.of(kind):
                if (
                    _LINE_ENDS.match(code.data, node.end)
                    and node.parent is not None
                    and node.parent.kind == "binary"
                ):
                    yield RULE.at(node, sign=node.text, fix=partial(_to_next, node, code))


def _signs(listed: str) -> list[str]:
    return [one.replace("\\", "").strip() for one in listed.split("|") if one.strip()]


@lru_cache(maxsize=4)
def _first(listed: str) -> re.Pattern[bytes]:
    """A line that begins with one of the signs; no line of a string or comment begins so."""
    signs = [re.escape(one).encode() for one in _signs(listed)]
    return re.compile(rb"\n[ \t]*(" + (b"|".join(signs) or b"(?!)") + rb")")


@lru_cache(maxsize=4)
def _last(listed: str) -> tuple[str, ...]:
    """Kinds of nodes of the signs."""
    return tuple(dict.fromkeys(KIND_OF_WORD.get(fold(one), one) for one in _signs(listed)))


def _to_previous(place: Range, code: Code) -> Edits | None:
    tokens = code.tokens
    at = bisect_left(tokens, place.start, key=lambda one: one.start) - 1
    while at >= 0 and tokens[at].kind == "comment":
        at -= 1
    if at < 0 or tokens[at].kind.startswith("preproc_"):
        return None
    more = _CLOSING.match(code.data, place.start)  # all of `)),` goes as one
    place = Range(place.start, place.end if more is None else more.end())
    sign = code.text(place.start, place.end)
    rest = code.data[place.end :].split(b"\n", 1)[0]
    if rest.startswith(b";") and rest.strip() == b";":  # `);` goes as one
        return [insert(tokens[at].end, sign + ";"), *without_range(place.start, place.end + 1, code)]
    blanks = len(rest) - len(rest.lstrip(b" \t"))
    if sign == "," and tokens[at].kind == ",":
        sign = " ,"
    return [insert(tokens[at].end, sign), *without_range(place.start, place.end + blanks, code)]


_CLOSING = re.compile(rb"[),]+")


def _to_next(node: Node, code: Code) -> Edits | None:
    tokens = code.tokens
    at = bisect_left(tokens, node.end, key=lambda one: one.start)
    while at < len(tokens) and tokens[at].kind == "comment":
        at += 1
    if at == len(tokens) or tokens[at].kind.startswith("preproc_") or tokens[at].kind == "missing_operand":
        return None
    before = code.data[: node.start]
    return [delete(len(before.rstrip(b" \t")), node.end), insert(tokens[at].start, node.text + " ")]
