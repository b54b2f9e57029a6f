"""A misspelt word in a name or a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from bsl_pilot.review.api import Bad, Code, Edits, Found, Good, Kind, Node, Range, Rank, Rule, Text, replace
from bsl_pilot.review.spelling import meant
from bsl_pilot.text.words import fold, humps, in_case_of, upper


@dataclass(frozen=True, slots=True)
class Parameters:
    min_word_length: int = 3
    user_words_to_ignore: str = ""
    case_insensitive: bool = False


RULE = Rule(
    key="Typo",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=1,
    title=Text("Опечатка", "Typo"),
    about=Text(
        "Имя с опечаткой не найти поиском, а текст с опечаткой увидит пользователь. Проверяются слова имён, которые "
        "даёт модуль, и русские слова в строках; опечаткой считается только слово, которое на одну букву отличается "
        "от употребительного.",
        "A misspelt name can't be found, a misspelt text is seen by users. Words of names that the module gives and Russian "
        "words in strings are checked; a word counts as misspelt only if it is one letter away from a usual one.",
    ),
    message=Text(
        "Опечатка в слове «{word}»? Похоже на «{meant}»", "Is `{word}` misspelt? It is like `{meant}`"
    ),
    fix=Text("Исправить на «{meant}»", "Change it to `{meant}`"),
    fix_is_safe=False,
    parameters=Parameters,
    parameter_docs=(
        ("minWordLength", Text("наименьшая длина слова", "the shortest word that is checked")),
        (
            "userWordsToIgnore",
            Text("слова через запятую, которые верны", "words that are right, parted by commas"),
        ),
        ("caseInsensitive", Text("не различать в них регистр букв", "letter case of those does not matter")),
    ),
    examples=(
        Bad(
            'Процедура Записать⟦Докумнет⟧()\n\tСообщить("Нет ⟦настрйоки⟧ для %1");\nКонецПроцедуры\n',
            fixed='Процедура ЗаписатьДокумнет()\n\tСообщить("Нет настройки для %1");\nКонецПроцедуры\n',
        ),
        Bad(
            "Procedure A(⟦Paramter⟧Name)\n\tB(ParamterName);\nEndProcedure\n",
        ),
        Good(
            'Процедура ЗаписатьДокумент(ИмяXML)\n\tСообщить("Настройки для %1");\n\tА.Докумнет();\nКонецПроцедуры\n'
        ),
        Good(
            'Процедура А(Докумнет)\n\tБ = "Докумнет";\nКонецПроцедуры\n',
            parameters={"userWordsToIgnore": "Докумнет"},
        ),
        Bad(
            "Процедура А(⟦Докумнет⟧)\nКонецПроцедуры\n",
            parameters={"userWordsToIgnore": "докумнет"},
            hidden=True,
        ),
        Good("Процедура А(Докумнет)\nКонецПроцедуры\n", parameters={"minWordLength": 20}, hidden=True),
        Good("А = НСтр(\"de = 'Dokumnet'; uk = 'Докумнет наявний є'\");\n// Докумнет\n", hidden=True),
        Good(
            'Процедура РазметитьЭтаж(УчебнаяБаза, ЧислоПотомков)\n\tА = "Пересылать отведенное";\nКонецПроцедуры\n',
            hidden=True,
        ),
        Bad('А = "первая\r\n|⟦докумнет⟧";\r\n', fixed='А = "первая\r\n|документ";\r\n', hidden=True),
    ),
)
_CYRILLIC = re.compile(rb"(?:\xd0[\x81\x90-\xbf]|\xd1[\x80-\x8f\x91])+")
_OTHER_CYRILLIC = re.compile(rb"\xd0[\x82-\x8f]|\xd1[\x90\x92-\xbf]|[\xd2\xd3]")
_fine: set[bytes] = set()
_MOST = 200_000


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    for node in _names(code):
        for at, word in _misspelt(code.data[node.start : node.end]):
            yield from _found(node.start + at, word, parameters, repairs=False)
    for node in _texts(code):
        for match in _CYRILLIC.finditer(code.data, node.start, node.end):
            if match.group() not in _fine:
                for at, word in _misspelt(match.group()):
                    yield from _found(match.start() + at, word, parameters, repairs=True)


def _names(code: Code) -> Iterator[Node]:
    """Where names are given that have a word which is not right; the first place of each."""
    if code.method is not None:
        yield code.method.name
    for variable in code.variables:
        given = variable.parameter or variable.declared or next(iter(variable.writes), None)
        if given is not None:
            yield given


def _texts(code: Code) -> list[Node]:
    """The literals with a word that has not been found right before."""
    nodes = code.of("string")
    if not nodes:
        return []
    data = code.data
    found = set(_CYRILLIC.findall(b" ".join([data[one.start : one.end] for one in nodes]))) - _fine
    wrong = {one for one in found if _misspelt(one)}
    if len(_fine) > _MOST:
        _fine.clear()
    _fine.update(found - wrong)
    if not wrong:
        return []
    return [one for one in nodes if _is_russian(data[one.start : one.end], wrong)]


def _is_russian(text: bytes, wrong: Iterable[bytes]) -> bool:
    return any(one in text for one in wrong) and _OTHER_CYRILLIC.search(text) is None


@lru_cache(maxsize=65_536)
def _misspelt(written: bytes) -> tuple[tuple[int, str], ...]:
    """The misspelt words of a name: the byte where each begins, and the word."""
    name = written.decode("utf-8", "replace")
    found, at = [], 0
    for word in humps(name):
        at = name.index(word, at)
        if meant(_plain(word)) is not None:
            found.append((len(name[:at].encode()), word))
        at += len(word)
    return tuple(found)


def _plain(word: str) -> str:
    return fold(word).replace("ё", "е")


@lru_cache(maxsize=8)
def _ignored(parameters: Parameters) -> frozenset[str]:
    words = (one.strip() for one in parameters.user_words_to_ignore.split(","))
    return frozenset(map(fold, words) if parameters.case_insensitive else words)


def _found(start: int, word: str, parameters: Parameters, *, repairs: bool) -> Found:
    compared = fold(word) if parameters.case_insensitive else word
    right = meant(_plain(word))
    if right is None or len(word) < parameters.min_word_length or compared in _ignored(parameters):
        return
    place = Range(start, start + len(word.encode()))
    new = _in_case(word, right)
    yield RULE.at(place, word=word, meant=new, fix=partial(_fix, place, new) if repairs else None)


def _in_case(word: str, right: str) -> str:
    cased = in_case_of(word, right)
    return upper(cased[:1]) + cased[1:] if word[:1] != fold(word[:1]) else cased


def _fix(place: Range, new: str) -> Edits:
    return [replace(place, new)]
