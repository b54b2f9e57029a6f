"""A mark of work that is not done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Rank, Rule, Text


@dataclass(frozen=True, slots=True)
class Parameters:
    service_tags: str = (
        r"todo|fixme|xxx|!!|mrg|отладка|debug|для\s*отладки|(\{\{|\}\})\s*(конструктор|mrg)"
        r"|вставить\s*содержимое\s*обработчика|(paste|insert)\s*handler\s*(content|contents|code)"
    )


RULE = Rule(
    key="UsingServiceTag",
    kind=Kind.CODE_SMELL,
    rank=Rank.INFO,
    minutes=0,
    title=Text("Служебная отметка", "Service mark"),
    about=Text(
        "Отметки вида TODO говорят, что работа не закончена. Закончите её или заведите задачу, а отметку уберите.",
        "Marks like TODO say that some work is not done. Do it, or put it into the list of tasks, and remove the mark.",
    ),
    message=Text("Служебная отметка «{tag}»", "Service mark `{tag}`"),
    parameters=Parameters,
    parameter_docs=(
        (
            "serviceTags",
            Text(
                "отметки: регулярное выражение, без учёта регистра",
                "the marks: a regular expression, case ignored",
            ),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/456/hdoc",),
    examples=(
        Bad("⟦// TODO: проверить остатки⟧\nА = 1; ⟦//fixme⟧\n"),
        Bad("Procedure A()\n\t⟦// Insert handler content.⟧\nEndProcedure\n"),
        Good('// Список todo\n// todolist\nА = "// TODO";\n'),
        Bad("⟦// {{КОНСТРУКТОР_ЗАПРОСА⟧\n⟦//!!! потом⟧\n// Отладочный режим\n⟦// отладка⟧\n", hidden=True),
        Bad("⟦// ЗАДАЧА 12⟧\n// TODO\n", parameters={"serviceTags": "задача"}, hidden=True),
        Good("// TODO\n", parameters={"serviceTags": ""}, hidden=True),
    ),
)


@RULE.pieces
def check(code: Code, parameters: Parameters) -> Found:
    pattern = _pattern(parameters.service_tags)
    if pattern is None:
        return
    for node in code.of("comment"):
        match = pattern.match(code.data[node.start : node.end].decode("utf-8", "replace"))
        if match is not None:
            yield RULE.at(node, tag=match.group(1))


@lru_cache(maxsize=4)
def _pattern(tags: str) -> re.Pattern[str] | None:
    """The marks at the beginning of a comment."""
    if not tags.strip():
        return None
    ending = r"(?:(?<=[^\W_])(?![^\W_])|(?<![^\W_]))"  # a mark of letters ends where the word does
    try:
        return re.compile(rf"//+\s*({tags}){ending}", re.IGNORECASE)
    except re.error:
        return re.compile(rf"//+\s*({re.escape(tags)}){ending}", re.IGNORECASE)
