"""A field of a composite type is dereferenced: a join with every table of the type."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import Bad, Code, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.code.query_reads import FieldRead, fields_read
from bsl_pilot.text.words import fold
from bsl_pilot.types.query_tables import table_fields

_FEW = 2
_JOURNAL = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses" xmlns:v8="http://v8.1c.ru/8.1/data/core" '
    'xmlns:cfg="http://v8.1c.ru/8.1/data/enterprise/current-config" version="2.13">'
    '<InformationRegister uuid="1"><Properties><Name>Связи</Name></Properties><ChildObjects>'
    '<Dimension uuid="2"><Properties><Name>Объект</Name><Type><v8:Type>cfg:CatalogRef.Товары</v8:Type>'
    "<v8:Type>cfg:CatalogRef.Услуги</v8:Type></Type></Properties></Dimension>"
    '<Dimension uuid="3"><Properties><Name>Товар</Name><Type><v8:Type>cfg:CatalogRef.Товары</v8:Type>'
    "</Type></Properties></Dimension></ChildObjects></InformationRegister></MetaDataObject>"
)
_FILES = {
    "InformationRegisters/Связи.xml": _JOURNAL,
    "Catalogs/Товары.xml": "",
    "Catalogs/Услуги.xml": "",
}
RULE = Rule(
    key="QueryCompositeFieldDereference",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=10,
    need=Need.METADATA,
    title=Text("Разыменование поля составного типа", "Dereference of a field of a composite type"),
    about=Text(
        "Реквизит через точку от поля, у которого несколько ссылочных типов, означает неявное левое соединение с таблицей "
        "каждого из них; у регистратора — с таблицей каждого документа. Если нужен один тип, укажите его через "
        "«ВЫРАЗИТЬ».",
        "An attribute by a dot from a field of several reference types is a left join with the table of each that nobody "
        "sees; for a recorder with the table of every document. Where one type is meant, name it by CAST.",
    ),
    message=Text(
        "У поля «{name}» ссылочных типов {count}: разыменование соединит запрос с каждым",
        "`{name}` is of {count} reference types: the dereference joins each of them",
    ),
    see=(
        "https://its.1c.ru/db/v8std/content/654/hdoc",
        "https://its.1c.ru/db/v8std/content/477/hdoc",
    ),
    examples=(
        Bad(
            'Запрос.Текст = "ВЫБРАТЬ Т.Товар.Код КАК Код, ⟦Т.Объект.Код⟧ КАК Код2 ИЗ РегистрСведений.Связи КАК Т";\n',
            files=_FILES,
        ),
        Good(
            'Запрос.Текст = "ВЫБРАТЬ Т.Объект КАК О, ВЫРАЗИТЬ(Т.Объект КАК Справочник.Товары).Код КАК Код2\n'
            '|ИЗ РегистрСведений.Связи КАК Т";\n',
            files=_FILES,
        ),
    ),
)
_PRESENTATION = frozenset({"представление", "presentation"})


@RULE.collect
def fields(code: Code) -> Sequence[FieldRead]:
    return [
        one
        for query in code.queries
        if query.whole and not query.is_broken
        for one in fields_read(query)
        if len(one.names) > 1 and fold(one.names[1]) not in _PRESENTATION
    ]


@RULE.project
def check(collected: Sequence[FieldRead], project: Project) -> Found:
    if not collected:
        return
    world = project.view.world(project.path)
    for one in collected:
        known = table_fields(world, one.table)
        field = known.get(fold(one.names[0])) if known else None
        count = sum(type_.name.endswith("Ref") for type_ in field.types) if field is not None else 0
        if count >= _FEW:
            yield RULE.at(Range(one.head, one.ends[-1]), name=one.names[0], count=count)
