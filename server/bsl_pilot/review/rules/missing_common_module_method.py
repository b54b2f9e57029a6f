"""A call of a method that the common module does not have, or does not export."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import Bad, Code, For, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.review.known_methods import method_in
from bsl_pilot.review.nearest import FIX, nearest, respelling
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
    fix=FIX,
    fix_is_safe=False,
    examples=(
        Bad(
            "Процедура А()\n\tОбщий.⟦Нет⟧();\n\tОбщий.⟦Свой⟧(1);\n\tОбщий.Есть();\nКонецПроцедуры\n",
            files={
                "CommonModules/Общий/Ext/Module.bsl": "Процедура Есть() Экспорт\nКонецПроцедуры\n"
                "\nПроцедура Свой(А)\nКонецПроцедуры\n"
            },
        ),
        Bad(
            "Процедура А()\n\tОбщий.⟦ЗаписатьДаные⟧(1);\nКонецПроцедуры\n",
            fixed="Процедура А()\n\tОбщий.ЗаписатьДанные(1);\nКонецПроцедуры\n",
            files={
                "CommonModules/Общий/Ext/Module.bsl": "Процедура ЗаписатьДанные(Данные) Экспорт\nКонецПроцедуры\n"
            },
        ),
        Bad(
            "Procedure P()\r\n\tA = Shared.⟦Amuont⟧(B); C = shared.⟦Hiden⟧(); // no\r\nEndProcedure\r\n",
            fixed="Procedure P()\r\n\tA = Shared.Amount(B); C = shared.Hiden(); // no\r\nEndProcedure\r\n",
            files={
                "CommonModules/Shared/Ext/Module.bsl": "Function Amount(A) Export\nEndFunction\n\nFunction Hidden()\nEndFunction\n"
            },
            hidden=True,
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
        for path, one in code.called_behind_names
        if len(path) == 1 and one.receiver is not None
    ]


@RULE.project
def check(collected: Calls, project: Project) -> Found:
    view, modules = project.resolver.view, project.resolver.modules
    for receiver, name, start, end in collected:
        paths = modules.common(fold(receiver), project.path)
        if not paths:
            continue
        found = [method for path in paths if (method := method_in(project, path, fold(name))) is not None]
        if any(one.export for one in found) or is_own_name(fold(receiver), project):
            continue
        place = Range(start, end)
        if found:
            yield RULE.at(place, message=_NOT_EXPORTED, module=receiver, name=name, new="")
            continue
        new = nearest(name, (one.name for path in paths for one in view.methods_of(path) if one.export))
        yield RULE.at(place, module=receiver, name=name, new=new or "", fix=respelling(place, new))
