"""A name of letters from two alphabets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise

from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    ModuleFacts,
    Node,
    Range,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.edits import renamed
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    exclude_words: str = (
        "ЧтениеXML, ЧтениеJSON, ЗаписьXML, ЗаписьJSON, ComОбъект, ФабрикаXDTO, ОбъектXDTO, СоединениеFTP, "
        "HTTPСоединение, HTTPЗапрос, HTTPСервисОтвет, SMSСообщение, WSПрокси"
    )
    allow_trailing_parts_in_another_language: bool = True


RULE = Rule(
    key="LatinAndCyrillicSymbolInWord",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=5,
    title=Text("Латиница и кириллица в одном имени", "Latin and Cyrillic letters in one name"),
    about=Text(
        "Русская «С» и латинская «C» выглядят одинаково, а имена с ними разные: такое имя не найти поиском. Целое "
        "слово на другом языке («ТекстXML») допустимо.",
        "Cyrillic and Latin letters look the same, but names with them differ: such a name can't be found. A whole word "
        "in another language is fine.",
    ),
    message=Text(
        "В имени «{name}» смешаны латиница и кириллица", "The name `{name}` mixes Latin and Cyrillic letters"
    ),
    fix=Text("Переименовать в «{new}»", "Rename it to `{new}`"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        ("excludeWords", Text("допустимые имена через запятую", "names that are fine, parted by commas")),
        (
            "allowTrailingPartsInAnotherLanguage",
            Text("целое слово на другом языке допустимо", "a whole word in another language is fine"),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad(
            "Процедура Записать(⟦Cумма⟧)\n\tЦена = cумма;\nКонецПроцедуры\n",
            fixed="Процедура Записать(Сумма)\n\tЦена = Сумма;\nКонецПроцедуры\n",
        ),
        Bad("Function ⟦Priсe⟧()\n\t⟦Тоtаl⟧ = 1;\n\tReturn Тоtаl;\nEndFunction\n"),
        Good(
            "Процедура Записать(ТекстXML, JSONТекст, HTTPОтвет, SMS_Текст, ОсьX, ЧтениеJSONФайла)\n\tСсылка = ТекстXML;\nКонецПроцедуры\n"
        ),
        Bad(
            "Процедура Записать(⟦ТекстXML⟧)\nКонецПроцедуры\n",
            parameters={"allowTrailingPartsInAnotherLanguage": False},
            hidden=True,
        ),
        Bad("#Область ⟦Cлужебные⟧\n#КонецОбласти\nПерем ⟦Aдрес⟧;\n", hidden=True),
        Bad("Для Каждого ⟦Cтрока⟧ Из Строки Цикл\n\tСообщить(Строка.Cумма);\nКонецЦикла;\n", hidden=True),
        Good('// Cумма\nА = "Cумма";\nОбъект.Cумма = 1;\n', hidden=True),
    ),
)
_CAPITAL = re.compile(r"[A-ZА-ЯЁ]")
_RUNS = re.compile(r"[A-Za-z]+|[А-Яа-яЁё]+")
_TO_CYRILLIC = str.maketrans("AaBCcEeHKMOoPpTXxy", "АаВСсЕеНКМОоРрТХху")
_TO_LATIN = str.maketrans("АаВСсЕеНКМОоРрТХху", "AaBCcEeHKMOoPpTXxy")


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    mixed = _mixed(code.words)
    for node in _names(code) if mixed else ():
        if node.word in mixed and _is_wrong(node.text, parameters):
            new = _respelt(node.text)
            yield RULE.at(node, name=node.text, new=new or node.text, fix=partial(_fix, node, new, code))


@RULE.module
def check_regions(module: ModuleFacts, parameters: Parameters) -> Found:
    for region in module.all_regions():
        if _is_wrong(region.name, parameters):
            at = module.data.find(region.name.encode(), region.first.start)
            new = _respelt(region.name) or region.name
            yield RULE.at(Range(at, at + len(region.name.encode())), name=region.name, new=new)


def _names(code: Code) -> Iterator[Node]:
    """Where the piece gives names: methods, parameters, variables, labels."""
    if code.method is not None:
        yield code.method.name
    for variable in code.variables:
        if variable.parameter is not None:
            yield variable.parameter
        if variable.declared is not None:
            yield variable.declared
        yield from variable.writes
    for one in code.of("variable", "label"):
        name = one.child("name")
        if name is not None and (one.kind == "label" or one.inside("module_variable")):
            yield name


def _mixed(words: Collection[str]) -> set[str]:
    """The words that have letters of both alphabets; others are remembered, since code repeats its names."""
    found = {word for word in words if word not in _plain and _is_mixed(word)}
    if len(_plain) > _MOST:
        _plain.clear()
    _plain.update(words)
    _plain.difference_update(found)
    return found


_plain: set[str] = set()
_MOST = 200_000


def _is_mixed(word: str) -> bool:
    return len({one.isascii() for one in _RUNS.findall(word)}) > 1


@lru_cache(maxsize=4)
def _excluded(words: str) -> frozenset[str]:
    return frozenset(fold(one.strip()) for one in words.split(","))


def _is_wrong(name: str, parameters: Parameters) -> bool:
    runs = list(_RUNS.finditer(name))
    if len({one.group().isascii() for one in runs}) < 2 or fold(name) in _excluded(parameters.exclude_words):
        return False
    joined = all(_begins_word(one, other) for one, other in pairwise(runs))
    return not (joined and parameters.allow_trailing_parts_in_another_language)


def _begins_word(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether another word begins where the alphabet changes: with a capital, or behind a sign."""
    if other.start() > one.end():
        return True
    before, behind = one.group(), other.group()
    is_letter = before.isascii() and len(before) == 1  # a Latin letter before a Cyrillic word is a slip
    return _CAPITAL.match(behind) is not None and not is_letter


def _respelt(name: str) -> str | None:
    """The name in one alphabet; None where a letter has no look-alike there."""
    runs = _RUNS.findall(name)
    latin = "".join(one for one in runs if one.isascii())
    cyrillic = "".join(one for one in runs if not one.isascii())
    if len(latin) <= len(cyrillic) and latin.translate(_TO_CYRILLIC) != latin:
        changed = latin.translate(_TO_CYRILLIC)
        return None if any(char.isascii() for char in changed) else name.translate(_TO_CYRILLIC)
    changed = cyrillic.translate(_TO_LATIN)
    return name.translate(_TO_LATIN) if changed.isascii() else None


def _fix(node: Node, new: str | None, code: Code) -> Edits | None:
    return renamed(node.word, new, code) if new is not None else None
