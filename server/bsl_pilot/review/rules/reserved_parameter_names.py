"""A parameter is named as the settings forbid it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial

from bsl_pilot.review.again import piece_at
from bsl_pilot.review.api import (
    Bad,
    Edits,
    Found,
    Good,
    Kind,
    ModuleFacts,
    PieceFacts,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.edits import renamed
from bsl_pilot.review.own_methods import renamed_in_comment
from bsl_pilot.text.words import fold, is_latin, upper


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
    fix=Text("Переименовать в «{new}»", "Rename to `{new}`"),
    fix_is_safe=False,
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
            "Процедура Пример(А, ⟦ВидГруппыФормы⟧ = 1)\n\tА.Вид = ВидГруппыФормы;\nКонецПроцедуры\n",
            fixed="Процедура Пример(А, ПараметрВидГруппыФормы = 1)\n\tА.Вид = ПараметрВидГруппыФормы;\nКонецПроцедуры\n",
            parameters={"reservedWords": "ВидГруппыФормы|ВидКнопкиФормы"},
        ),
        Bad(
            "// Parameters:\r\n//  Color - Color - a Color, no colors\r\n//\r\nFunction F(Val ⟦COLOR⟧, Colors)\r\n"
            "\tA.Color = F(color, 1); // color\r\n\tReturn 1;\r\nEndFunction\r\n",
            fixed="// Parameters:\r\n//  ParameterCOLOR - Color - a Color, no colors\r\n//\r\n"
            "Function F(Val ParameterCOLOR, Colors)\r\n\tA.Color = F(ParameterCOLOR, 1); // color\r\n\tReturn 1;\r\nEndFunction\r\n",
            parameters={"reservedWords": "Width, color"},
            hidden=True,
        ),
        Bad(
            "Процедура П(⟦Вид1⟧, Вид)\nКонецПроцедуры\n", parameters={"reservedWords": "вид\\d+"}, hidden=True
        ),
        Bad(
            'Процедура П(⟦Вид⟧, ⟦Цвет⟧)\n\tВыполнить("Вид = 1");\nКонецПроцедуры\nПроцедура Р(⟦Цвет⟧)\n\tПараметрЦвет = 1;\nКонецПроцедуры\n',
            fixed='Процедура П(Вид, Цвет)\n\tВыполнить("Вид = 1");\nКонецПроцедуры\nПроцедура Р(Цвет)\n\tПараметрЦвет = 1;\nКонецПроцедуры\n',
            parameters={"reservedWords": "вид, цвет"},
            hidden=True,
        ),
        Good("Процедура Пример(ВидГруппыФормы)\nКонецПроцедуры\n"),
        Good("Процедура П(Вид)\nКонецПроцедуры\n", parameters={"reservedWords": "вид("}, hidden=True),
        Good("Процедура П(Вид)\nКонецПроцедуры\n", parameters={"reservedWords": " , |"}, hidden=True),
    ),
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    reserved = _compiled(parameters.reserved_words)
    for piece in module.methods if reserved is not None else ():
        for one in piece.method.parameters if piece.method is not None else ():
            if reserved is not None and reserved.fullmatch(one.word):
                new = _renamed(one.name)
                fix = (
                    partial(_fix, module, piece, one.word, new) if not reserved.fullmatch(fold(new)) else None
                )
                yield RULE.at(piece.place(one), name=one.name, new=new, fix=fix)


def _renamed(name: str) -> str:
    return ("Parameter" if is_latin(name) else "Параметр") + upper(name[:1]) + name[1:]


def _fix(module: ModuleFacts, piece: PieceFacts, word: str, new: str) -> Edits | None:
    """Another name in the method and in the comment above it; callers give values by their places."""
    found = piece_at(module.document, piece.start, module.scene)
    if found is None or found.code.of("execute_statement") or found.code.called.keys() & _CODE_IN_TEXT:
        return None
    edits = renamed(word, new, found.code) if fold(new) not in module.variables else None
    return edits and [*renamed_in_comment(module, piece, word, new), *found.moved(edits)]


_CODE_IN_TEXT = frozenset({"вычислить", "eval"})


@lru_cache(maxsize=8)
def _compiled(words: str) -> re.Pattern[str] | None:
    """One expression of all names, folded; None where there are none, or they are no regular expression."""
    names = [one.strip() for one in re.split(r"[,|]", words) if one.strip()]
    try:
        return re.compile("|".join(names), re.IGNORECASE) if names else None
    except re.error:
        return None
