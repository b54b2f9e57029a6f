"""A query asks a table for a field that it does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.code.query_reads import FieldRead, fields_read, is_whole, replaced
from bsl_pilot.review.nearest import FIX, nearest, respelling
from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import fields_of
from bsl_pilot.types.model import Field
from bsl_pilot.types.ports import World
from bsl_pilot.types.query_tables import table_fields

_CATALOG = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses" xmlns:v8="http://v8.1c.ru/8.1/data/core" '
    'xmlns:cfg="http://v8.1c.ru/8.1/data/enterprise/current-config" version="2.13">'
    '<Catalog uuid="1"><Properties><Name>Товары</Name><CodeLength>9</CodeLength>'
    "<DescriptionLength>50</DescriptionLength></Properties>"
    '<ChildObjects><Attribute uuid="2"><Properties><Name>Замена</Name><Type><v8:Type>cfg:CatalogRef.Товары'
    "</v8:Type></Type></Properties></Attribute></ChildObjects></Catalog></MetaDataObject>"
)
RULE = Rule(
    key="QueryUnknownField",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    language=For.BSL,
    need=Need.METADATA,
    title=Text("Запрос к полю, которого нет", "Query of a field that is not there"),
    about=Text(
        "У таблицы нет такого поля: запрос завершится ошибкой «Поле не найдено». Чаще всего в имени опечатка или "
        "реквизит переименовали.",
        "The table has no such field: the query fails with “Field not found”. Mostly the name is misspelt, or the "
        "attribute was renamed.",
    ),
    message=Text("У таблицы «{table}» нет поля «{name}»", "The table `{table}` has no field `{name}`"),
    fix=FIX,
    fix_is_safe=False,
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Код КАК Код, Т.⟦Артикль⟧ КАК Артикул, Т.Замена.⟦Артикль⟧ КАК А\n'
            '|ИЗ Справочник.Товары КАК Т ГДЕ Т.⟦Нет⟧ = 1";\n',
            files={"Catalogs/Товары.xml": _CATALOG},
        ),
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.⟦Замна⟧ КАК А ИЗ Справочник.Товары КАК Т";\n',
            fixed='Запрос.Текст = "ВЫБРАТЬ Т.Замена КАК А ИЗ Справочник.Товары КАК Т";\n',
            files={"Catalogs/Товары.xml": _CATALOG},
        ),
        Bad(
            'Query.Text = "SELECT // Descripton\r\n|\tT.Замена.⟦Descripton⟧ AS N, T.⟦Cod1⟧ AS C\r\n|FROM Catalog.Товары AS T";\r\n',
            fixed='Query.Text = "SELECT // Descripton\r\n|\tT.Замена.Description AS N, T.Cod1 AS C\r\n|FROM Catalog.Товары AS T";\r\n',
            files={"Catalogs/Товары.xml": _CATALOG},
            hidden=True,
        ),
        Good(
            'Текст = СтрЗаменить("ВЫБРАТЬ Т.Поле КАК А ИЗ Справочник.Товары КАК Т", "Т.Поле", "Т.Код");\n',
            files={"Catalogs/Товары.xml": _CATALOG},
            hidden=True,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.код КАК Код, Т.Description КАК Н, Т.Замена.Замена.Код КАК Замена,\n'
            "|\tТ.ПометкаУдаления КАК П, Т.Представление КАК С, Т.Ссылка.Ссылка КАК Р, В.Все КАК В\n"
            '|ИЗ Справочник.Товары КАК Т, Врем КАК В ГДЕ Т.#Поле = 1 И Т.Предопределенный";\n',
            files={"Catalogs/Товары.xml": _CATALOG},
        ),
    ),
)


@RULE.collect
def fields(code: Code) -> Sequence[FieldRead]:
    known = [query for query in code.queries if query.whole and not query.is_broken]
    found = [one for query in known for one in fields_read(query)]
    patterns = replaced(code) if found else frozenset()
    return [one for one in found if patterns.isdisjoint(map(fold, (*one.table, *one.names)))]


@RULE.project
def check(collected: Sequence[FieldRead], project: Project) -> Found:
    if not collected or not is_whole(project.metadata):
        return
    world = project.view.world(project.path)
    for one in collected:
        known = table_fields(world, one.table)
        found = _unknown(one, known, world) if known else None
        if found is not None:
            at, there = found
            place, new = Range(one.starts[at], one.ends[at]), nearest(one.names[at], _names(there))
            table = ".".join((*one.table, *one.names[:at]))
            yield RULE.at(place, table=table, name=one.names[at], new=new or "", fix=respelling(place, new))


def _unknown(
    read: FieldRead, known: Mapping[str, Field], world: World
) -> tuple[int, Mapping[str, Field]] | None:
    """Which of the names is not there, and what is; None where all are, or that is not certain."""
    for at, name in enumerate(read.names):
        field = known.get(fold(name))
        if field is None:
            return at, known
        types = field.types
        if types.partial or len(types.options) != 1 or not types.options[0].name.endswith("Ref"):
            return None
        known = fields_of(world, types.options[0])
        if not known or "ссылка" not in known:
            return None
    return None


def _names(fields: Mapping[str, Field]) -> Iterator[str]:
    """The names of fields in both languages."""
    for one in fields.values():
        yield from filter(None, (one.name, one.english))
