"""Names of values after the methods that give them: Russian words in the nominative, no verbs."""

from __future__ import annotations

import re

from bsl_pilot.text.words import fold, humps, is_latin, is_name, upper

_GIVING = frozenset(
    {
        *(
            "получить",
            "прочитать",
            "создать",
            "найти",
            "вычислить",
            "рассчитать",
            "сформировать",
            "определить",
        ),
        *("get", "read", "create", "find", "calculate", "compute", "make", "build"),
    }
)
"""Verbs before the name of what a method gives."""
_VERB = re.compile(r".+(?:ть|ти|чь)(?:ся)?$")
_VERBS = frozenset(
    {
        *(
            "to",
            "add",
            "append",
            "insert",
            "delete",
            "remove",
            "set",
            "put",
            "load",
            "save",
            "write",
            "parse",
            "select",
        ),
        *(
            "convert",
            "check",
            "is",
            "has",
            "can",
            "do",
            "run",
            "execute",
            "eval",
            "open",
            "close",
            "start",
            "fill",
        ),
        *(
            "update",
            "replace",
            "format",
            "split",
            "join",
            "copy",
            "send",
            "receive",
            "wait",
            "new",
            "init",
            "try",
        ),
    }
)


def value_name(method: str) -> str | None:
    """A name for what a method gives: `ПолучитьТекущуюЦену` gives `ТекущаяЦена`; None where its name is not one of a thing."""
    first, *words = humps(method) or [method]
    if fold(first) in _GIVING:
        if not words or fold(words[0]) in _NO_NOUNS:
            return None
        found = words if is_latin(method) else nominative(words)
    else:
        is_verb = fold(first) in _VERBS if is_latin(first) else _VERB.fullmatch(fold(first)) is not None
        found = None if is_verb else [first, *words]
    if found is None or "_" in method:
        return None
    name = "".join(found)
    return upper(name[:1]) + name[1:] if is_name(name) else None


def nominative(words: list[str]) -> list[str] | None:
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
