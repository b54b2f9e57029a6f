"""Code that is switched off by comment slashes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Code,
    Comment,
    Found,
    Good,
    Kind,
    ModuleFacts,
    PieceFacts,
    Range,
    Rank,
    Rule,
    Text,
    delete,
)
from bsl_pilot.review.edits import behind_blank, without_range
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import WORD


@dataclass(frozen=True, slots=True)
class Parameters:
    threshold: float = 0.9
    exclusion_prefixes: str = ""


RULE = Rule(
    key="CommentedCode",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=1,
    title=Text("Закомментированный код", "Commented-out code"),
    about=Text(
        "Отключённый код устаревает, а читающий гадает, зачем он здесь. Прежние версии хранит история изменений.",
        "Code that is switched off grows stale, and readers wonder why it is there. The history keeps old versions.",
    ),
    message=Text("Это похоже на закомментированный код", "This looks like commented-out code"),
    fix=Text("Убрать закомментированный код", "Remove the commented-out code"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        (
            "threshold",
            Text(
                "с какой уверенности строка — код, от 0 до 1", "how certain a line must be code, from 0 to 1"
            ),
        ),
        (
            "exclusionPrefixes",
            Text("начала комментариев, которые не проверять", "beginnings of comments that are left alone"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad(
            "Процедура А()\n\t⟦// Если Б Тогда\n\t//\tВ();\n\t// КонецЕсли;⟧\n\tГ();\nКонецПроцедуры\n",
            fixed="Процедура А()\n\tГ();\nКонецПроцедуры\n",
        ),
        Bad("A(1); ⟦// B.C(1);⟧\n\n⟦//Procedure D()\n//EndProcedure⟧\n\nProcedure E()\nEndProcedure\n"),
        Good(
            "// Возвращает цену.\n//\n// Пример:\n//  Цена = Цена(Товар);\nФункция Цена(Товар)\n"
            "\t// Если цены нет, то 0.\n\t// См. Товары.Цена()\n\tВозврат 0; // А = Б\nКонецФункции\n"
        ),
        Good("// @ А = 1;\n", parameters={"exclusionPrefixes": "@"}, hidden=True),
        Bad("⟦// Было:\n// Сумма = Цена * 2; // так⟧\nА();\n", fixed="А();\n", hidden=True),
        Bad("⟦// А = Б⟧\nБ();\n", parameters={"threshold": 0.6}, fixed="Б();\n", hidden=True),
        Good("// Тогда;\n// Возврат.\n// (А = Б);\n// Вызов - Число.\n//\n// ;\n", hidden=True),
        Bad("⟦// #Область А⟧\r\nА();\r\n", fixed="А();\r\n", hidden=True),
    ),
)
_NAME = WORD.pattern
_CHAIN = rf"{_NAME}(?:\.{_NAME}|\[[^\]]*\]|\([^()]*\))*"
_SURE = re.compile(
    "|".join(
        (
            rf"{_CHAIN}\s*=\s*\S.*;\s*(?://.*)?",
            rf"{_NAME}(?:\.{_NAME}|\[[^\]]*\]|\([^()]*\))*\(.*\)\s*;\s*(?://.*)?",
            r"(?:Если|ИначеЕсли|If|ElsIf)\b.+\b(?:Тогда|Then)",
            r"(?:КонецЕсли|КонецЦикла|КонецПопытки|EndIf|EndDo|EndTry)\s*;\s*(?://.*)?",
            r"КонецПроцедуры|КонецФункции|EndProcedure|EndFunction",
            rf"(?:Для\s+(?:Каждого\s+)?{_NAME}\s*(?:=|Из\s).*\sЦикл|For\s+(?:Each\s+)?{_NAME}\s*(?:=|In\s).*\sDo)",
            r"(?:Пока\s.+\sЦикл|While\s.+\sDo)",
            rf"(?:Процедура|Функция|Procedure|Function)\s+{_NAME}\s*\(.*\)?(?:\s*(?:Экспорт|Export))?",
            r"(?:Возврат|Return|ВызватьИсключение|Raise)\b.*;|(?:Прервать|Продолжить|Break|Continue)\s*;",
            rf"#\s*(?:Если\s.*\sТогда|КонецЕсли|Область\s+{_NAME}|КонецОбласти|If\s.*\sThen|EndIf|Region\s+{_NAME}|EndRegion)",
            r"&(?:НаКлиенте|НаСервере|НаСервереБезКонтекста|AtClient|AtServer|AtServerNoContext)",
        )
    ),
    re.IGNORECASE,
)
_LIKELY = re.compile(
    rf"{_CHAIN}\s*=\s*\S+|{_CHAIN}\.{_NAME}\(.*\)|(?:Попытка|Try|Исключение|Except|Иначе|Else)", re.IGNORECASE
)
_SURE_AT, _LIKELY_AT = 0.95, 0.6
_MAYBE = re.compile(rb"[;=(#&]|" + "огда|аждого|онец|Цикл|hen|End|Each|While".encode())


@RULE.comments
def check(comment: Comment, code: Code, parameters: Parameters) -> Found:
    if code.method is not None and _is_code(comment, code, parameters):
        yield RULE.at(Range(comment.start, comment.end), fix=partial(_without, comment, code))


@RULE.collect
def between_methods(code: Code) -> Sequence[tuple[Range, tuple[str, ...], bool]]:
    """Comments between methods: which of them describe a method, only the module knows."""
    if code.method is not None:
        return ()
    return [
        (Range(one.start, one.end), tuple(_texts(one)), one.trailing)
        for one in code.comments
        if _MAYBE.search(code.data, one.start, one.end)
    ]


@RULE.module
def check_between(module: ModuleFacts, parameters: Parameters) -> Found:
    for piece, comments in module.collected(RULE):
        for place, texts, trailing in comments:
            if not any(_scores(texts, parameters)):
                continue
            if _describes(module, piece, place) and not next(_scores(texts, parameters), False):
                continue
            found = piece.place(place)
            yield RULE.at(found, fix=partial(_without_lines, module.data, found, trailing))


def _describes(module: ModuleFacts, piece: PieceFacts, place: Range) -> bool:
    """Whether a comment stands right above the next method."""
    if place.end < piece.end - piece.start:
        return False
    behind = next((one for one in module.methods if one.start >= piece.end), None)
    return behind is not None and module.data[piece.end : behind.start].count(b"\n") == 1


def _texts(comment: Comment) -> Iterator[str]:
    """The lines of a comment without slashes."""
    return (one.text.lstrip("/").strip() for one in comment.lines)


def _is_code(comment: Comment, code: Code, parameters: Parameters) -> bool:
    return _MAYBE.search(code.data, comment.start, comment.end) is not None and any(
        _scores(_texts(comment), parameters)
    )


def _scores(texts: Iterable[str], parameters: Parameters) -> Iterator[bool]:
    """For each line that is not empty whether it is code."""
    prefixes = tuple(one.strip() for one in parameters.exclusion_prefixes.split(",") if one.strip())
    for text in texts:
        if text:
            yield not text.startswith(prefixes or "\0") and _score(text) >= parameters.threshold


def _score(text: str) -> float:
    if _SURE.fullmatch(text):
        return _SURE_AT
    return _LIKELY_AT if _LIKELY.fullmatch(text) else 0.0


def _without(comment: Comment, code: Code) -> list[TextEdit]:
    if comment.trailing:
        return [delete(len(code.data[: comment.start].rstrip(b" \t")), comment.end)]
    return without_range(comment.start, comment.end, code)


def _without_lines(data: bytes, place: Range, trailing: bool) -> list[TextEdit]:
    if trailing:
        return [delete(len(data[: place.start].rstrip(b" \t")), place.end)]
    end = data.find(b"\n", place.end) + 1 or len(data)
    start = data.rfind(b"\n", 0, place.start) + 1
    return [delete(start, behind_blank(data, start, end))]
