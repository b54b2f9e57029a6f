"""A value is given to a name that a common module has."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.review.api import Access, Bad, Code, Found, Good, Kind, Need, Project, Range, Rank, Rule, Text
from bsl_pilot.text.words import fold

RULE = Rule(
    key="CommonModuleAssign",
    kind=Kind.ERROR,
    rank=Rank.BLOCKER,
    minutes=2,
    need=Need.METADATA,
    title=Text("Присваивание общему модулю", "A value is given to a common module"),
    about=Text(
        "Общему модулю нельзя присвоить значение: обработка прервётся с ошибкой. Чаще всего модуль с таким именем появился "
        "позже, чем переменная.",
        "A common module can't get a value: execution stops with an error. Most often the module of that name came after "
        "the variable.",
    ),
    message=Text(
        "«{name}» — имя общего модуля, присвоить ему значение нельзя",
        "`{name}` is the name of a common module and can get no value",
    ),
    examples=(
        Bad(
            "Процедура А()\n\t⟦Печать⟧ = 1;\nКонецПроцедуры\n",
            files={"CommonModules/Печать/Ext/Module.bsl": ""},
        ),
        Bad(
            "⟦PRINT⟧ = 1;\nFor Each ⟦Print⟧ In List Do\nEndDo;\n",
            path="Catalogs/Goods/Ext/ObjectModule.bsl",
            files={"CommonModules/Print/Ext/Module.bsl": ""},
            hidden=True,
        ),
        Good(
            "Процедура А(Печать)\n\tПерем Отчеты;\n\tПечать = 1;\n\tОтчеты = 2;\n\tБ = Печать;\n\tВ.Общий = 1;\nКонецПроцедуры\n",
            files={
                "CommonModules/Печать/Ext/Module.bsl": "",
                "CommonModules/Отчеты/Ext/Module.bsl": "",
                "CommonModules/Общий/Ext/Module.bsl": "",
            },
        ),
        Good(
            "Перем Печать;\nПроцедура А()\n\tПечать = 1;\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            files={"CommonModules/Печать/Ext/Module.bsl": ""},
            hidden=True,
        ),
        Good("Процедура А()\n\tПечать =", hidden=True),
    ),
)
Writes = Sequence[tuple[str, int, int]]


@RULE.collect
def writes(code: Code) -> Writes:
    """Names that get a value and are no variables of the method's own, with their places."""
    return [
        (one.node.text, one.node.start, one.node.end)
        for variable in code.variables
        if not variable.is_local
        for one in variable.uses
        if one.access is Access.WRITE
    ]


@RULE.project
def check(collected: Writes, project: Project) -> Found:
    names = project.view.common_modules(project.path)
    found = [one for one in collected if fold(one[0]) in names]
    if not found:
        return
    variables = {fold(one.name) for one in project.resolver.view.variables_of(project.path)}
    for name, start, end in found:
        if fold(name) not in variables:
            yield RULE.at(Range(start, end), name=name)
