"""The same text written again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text, reason
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    allowed_number_copies: int = 2
    analyze_file: bool = False
    case_sensitive: bool = False
    min_text_length: int = 5


RULE = Rule(
    key="DuplicateStringLiteral",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    title=Text("Повторяющиеся строки", "Duplicate string literals"),
    about=Text(
        "Одну и ту же строку в нескольких местах меняют не во всех. Дайте ей имя: переменную или функцию.",
        "When one text stands in several places, not all of them get changed. Give it a name: a variable or a function.",
    ),
    message=Text(
        "Строка {text} повторяется: {count}, больше {limit}",
        "The string {text} stands here {count} times, more than {limit}",
    ),
    parameters=Parameters,
    parameter_docs=(
        ("allowedNumberCopies", Text("сколько раз строка может стоять", "how often a string may stand")),
        (
            "analyzeFile",
            Text("считать по всему модулю, а не в каждом методе", "count in the module, not in each method"),
        ),
        ("caseSensitive", Text("различать регистр букв", "letter case matters")),
        ("minTextLength", Text("наименьшая длина строки в символах", "the shortest string in characters")),
    ),
    examples=(
        Bad('Процедура А()\n\tБ(⟦"Привет"⟧);\n\tВ("ПРИВЕТ");\n\tГ("привет");\nКонецПроцедуры\n'),
        Bad(
            'Procedure A()\n\tB(⟦"Hello"⟧);\nEndProcedure\n\nProcedure C()\n\tB("Hello");\nEndProcedure\n',
            parameters={"allowedNumberCopies": 1, "analyzeFile": True},
        ),
        Good(
            'Процедура А()\n\tБ("Привет");\n\tВ("Привет");\n\tГ("да", "да", "да");\nКонецПроцедуры\n\n'
            'Процедура Д()\n\tБ("Привет");\nКонецПроцедуры\n'
        ),
        Good('Б("Привет", "привет", "ПРИВЕТ");\n', parameters={"caseSensitive": True}, hidden=True),
        Bad('Б(⟦"А\r\n|Б"⟧, "А\r\n|Б", "А\r\n|Б");\r\n', hidden=True),
        Good('Б("", "", "", "    ", "    ", "    ");\n', hidden=True),
    ),
)
_AGAIN = Text("Ещё раз здесь", "Again here")
Literal = tuple[int, int, str]


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    if not parameters.analyze_file and len(code.of("string")) > parameters.allowed_number_copies:
        yield from _repeated(_literals(code, parameters), parameters)


@RULE.collect
def literals(code: Code, parameters: Parameters) -> Sequence[Literal]:
    """All literals of the piece: their places and texts."""
    return list(_literals(code, parameters)) if parameters.analyze_file else ()


@RULE.module
def check_module(module: ModuleFacts, parameters: Parameters) -> Found:
    found: Iterable[Literal] = (
        (piece.start + start, piece.start + end, text)
        for piece, collected in module.collected(RULE)
        for start, end, text in collected
    )
    yield from _repeated(found, parameters)


def _literals(code: Code, parameters: Parameters) -> Iterable[Literal]:
    least = parameters.min_text_length + 2
    for one in code.of("string"):
        if one.end - one.start >= least:
            yield one.start, one.end, one.text


def _repeated(found: Iterable[Literal], parameters: Parameters) -> Found:
    limit = parameters.allowed_number_copies
    for places in _grouped(found, parameters):
        text = places[0][2]
        if len(places) <= limit or len(text) - 2 < parameters.min_text_length or not text.strip('" \t'):
            continue
        first, *others = (Range(start, end) for start, end, _ in places)
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        reasons = [reason(one, _AGAIN) for one in others]
        yield RULE.at(first, reasons=reasons, text=shown, count=len(places), limit=limit)


_SHOWN = 60


def _grouped(found: Iterable[Literal], parameters: Parameters) -> Iterable[Sequence[Literal]]:
    groups: defaultdict[str, list[Literal]] = defaultdict(list)
    for one in found:
        groups[one[2] if parameters.case_sensitive else fold(one[2])].append(one)
    return groups.values()
