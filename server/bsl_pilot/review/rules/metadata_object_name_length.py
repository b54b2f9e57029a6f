"""A name in the metadata that is too long."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, Need, Rank, Rule, Text
from bsl_pilot.review.objects import objects_at


@dataclass(frozen=True, slots=True)
class Parameters:
    max_metadata_object_name_length: int = 80


_LONG = "А" * 81
RULE = Rule(
    key="MetadataObjectNameLength",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=10,
    language=For.BSL,
    need=Need.METADATA,
    title=Text("Длинное имя объекта метаданных", "A long name of an object of metadata"),
    about=Text(
        "Имя объекта метаданных не длиннее 80 символов: с более длинным таблица в базе данных может не создаться, а "
        "конфигурация — не выгрузиться в файлы.",
        "A name of an object of metadata has 80 characters at most: with a longer one its table may not be created in the "
        "database, and the configuration may not be written to files.",
    ),
    message=Text(
        "Длина имени «{name}» — {length}, больше {limit}",
        "The name `{name}` has {length} characters, over {limit}",
    ),
    parameters=Parameters,
    parameter_docs=(("maxMetadataObjectNameLength", Text("наибольшая длина имени", "longest name")),),
    see=("https://its.1c.ru/db/v8std/content/474/hdoc",),
    examples=(
        Bad(
            "⟦Процедура⟧ А() Экспорт\nКонецПроцедуры\n",
            path="CommonModules/РаботаСПочтой/Ext/Module.bsl",
            parameters={"maxMetadataObjectNameLength": 10},
        ),
        Bad("⟦Var⟧ A;\n", path=f"Catalogs/{_LONG}/Ext/ManagerModule.bsl", hidden=True),
        Bad(
            "⟦Процедура⟧ А()\nКонецПроцедуры\n",
            path="Ext/SessionModule.bsl",
            files={f"Constants/{_LONG}.xml": "", "Constants/Коротко.xml": ""},
            hidden=True,
        ),
        Bad(
            "⟦Процедура⟧ А()\nКонецПроцедуры\n",
            path=f"Catalogs/Товары/Forms/{_LONG}/Ext/Form/Module.bsl",
            hidden=True,
        ),
        Good("Процедура А() Экспорт\nКонецПроцедуры\n", path="CommonModules/РаботаСПочтой/Ext/Module.bsl"),
        Good(
            "Процедура А()\nКонецПроцедуры\n",
            path=f"Catalogs/{_LONG}/Ext/ManagerModule.bsl",
            files={f"Catalogs/{_LONG}/Ext/ObjectModule.bsl": ""},
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    limit, scene = parameters.max_metadata_object_name_length, module.scene
    names = [one.name.rpartition(".")[2] for one in objects_at(module)]
    if scene.owner is not None and scene.owner.name != (scene.form or scene.command):
        names += (one for one in (scene.form, scene.command) if one)
    for name in names:
        if len(name) > limit:
            yield RULE.at(module.head, name=name, length=len(name), limit=limit)
