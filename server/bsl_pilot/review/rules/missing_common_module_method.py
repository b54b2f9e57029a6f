"""A call of a method that the common module does not have, or does not export."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.own_names import is_own_name
from bsl_pilot.text.words import fold

RULE = Rule(
    key="MissingCommonModuleMethod",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=5,
    language=For.BSL,
    need=Need.INDEX,
    title=Text("Нет такого метода общего модуля", "The common module has no such method"),
    about=Text(
        "Вызов метода, которого в общем модуле нет или который не экспортный, прервёт работу с ошибкой.",
        "A call of a method that the common module lacks or does not export ends with an error.",
    ),
    message=Text(
        "В общем модуле «{module}» нет метода «{name}»", "The common module `{module}` has no method `{name}`"
    ),
    examples=(
        Bad(
            "Процедура А()\n\tОбщий.⟦Нет⟧();\n\tОбщий.⟦Свой⟧(1);\n\tОбщий.Есть();\nКонецПроцедуры\n",
            files={
                "CommonModules/Общий/Ext/Module.bsl": "Процедура Есть() Экспорт\nКонецПроцедуры\n"
                "\nПроцедура Свой(А)\nКонецПроцедуры\n"
            },
        ),
        Good(
            "Процедура А()\n\tОбщий.Количество();\nКонецПроцедуры\n",
            path="Catalogs/Группы/Ext/ObjectModule.bsl",
            files={
                "CommonModules/Общий/Ext/Module.bsl": "",
                "Catalogs/Группы.xml": '<MetaDataObject xmlns="http://v8.1c.ru/8.3/MDClasses"><Catalog><Properties><Name>Группы'
                "</Name></Properties><ChildObjects><TabularSection><Properties><Name>Общий</Name></Properties></TabularSection>"
                "</ChildObjects></Catalog></MetaDataObject>",
            },
            hidden=True,
        ),
        Good(
            "Процедура А(Общий)\n\tОбщий.Нет();\nКонецПроцедуры\n",
            files={"CommonModules/Общий/Ext/Module.bsl": "Процедура Есть() Экспорт\nКонецПроцедуры\n"},
        ),
    ),
)
_NOT_EXPORTED = Text(
    "Метод «{name}» общего модуля «{module}» не экспортный",
    "`{name}` of the common module `{module}` is not exported",
)
Calls = Sequence[tuple[str, str, int, int]]


@RULE.collect
def calls(code: Code) -> Calls:
    """Calls behind one name that is no variable here: the name, the method, its place."""
    return [
        (one.receiver.text, one.name.text, one.name.start, one.name.end)
        for found in code.called_members.values()
        for one in found
        if one.receiver is not None
        and one.receiver.kind == "identifier"
        and not code.is_local(one.receiver.word)
    ]


@RULE.project
def check(collected: Calls, project: Project) -> Found:
    view, modules = project.resolver.view, project.resolver.modules
    for receiver, name, start, end in collected:
        paths = modules.common(fold(receiver), project.path)
        if not paths or is_own_name(fold(receiver), project):
            continue
        found = [method for path in paths if (method := view.method(path, fold(name))) is not None]
        if any(one.export for one in found):
            continue
        message = _NOT_EXPORTED if found else None
        yield RULE.at(Range(start, end), message=message, module=receiver, name=name)
