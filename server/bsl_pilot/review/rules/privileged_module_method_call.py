"""A call of a method of a privileged common module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
)
from bsl_pilot.review.own_names import is_own_name
from bsl_pilot.text.words import fold


@dataclass(frozen=True, slots=True)
class Parameters:
    validate_nested_calls: bool = True


_FILES = {
    "CommonModules/ПечатьПолныеПрава/Ext/Module.bsl": "Процедура Начать() Экспорт\nКонецПроцедуры\n",
    "CommonModules/ПечатьПолныеПрава.xml": "Server, Privileged",
}
RULE = Rule(
    key="PrivilegedModuleMethodCall",
    kind=Kind.SECURITY_HOTSPOT,
    rank=Rank.MAJOR,
    minutes=60,
    language=For.BSL,
    need=Need.INDEX,
    title=Text("Вызов привилегированного модуля", "A call of a privileged module"),
    about=Text(
        "В привилегированном модуле права не проверяются. Убедитесь, что пользователь не получит через этот вызов того, к чему "
        "у него нет доступа.",
        "In a privileged module rights are not checked. Make sure that this call does not give a user what he has no access "
        "to.",
    ),
    message=Text(
        "Метод «{name}» выполняется в привилегированном модуле «{module}»",
        "The method `{name}` runs in the privileged module `{module}`",
    ),
    parameters=Parameters,
    parameter_docs=(
        (
            "validateNestedCalls",
            Text(
                "проверять вызовы в самих привилегированных модулях",
                "check calls within privileged modules, too",
            ),
        ),
    ),
    see=("https://its.1c.ru/db/v8std/content/669/hdoc",),
    examples=(
        Bad("Процедура А()\n\tПечатьПолныеПрава.⟦Начать⟧();\nКонецПроцедуры\n", files=_FILES),
        Bad(
            "Процедура А()\n\tПечатьПолныеПрава.⟦Начать⟧();\nКонецПроцедуры\n",
            path="CommonModules/ДругойПолныеПрава/Ext/Module.bsl",
            files={**_FILES, "CommonModules/ДругойПолныеПрава.xml": "Server, Privileged"},
            hidden=True,
        ),
        Good(
            "Процедура А()\n\tПечатьПолныеПрава.Начать();\nКонецПроцедуры\n",
            path="CommonModules/ДругойПолныеПрава/Ext/Module.bsl",
            parameters={"validateNestedCalls": False},
            files={**_FILES, "CommonModules/ДругойПолныеПрава.xml": "Server, Privileged"},
            hidden=True,
        ),
        Good(
            "Процедура А(ПечатьПолныеПрава)\n\tПечатьПолныеПрава.Начать();\n\tПечать.Начать();\nКонецПроцедуры\n",
            files={
                **_FILES,
                "CommonModules/Печать/Ext/Module.bsl": "Процедура Начать() Экспорт\nКонецПроцедуры\n",
            },
        ),
        Good("Процедура А()\n\tПечатьПолныеПрава.Нет();\n\tПечатьПолныеПрава.", files=_FILES, hidden=True),
    ),
)
Calls = Sequence[tuple[str, str, int, int]]


@RULE.collect
def calls(code: Code) -> Calls:
    """Calls behind one name that is no variable here: the name, the method, its place."""
    return [
        (path[0], one.name.text, one.name.start, one.name.end)
        for path, one in code.called_behind_names
        if len(path) == 1
    ]


@RULE.project
def check(collected: Calls, project: Project, parameters: Parameters) -> Found:
    privileged = {fold(one.name): one.name for one in project.metadata.common_modules() if one.privileged}
    if not privileged:
        return
    own = project.module.owner if project.module is not None else None
    if not parameters.validate_nested_calls and own is not None and fold(own.name) in privileged:
        return
    view, modules = project.resolver.view, project.resolver.modules
    for receiver, name, start, end in collected:
        if receiver not in privileged or is_own_name(receiver, project):
            continue
        paths = modules.common(receiver, project.path)
        if any(one.export for path in paths if (one := view.method(path, fold(name))) is not None):
            yield RULE.at(Range(start, end), name=name, module=privileged[receiver])
