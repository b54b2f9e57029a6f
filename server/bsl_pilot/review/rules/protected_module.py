"""A module without source."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from bsl_pilot.project.kinds import kind
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text

RULE = Rule(
    key="ProtectedModule",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.SESSION,),
    need=Need.METADATA,
    title=Text("Модуль без исходного текста", "A module without source"),
    about=Text(
        "Модуль закрыт паролем, и его исходного текста в выгрузке нет: его нельзя ни прочитать, ни проверить, ни исправить.",
        "The module is protected by a password, and the dump lacks its source: it can't be read, checked or repaired.",
    ),
    message=Text(
        "У «{name}» нет исходного текста модуля {file}", "`{name}` has no source of the module {file}"
    ),
    examples=(
        Bad(
            "⟦Процедура⟧ УстановкаПараметровСеанса(Имена)\nКонецПроцедуры\n",
            path="Ext/SessionModule.bsl",
            files={"Catalogs/Товары.xml": "", "Catalogs/Товары/Ext/ObjectModule.bin": "\x01"},
        ),
        Good(
            "Процедура УстановкаПараметровСеанса(Имена)\nКонецПроцедуры\n",
            path="Ext/SessionModule.bsl",
            files={"Catalogs/Товары/Ext/ObjectModule.bsl": "", "Catalogs/Товары/Ext/Predefined.bin": "\x01"},
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts) -> Found:
    if module.project is None or module.scene.extension:
        return
    for name, file in _protected(module.project.metadata):
        yield RULE.at(module.head, name=name, file=file.removesuffix(".bin"))


@lru_cache(maxsize=2)
def _protected(metadata: MetadataView) -> tuple[tuple[str, str], ...]:
    """Objects and files of their modules; found once for a state of the metadata."""
    return tuple(_all_protected(metadata))


def _all_protected(metadata: MetadataView) -> Iterator[tuple[str, str]]:
    for one in metadata.headers():
        known = kind(one.kind)
        found = (
            metadata.get(one.kind, one.name if one.kind != "Configuration" else "")
            if known and known.modules
            else None
        )
        for file in found.lists.get("ProtectedModules", ()) if found is not None else ():
            yield f"{one.kind}.{one.name}", file
