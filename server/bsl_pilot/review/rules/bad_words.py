"""A word that the team does not want in its modules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bsl_pilot.review.api import Bad, Found, Good, Kind, ModuleFacts, Range, Rank, Rule, Text


@dataclass(frozen=True, slots=True)
class Parameters:
    bad_words: str = ""
    find_in_comments: bool = True


RULE = Rule(
    key="BadWords",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    on=False,
    title=Text("Запрещённые слова", "Forbidden words"),
    about=Text(
        "Слова, которых в модулях быть не должно: имена заказчиков, бранные слова, чужие имена систем. Список даёт "
        "регулярное выражение в настройках.",
        "Words that modules must not contain: names of customers, swear words, names of other systems. The settings "
        "list them as a regular expression.",
    ),
    message=Text("Запрещённое слово «{word}»", "Forbidden word `{word}`"),
    parameters=Parameters,
    parameter_docs=(
        (
            "badWords",
            Text(
                "регулярное выражение, без учёта регистра",
                "a regular expression, letter case does not matter",
            ),
        ),
        ("findInComments", Text("искать и в комментариях", "look into comments, too")),
    ),
    examples=(
        Bad('// это ⟦костыль⟧\nА = "⟦Костыль⟧"; ⟦КОСТЫЛЬ⟧();\n', parameters={"badWords": "костыль|заглушка"}),
        Bad("⟦Hack⟧ = 1; // hack\n", parameters={"badWords": "hack", "findInComments": False}),
        Good("// костыль\nА = 1; // костыль\n", parameters={"badWords": "костыль", "findInComments": False}),
        Good("// что угодно\n"),
        Good('А = "(";\n', parameters={"badWords": "(незакрытая"}, hidden=True),
        Good("А = 1;\n", parameters={"badWords": "б*"}, hidden=True),
    ),
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    pattern = _pattern(parameters.bad_words)
    if pattern is None:
        return
    text = module.data.decode("utf-8", "surrogatepass")
    at = end = 0
    for match in pattern.finditer(text):
        at += len(text[end : match.start()].encode("utf-8", "surrogatepass"))
        place = Range(at, at + len(match.group().encode("utf-8", "surrogatepass")))
        at, end = place.end, match.end()
        if place.start < place.end and (parameters.find_in_comments or not _in_comment(module, place.start)):
            yield RULE.at(place, word=match.group())


@lru_cache(maxsize=4)
def _pattern(words: str) -> re.Pattern[str] | None:
    """The list as an expression; None where it is empty or is none."""
    try:
        return re.compile(words, re.IGNORECASE) if words.strip() else None
    except re.error:
        return re.compile(re.escape(words), re.IGNORECASE)


def _in_comment(module: ModuleFacts, at: int) -> bool:
    node = module.document.root.descendant_for_byte_range(at, at + 1)
    return node is not None and node.type == "comment"
