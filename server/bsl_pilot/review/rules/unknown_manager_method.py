"""A method that the manager of an object does not have."""

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
)
from bsl_pilot.review.nearest import FIX, nearest, respelling
from bsl_pilot.text.words import fold

_FILES = {
    "Catalogs/Товары/Ext/ManagerModule.bsl": "Процедура Есть() Экспорт\nКонецПроцедуры\n\nПроцедура Свой()\nКонецПроцедуры\n"
}
RULE = Rule(
    key="UnknownManagerMethod",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    language=For.BSL,
    need=Need.INDEX,
    title=Text("Нет такого метода менеджера", "The manager has no such method"),
    about=Text(
        "Ни в модуле менеджера этого объекта, ни у самой платформы такого экспортного метода нет: вызов завершится ошибкой.",
        "Neither the manager module of this object nor the platform has such an exported method: the call ends with an error.",
    ),
    message=Text(
        "У менеджера «{owner}» нет метода «{name}»", "The manager of `{owner}` has no method `{name}`"
    ),
    fix=FIX,
    fix_is_safe=False,
    examples=(
        Bad(
            "Процедура А()\n\tСправочники.Товары.⟦Нет⟧();\n\tСправочники.Товары.⟦Свой⟧();\n\tСправочники.Товары.Есть();\n"
            '\tБ = Справочники.Товары.НайтиПоКоду("1");\nКонецПроцедуры\n',
            files=_FILES,
        ),
        Bad(
            "A = Catalogs.ТОВАРЫ.⟦Nothing⟧().B();\n", path="Ext/SessionModule.bsl", files=_FILES, hidden=True
        ),
        Bad(
            'Б = Справочники.Товары.⟦НайтиПоКод⟧("1");\nСправочники.Товары.⟦Свойй⟧();\n',
            fixed='Б = Справочники.Товары.НайтиПоКоду("1");\nСправочники.Товары.Свойй();\n',
            files=_FILES,
        ),
        Bad(
            "Catalogs.ТОВАРЫ.⟦FilRemains⟧(); A = 1; // FilRemains\r\n",
            fixed="Catalogs.ТОВАРЫ.FillRemains(); A = 1; // FilRemains\r\n",
            files={"Catalogs/Товары/Ext/ManagerModule.bsl": "Procedure FillRemains() Export\nEndProcedure\n"},
            hidden=True,
        ),
        Good(
            "Процедура А(Справочники)\n\tСправочники.Товары.Нет();\n\tДокументы.Нет.Нет();\n\tБ.Товары.Нет();\nКонецПроцедуры\n",
            files=_FILES,
        ),
        Good("Справочники.Товары.", path="Ext/SessionModule.bsl", files=_FILES, hidden=True),
    ),
)
_NOT_EXPORTED = Text(
    "Метод «{name}» модуля менеджера «{owner}» не экспортный",
    "`{name}` of the manager module of `{owner}` is not exported",
)
_NO_MANAGER = frozenset({"ExternalDataSource", "Constant"})
Calls = Sequence[tuple[tuple[str, ...], str, int, int]]


@RULE.collect
def calls(code: Code) -> Calls:
    """Calls behind two names: those before the dot, the method, its place."""
    return [
        (path, one.name.text, one.name.start, one.name.end)
        for path, one in code.called_behind_names
        if len(path) == 2 and one.name.end > one.name.start
    ]


@RULE.project
def check(collected: Calls, project: Project) -> Found:
    view, modules = project.resolver.view, project.resolver.modules
    for (collection, owner), name, start, end in collected:
        asked = kind(collection)
        if (
            asked is None
            or asked.en in _NO_MANAGER
            or collection not in (fold(asked.folder), fold(asked.ru_plural))
        ):
            continue
        members = project.catalogue.members(f"{asked.en}Manager")
        known = project.metadata.get(asked.en, owner)
        if known is None or members is None or not members.methods or members.get(name) is not None:
            continue
        paths = modules.manager(collection, owner, project.path)
        found = [one for path in paths if (one := view.method(path, fold(name))) is not None]
        if any(one.export for one in found):
            continue
        place = Range(start, end)
        if found:
            yield RULE.at(place, message=_NOT_EXPORTED, owner=known.name, name=name, new="")
            continue
        names = [one.name for path in paths for one in view.methods_of(path) if one.export]
        names += (text for one in members.methods for text in one.name)
        new = nearest(name, names)
        yield RULE.at(place, owner=known.name, name=name, new=new or "", fix=respelling(place, new))
