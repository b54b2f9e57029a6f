"""The name of a function begins with «Получить»."""

from __future__ import annotations

import re
from functools import partial

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Rank, Rule, Text
from bsl_pilot.review.own_methods import renamed_method
from bsl_pilot.syntax.keywords import KIND_OF_WORD
from bsl_pilot.text.words import fold, humps, is_latin, is_name, upper

RULE = Rule(
    key="FunctionNameStartsWithGet",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=3,
    on=False,
    title=Text("Имя функции начинается с «Получить»", "The name of a function begins with `Get`"),
    about=Text(
        "Функция и так возвращает значение. Называйте её тем, что она возвращает: «ЦенаТовара», а не "
        "«ПолучитьЦенуТовара».",
        "A function gives a value anyway. Name it after what it gives: `ItemPrice`, not `GetItemPrice`.",
    ),
    message=Text(
        "Имя функции «{name}» начинается с «Получить»", "The name of the function `{name}` begins with `Get`"
    ),
    fix=Text("Переименовать в «{new}»", "Rename to `{new}`"),
    see=("https://its.1c.ru/db/v8std/content/647/hdoc",),
    examples=(
        Bad(
            "Функция ⟦ПолучитьТекущуюЦену⟧()\n\tВозврат 1;\nКонецФункции\n\nСообщить(ПолучитьТекущуюЦену());\n",
            fixed="Функция ТекущаяЦена()\n\tВозврат 1;\nКонецФункции\n\nСообщить(ТекущаяЦена());\n",
        ),
        Bad(
            "// GetTheSum\r\nFunction ⟦GetTheSum⟧()\r\n\tReturn A.GetTheSum(getTheSum(1));\r\nEndFunction\r\n"
            "Function ⟦GetFromBase⟧()\r\nEndFunction\r\nFunction ⟦GetMax⟧()\r\nEndFunction\r\nFunction ⟦getit⟧()\r\nEndFunction\r\n",
            fixed="// TheSum\r\nFunction TheSum()\r\n\tReturn A.GetTheSum(TheSum(1));\r\nEndFunction\r\n"
            "Function GetFromBase()\r\nEndFunction\r\nFunction GetMax()\r\nEndFunction\r\nFunction getit()\r\nEndFunction\r\n",
            hidden=True,
        ),
        Bad(
            "Функция ⟦ПолучитьВладельца⟧()\nКонецФункции\nФункция ⟦ПолучитьПоИмени⟧()\nКонецФункции\n"
            "Функция ⟦ПолучитьДату⟧()\nКонецФункции\nФункция ⟦ПолучитьCSVТаблицу⟧()\n\tПолучитьCSVТаблицу(ПолучитьИмена(ПолучитьВладельца(ПолучитьДату())));\nКонецФункции\n"
            "Функция ⟦ПолучитьОстатки⟧()\n\tОстатки = 1;\nКонецФункции\nФункция ⟦ПолучитьИмена⟧()\nКонецФункции\n",
            fixed="Функция ПолучитьВладельца()\nКонецФункции\nФункция ПолучитьПоИмени()\nКонецФункции\n"
            "Функция ПолучитьДату()\nКонецФункции\nФункция CSVТаблица()\n\tCSVТаблица(ПолучитьИмена(ПолучитьВладельца(ПолучитьДату())));\nКонецФункции\n"
            "Функция ПолучитьОстатки()\n\tОстатки = 1;\nКонецФункции\nФункция ПолучитьИмена()\nКонецФункции\n",
            hidden=True,
        ),
        Bad("Function ⟦getPrice⟧() Export\n\tReturn 1;\nEndFunction\n"),
        Good(
            "Функция ЦенаТовара()\n\tВозврат 1;\nКонецФункции\n\nПроцедура ПолучитьЦену()\nКонецПроцедуры\n"
        ),
        Good("Функция", hidden=True),
    ),
)
_GET = re.compile("получить|get")


@RULE.module
def check(module: ModuleFacts) -> Found:
    for piece in module.methods:
        method = piece.method
        if method is not None and method.is_function and _GET.match(method.word):
            new = _new_name(method.name)
            fix = partial(renamed_method, module, piece, new) if new is not None else None
            yield RULE.at(piece.place(method), name=method.name, new=new or "", fix=fix)


def _new_name(name: str) -> str | None:
    """What the function gives; None where that can't be told from its name."""
    first, *words = humps(name)
    if _GET.fullmatch(fold(first)) is None or not words or fold(words[0]) in _NO_NOUNS:
        return None
    rest = words if is_latin(name) else _nominative(words)
    if rest is None:
        return None
    new = "".join(rest) if "_" not in name else ""
    return upper(new[:1]) + new[1:] if is_name(new) and fold(new) not in KIND_OF_WORD else None


def _nominative(words: list[str]) -> list[str] | None:
    """The words of an accusative as a nominative: of `ТекущуюЦену` `ТекущаяЦена`; None where their endings don't tell."""
    found: list[str] = []
    for at, word in enumerate(words):
        if is_latin(word) or word == upper(word):
            found.append(word)
            continue
        adjective = _ADJECTIVE.fullmatch(word)
        if adjective is not None:
            found.append(f"{adjective[1]}{_ADJECTIVE_ENDINGS[adjective[2]]}")
            continue
        noun = _noun(word)
        return None if noun is None else [*found, noun, *words[at + 1 :]]
    return None


def _noun(word: str) -> str | None:
    found = _NOUN.fullmatch(word)
    if found is not None:
        return f"{found[1]}{_NOUN_ENDINGS[found[2]]}"
    return None if _UNCLEAR.search(word) else word


_ADJECTIVE = re.compile(r"(.+)(ую|юю)")
_ADJECTIVE_ENDINGS = {"ую": "ая", "юю": "яя"}
_NOUN = re.compile(r"(.+)([ую])")
_NOUN_ENDINGS = {"у": "а", "ю": "я"}
_UNCLEAR = re.compile(r"(?:[ая]|[оеё]в|ей|[ыи]х|[ое]го)$")
"""Endings of accusatives that may be those of a genitive."""
_NO_NOUNS = frozenset(
    {
        *(
            "и",
            "или",
            "из",
            "по",
            "для",
            "без",
            "с",
            "со",
            "в",
            "на",
            "от",
            "до",
            "при",
            "об",
            "о",
            "под",
            "за",
            "к",
        ),
        *("эту", "ту", "свою", "мою", "нашу", "всю", "одну"),
        *("from", "by", "for", "of", "to", "or", "and", "in", "on", "with", "at", "as", "if", "is", "all"),
    }
)
"""What a name does not begin with."""
