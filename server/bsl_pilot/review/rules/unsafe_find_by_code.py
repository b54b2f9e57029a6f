"""`НайтиПоКоду` where several items may have the same code."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.project.kinds import kind
from bsl_pilot.review.api import (
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    Need,
    Project,
    Range,
    Rank,
    Rule,
    Text,
    path_of,
)

RULE = Rule(
    key="UnsafeFindByCode",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    need=Need.METADATA,
    title=Text("Поиск по неуникальному коду", "A search by a code that is not unique"),
    about=Text(
        "Коды этого справочника не проверяются на уникальность или уникальны только в пределах владельца или группы. "
        "«НайтиПоКоду» вернёт любой из элементов с таким кодом.",
        "The codes of this catalog are not checked for uniqueness, or are unique only within an owner or folder. `FindByCode` "
        "gives any of the items with that code.",
    ),
    message=Text(
        "Коды «{name}» не уникальны: найдётся любой из элементов",
        "Codes of `{name}` are not unique: any item may be found",
    ),
    examples=(
        Bad(
            'Процедура А()\n\tБ = Справочники.Товары.⟦НайтиПоКоду("1")⟧;\nКонецПроцедуры\n',
            files={"Catalogs/Товары.xml": "CodeLength=9, CodeSeries=WholeCatalog"},
        ),
        Bad(
            "A = Catalogs.GOODS.⟦FindByCode(\n1)⟧.Ref;\n",
            path="Ext/SessionModule.bsl",
            files={"Catalogs/Goods.xml": "CodeLength=9, CheckUnique, CodeSeries=WithinOwnerSubordination"},
            hidden=True,
        ),
        Good(
            'Процедура А()\n\tБ = Справочники.Товары.НайтиПоКоду("1");\nКонецПроцедуры\n',
            files={"Catalogs/Товары.xml": "CodeLength=9, CheckUnique, CodeSeries=WholeCatalog"},
        ),
        Good(
            "Справочники.Нет.НайтиПоКоду(1);\nБ.НайтиПоКоду(2);\nСправочники[В].НайтиПоКоду(3);\n"
            "Справочники.БезКода.НайтиПоКоду(1",
            path="Ext/SessionModule.bsl",
            files={"Catalogs/БезКода.xml": "CheckUnique"},
            hidden=True,
        ),
    ),
)
_KINDS = frozenset({"Catalog", "ChartOfCharacteristicTypes", "ChartOfAccounts"})
Calls = Sequence[tuple[tuple[str, ...], int, int]]


@RULE.collect
def calls(code: Code) -> Calls:
    """Who is asked, and where."""
    found = (one for word in ("найтипокоду", "findbycode") for one in code.called_members.get(word, ()))
    return [
        (path, one.name.start, one.node.end)
        for one in found
        if len(path := path_of(one.receiver)) == 2 and not code.is_local(path[0])
    ]


@RULE.project
def check(collected: Calls, project: Project) -> Found:
    for (collection, name), start, end in collected:
        asked = kind(collection)
        known = project.metadata.get(asked.en, name) if asked is not None and asked.en in _KINDS else None
        if known is None:
            continue
        within = known.properties.get("CodeSeries", "").startswith("Within")
        if within or not known.flag("CheckUnique"):
            yield RULE.at(Range(start, end), name=known.name)
