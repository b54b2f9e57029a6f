"""A role that grants rights to objects yet to come."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.review.api import Bad, For, Found, Good, Kind, ModuleFacts, ModuleType, Need, Rank, Rule, Text
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    names_full_access_role: tuple[str, ...] = ("FullAccess", "ПолныеПрава")


_CODE = "Процедура ПриНачалеРаботыСистемы()\nКонецПроцедуры\n"
_RIGHTS = '<Rights xmlns="http://v8.1c.ru/8.2/roles"><setForNewObjects>{0}</setForNewObjects></Rights>'
RULE = Rule(
    key="SetPermissionsForNewObjects",
    kind=Kind.VULNERABILITY,
    rank=Rank.CRITICAL,
    minutes=1,
    language=For.BSL,
    modules=(ModuleType.MANAGED_APPLICATION,),
    need=Need.METADATA,
    title=Text("Роль даёт права на новые объекты", "A role grants rights to new objects"),
    about=Text(
        "Флажок «Устанавливать права для новых объектов» должен стоять только у роли «ПолныеПрава»: иначе пользователи "
        "получают доступ к новым данным, о котором никто не думал.",
        "The flag `Set rights for new objects` belongs to the role `FullAccess` only: otherwise users get access to new "
        "data that nobody thought of.",
    ),
    message=Text(
        "Роль «{name}» даёт права на новые объекты", "The role `{name}` grants rights to new objects"
    ),
    parameters=Parameters,
    parameter_docs=(("namesFullAccessRole", Text("роли, которым это можно", "the roles that may do so")),),
    see=("https://its.1c.ru/db/v8std/content/532/hdoc",),
    examples=(
        Bad(
            f"⟦{_CODE[:9]}⟧{_CODE[9:]}",
            path="Ext/ManagedApplicationModule.bsl",
            files={"Roles/Кладовщик.xml": "", "Roles/Кладовщик/Ext/Rights.xml": _RIGHTS.format("true")},
        ),
        Good(
            _CODE,
            path="Ext/ManagedApplicationModule.bsl",
            files={
                "Roles/Кладовщик.xml": "",
                "Roles/Кладовщик/Ext/Rights.xml": _RIGHTS.format("false"),
                "Roles/ПолныеПрава.xml": "",
                "Roles/ПолныеПрава/Ext/Rights.xml": _RIGHTS.format("true"),
            },
        ),
        Good(
            _CODE,
            path="Ext/ManagedApplicationModule.bsl",
            parameters={"namesFullAccessRole": "admin, КЛАДОВЩИК"},
            files={"Roles/Кладовщик.xml": "", "Roles/Кладовщик/Ext/Rights.xml": _RIGHTS.format("true")},
            hidden=True,
        ),
    ),
)


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    if module.project is None or module.scene.extension:
        return
    allowed = {fold(one.strip()) for one in parameters.names_full_access_role}
    metadata = module.project.metadata
    for name in metadata.names("Role"):
        role = metadata.get("Role", name)
        if role is not None and role.flag("SetForNewObjects") and fold(name) not in allowed:
            yield RULE.at(module.head, name=name)
