"""A name in the metadata that a query takes for a kind of tables."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.project.metadata.model import MetadataObject
from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.review.objects import objects_at
from bsl_pilot.text.words import fold

_CATALOG = (
    '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses"><Catalog><Properties><Name>Товары</Name></Properties>'
    "<ChildObjects><Attribute><Properties><Name>{attribute}</Name></Properties></Attribute><TabularSection><Properties>"
    "<Name>Состав</Name></Properties><ChildObjects><Attribute><Properties><Name>{column}</Name></Properties></Attribute>"
    "</ChildObjects></TabularSection></ChildObjects></Catalog></MetaDataObject>"
)
_MODULES = (ModuleType.MANAGER, ModuleType.OBJECT, ModuleType.VALUE_MANAGER, ModuleType.SESSION)
RULE = Rule(
    key="ForbiddenMetadataName",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=30,
    language=For.BSL,
    modules=_MODULES,
    need=Need.METADATA,
    title=Text("Имя, запрещённое для объекта метаданных", "A name that objects of metadata may not have"),
    about=Text(
        "Имя, которым в языке запросов называется вид таблиц («Документ», «Справочник», «РегистрСведений»), для объекта, "
        "реквизита или табличной части не годится: запрос к ним не выполнится.",
        "A name by which the query language calls a kind of tables (`Document`, `Catalog`, `InformationRegister`) is no good "
        "for an object, attribute or tabular section: a query to it fails.",
    ),
    message=Text(
        "Имя «{name}» запрещено для объектов метаданных",
        "The name `{name}` is forbidden for objects of metadata",
    ),
    see=("https://its.1c.ru/db/v8std/content/474/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ ПередЗаписью(Отказ)\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            files={"Catalogs/Товары.xml": _CATALOG.format(attribute="Документ", column="Цена")},
        ),
        Bad(
            "⟦Var⟧ A;\n",
            path="Catalogs/Товары/Ext/ManagerModule.bsl",
            files={"Catalogs/Товары.xml": _CATALOG.format(attribute="A", column="CATALOG")},
            hidden=True,
        ),
        Bad("⟦Перем⟧ А;\n", path="Ext/SessionModule.bsl", files={"Constants/Задача.xml": ""}, hidden=True),
        Good(
            "Процедура ПередЗаписью(Отказ)\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            files={"Catalogs/Товары.xml": _CATALOG.format(attribute="ДокументОснование", column="Документы")},
        ),
    ),
)
_FORBIDDEN = frozenset(
    fold(name)
    for names in (
        "РегистрБухгалтерии AccountingRegister РегистрНакопления AccumulationRegister БизнесПроцесс BusinessProcess",
        "РегистрРасчета CalculationRegister Справочник Catalog ПланСчетов ChartOfAccounts Константы Constants",
        "ПланВидовРасчета ChartOfCalculationTypes ПланВидовХарактеристик ChartOfCharacteristicTypes Константа Constant",
        "Документ Document ЖурналДокументов DocumentJournal Перечисление Enum ПланОбмена ExchangePlan",
        "КритерийОтбора FilterCriterion РегистрСведений InformationRegister Последовательность Sequence Задача Task",
    )
    for name in names.split()
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    for known in objects_at(module, _MODULES):
        for name in (known.name.rpartition(".")[2], *_children(known)):
            if fold(name) in _FORBIDDEN:
                yield RULE.at(module.head, name=name)


def _children(known: MetadataObject) -> Iterator[str]:
    for group in (known.attributes, known.dimensions, known.resources, known.addressing_attributes):
        yield from (one.name for one in group)
    for section in known.tabular_sections:
        yield section.name
        yield from (one.name for one in section.attributes)
