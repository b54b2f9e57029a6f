"""Something inside of an object that is called as the object."""

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
_MODULES = (ModuleType.MANAGER, ModuleType.OBJECT, ModuleType.SESSION)
RULE = Rule(
    key="SameMetadataObjectAndChildNames",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=30,
    language=For.BSL,
    modules=_MODULES,
    need=Need.METADATA,
    title=Text("Подчинённый объект назван как владелец", "A child object has its owner's name"),
    about=Text(
        "Если реквизит или табличная часть называется так же, как сам объект, запрос не поймёт, что имелось в виду, и "
        "завершится ошибкой.",
        "Where an attribute or tabular section has the name of the object itself, a query can't tell which is meant and "
        "fails.",
    ),
    message=Text("«{name}» называется так же, как владелец", "`{name}` is called as its owner"),
    see=("https://its.1c.ru/db/v8std/content/474/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ ПередЗаписью(Отказ)\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            files={"Catalogs/Товары.xml": _CATALOG.format(attribute="товары", column="Цена")},
        ),
        Bad(
            "⟦Var⟧ A;\n",
            path="Catalogs/Товары/Ext/ManagerModule.bsl",
            files={"Catalogs/Товары.xml": _CATALOG.format(attribute="A", column="Состав")},
            hidden=True,
        ),
        Good(
            "Процедура ПередЗаписью(Отказ)\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            files={"Catalogs/Товары.xml": _CATALOG.format(attribute="Товар", column="Товары")},
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    for known in objects_at(module, _MODULES):
        for name in _same(known):
            yield RULE.at(module.head, name=name)


def _same(known: MetadataObject) -> Iterator[str]:
    own = fold(known.name)
    for group in (known.attributes, known.dimensions, known.resources, known.tabular_sections):
        yield from (one.name for one in group if fold(one.name) == own)
    for section in known.tabular_sections:
        yield from (one.name for one in section.attributes if fold(one.name) == fold(section.name))
