"""A query reads a table that the configuration does not have."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.project.kinds import kind
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.code.query_reads import TableRead, is_whole, replaced, tables_read
from bsl_pilot.review.nearest import FIX, nearest, respelling
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue.query import query_words

RULE = Rule(
    key="QueryToMissingMetadata",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    language=For.BSL,
    need=Need.METADATA,
    title=Text("Запрос к таблице, которой нет", "Query to a table that is not there"),
    about=Text(
        "Такого объекта в конфигурации нет: запрос завершится ошибкой «Таблица не найдена». Чаще всего объект "
        "переименовали или удалили.",
        "The configuration has no such object: the query fails with “Table not found”. Mostly the object was renamed or "
        "deleted.",
    ),
    message=Text("В конфигурации нет таблицы «{name}»", "The configuration has no table `{name}`"),
    fix=FIX,
    fix_is_safe=False,
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ ⟦Справочник.Тавары⟧ КАК Т,\n'
            '|\t⟦РегистрНакопления.Нет⟧.Остатки(, Товар В (ВЫБРАТЬ Х.Товар КАК Х ИЗ ⟦Документ.Нет⟧.Товары КАК Х)) КАК О";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Товары КАК Т,\n'
            '|\tРегистрНакопления.Нет.Остатки(, Товар В (ВЫБРАТЬ Х.Товар КАК Х ИЗ Документ.Нет.Товары КАК Х)) КАК О";\n',
            files={"Catalogs/Товары.xml": ""},
        ),
        Bad(
            'Query.Text = "SELECT T.Code AS Code FROM ⟦catalog.Gods⟧ AS T";\r\n',
            fixed='Query.Text = "SELECT T.Code AS Code FROM catalog.Goods AS T";\r\n',
            files={"Catalogs/Goods.xml": ""},
            hidden=True,
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ ⟦Справочник.Заказ⟧ КАК Т";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.Заказ КАК Т";\n',
            files={"Catalogs/Заказы.xml": "", "Documents/Заказ.xml": ""},
            note=Text(
                "имя есть у документа: что имелось в виду, не ясно",
                "a document has that name: it is not clear what was meant",
            ),
            hidden=True,
        ),
        Good('Текст = СтрЗаменить("ВЫБРАТЬ Т.А КАК А ИЗ Справочник.Имя КАК Т", "Имя", Имя);\n', hidden=True),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код ИЗ Справочник.товары КАК Т, Врем КАК В, Константы КАК К,\n'
            '|\tСправочник.#Имя КАК А, ВнешнийИсточникДанных.Склад.Таблица.Товары КАК Б";\n',
            files={"Catalogs/Товары.xml": ""},
        ),
    ),
)
_TABLES = frozenset(fold(one.en) for one in query_words().tables) - {"externaldatasource", "constants"}


@RULE.collect
def tables(code: Code) -> Sequence[TableRead]:
    found = [one for query in code.queries if query.whole for one in tables_read(query)]
    patterns = replaced(code) if found else frozenset()
    return [one for one in found if patterns.isdisjoint(map(fold, (*one.names, ".".join(one.names))))]


@RULE.project
def check(collected: Sequence[TableRead], project: Project) -> Found:
    metadata = project.metadata
    if not is_whole(metadata):
        return
    for table in collected:
        named = kind(table.names[0])
        if named is None or fold(named.en) not in _TABLES or metadata.has(named.en, table.names[1]):
            continue
        first, second = table.names[:2]
        place = Range(table.starts[1], table.ends[1])
        new = nearest(second, metadata.names(named.en)) if not _is_elsewhere(second, metadata) else None
        whole = Range(table.starts[0], table.ends[1])
        yield RULE.at(
            whole, name=f"{first}.{second}", new=f"{first}.{new or second}", fix=respelling(place, new)
        )


def _is_elsewhere(name: str, metadata: MetadataView) -> bool:
    """Whether a table of another kind has that name, which may be meant as well."""
    return any(fold(one) in _TABLES and metadata.has(one, name) for one in metadata.kinds())
