"""A parameter is named as the settings forbid it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Method, Rank, Rule, Text


@dataclass(frozen=True, slots=True)
class Parameters:
    reserved_words: str = ""


RULE = Rule(
    key="ReservedParameterNames",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    title=Text("Зарезервированное имя параметра", "Reserved name of a parameter"),
    about=Text(
        "Параметр с именем системного перечисления, модуля или свойства закрывает его в методе. Какие имена запрещены, "
        "говорит настройка; сама по себе она пуста.",
        "A parameter that has the name of an enumeration, a module or a property of the platform hides that in the "
        "method. The settings say which names are forbidden; they are empty by default.",
    ),
    message=Text("Имя параметра «{name}» зарезервировано", "The name of the parameter `{name}` is reserved"),
    parameters=Parameters,
    parameter_docs=(
        (
            "reservedWords",
            Text(
                "имена через «|» или запятую, можно регулярными выражениями",
                "names with `|` or commas between, regular expressions too",
            ),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/640/hdoc",),
    examples=(
        Bad(
            "Процедура Пример(А, ⟦ВидГруппыФормы⟧ = 1)\nКонецПроцедуры\n",
            parameters={"reservedWords": "ВидГруппыФормы|ВидКнопкиФормы"},
        ),
        Bad(
            "Function F(Val ⟦COLOR⟧, Colors)\n\tReturn 1;\nEndFunction\n",
            parameters={"reservedWords": "Width, color"},
            hidden=True,
        ),
        Bad(
            "Процедура П(⟦Вид1⟧, Вид)\nКонецПроцедуры\n", parameters={"reservedWords": "вид\\d+"}, hidden=True
        ),
        Good("Процедура Пример(ВидГруппыФормы)\nКонецПроцедуры\n"),
        Good("Процедура П(Вид)\nКонецПроцедуры\n", parameters={"reservedWords": "вид("}, hidden=True),
        Good("Процедура П(Вид)\nКонецПроцедуры\n", parameters={"reservedWords": " , |"}, hidden=True),
    ),
)


@RULE.methods
def check(method: Method, _code: Code, parameters: Parameters) -> Found:
    reserved = _compiled(parameters.reserved_words)
    if reserved is None:
        return
    for one in method.parameters:
        if reserved.fullmatch(one.word):
            yield RULE.at(one.name, name=one.name.text)


@lru_cache(maxsize=8)
def _compiled(words: str) -> re.Pattern[str] | None:
    """One expression of all names, folded; None where there are none, or they are no regular expression."""
    names = [one.strip() for one in re.split(r"[,|]", words) if one.strip()]
    try:
        return re.compile("|".join(names), re.IGNORECASE) if names else None
    except re.error:
        return None
