"""FOR UPDATE under managed locks: it does nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bsl_pilot.review.api import (
    Bad,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    Need,
    Project,
    Range,
    Rank,
    Rule,
    Text,
    delete,
)

RULE = Rule(
    key="QueryForUpdate",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    need=Need.METADATA,
    title=Text("«ДЛЯ ИЗМЕНЕНИЯ» при управляемых блокировках", "FOR UPDATE under managed locks"),
    about=Text(
        "Если конфигурация работает с управляемыми блокировками, «ДЛЯ ИЗМЕНЕНИЯ» ничего не блокирует. Перед чтением "
        "поставьте «БлокировкаДанных».",
        "If the configuration works with managed locks, FOR UPDATE locks nothing. Set a DataLock before reading.",
    ),
    message=Text(
        "При управляемых блокировках «ДЛЯ ИЗМЕНЕНИЯ» ничего не блокирует",
        "Under managed locks FOR UPDATE locks nothing",
    ),
    fix=Text("Убрать «ДЛЯ ИЗМЕНЕНИЯ»", "Remove FOR UPDATE"),
    see=("https://its.1c.ru/db/v8std/content/460/hdoc",),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т\n|⟦ДЛЯ ИЗМЕНЕНИЯ Т⟧";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т";\n',
            files={"Configuration.xml": "DataLockControlMode=Managed"},
        ),
        Bad(
            'Query.Text = "SELECT 1 AS A FROM B AS B ⟦for update⟧";\n',
            fixed='Query.Text = "SELECT 1 AS A FROM B AS B";\n',
            files={"Configuration.xml": "DataLockControlMode=Managed"},
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т ДЛЯ ИЗМЕНЕНИЯ";\n',
            files={"Configuration.xml": "DataLockControlMode=AutomaticAndManaged"},
        ),
    ),
)
Clauses = Sequence[tuple[int, int, int]]


@RULE.collect
def clauses(code: Code) -> Clauses:
    """Where the text before the clause ends, where the clause begins and ends."""
    return [
        (one.previous.end, one.start, one.end)
        for query in code.queries
        for one in query.of("for_update")
        if one.previous is not None
    ]


@RULE.project
def check(collected: Clauses, project: Project) -> Found:
    known = project.metadata.get("Configuration", "")
    if known is None or known.properties.get("DataLockControlMode") != "Managed":
        return
    for before, start, end in collected:
        yield RULE.at(Range(start, end), fix=partial(_fix, before, end))


def _fix(before: int, end: int) -> Edits:
    return [delete(before, end)]
