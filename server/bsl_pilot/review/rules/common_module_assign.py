"""A value is given to a name that a common module has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bsl_pilot.review.again import piece_at
from bsl_pilot.review.api import (
    Access,
    Bad,
    Code,
    Edits,
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
from bsl_pilot.review.code.sides import Sides, sides_of
from bsl_pilot.review.edits import renamed_undeclared
from bsl_pilot.review.own_names import is_available, is_own_name
from bsl_pilot.text.words import fold, is_latin

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
    fix=Text("Назвать переменную «{new}»", "Call the variable `{new}`"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Процедура А()\n\t⟦Печать⟧ = 1;\n\tБ(Печать);\nКонецПроцедуры\n",
            fixed="Процедура А()\n\tПеременнаяПечать = 1;\n\tБ(ПеременнаяПечать);\nКонецПроцедуры\n",
            files={"CommonModules/Печать/Ext/Module.bsl": ""},
        ),
        Bad(
            "⟦PRINT⟧ = 1;\nFor Each ⟦Print⟧ In List Do\nEndDo;\n",
            path="Catalogs/Goods/Ext/ObjectModule.bsl",
            files={"CommonModules/Print/Ext/Module.bsl": ""},
            hidden=True,
        ),
        Bad(
            "Procedure A()\r\n\tFor Each ⟦print⟧ In PRINT() Do B.Print(Print.Print); EndDo;\r\nEndProcedure\r\nProcedure B()\r\n"
            "\tPrint.Print(); ⟦Print⟧ = 1; // Print\r\nEndProcedure\r\n",
            fixed="Procedure A()\r\n\tFor Each VariablePrint In PRINT() Do B.Print(VariablePrint.Print); EndDo;\r\nEndProcedure\r\nProcedure B()\r\n"
            "\tPrint.Print(); Print = 1; // Print\r\nEndProcedure\r\n",
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
        Good(
            "&НаКлиенте\nПроцедура А()\n\tПечать = 1;\nКонецПроцедуры\n",
            path="CommonForms/Вопрос/Ext/Form/Module.bsl",
            files={
                "CommonModules/Печать/Ext/Module.bsl": "",
                "CommonForms/Вопрос/Ext/Form.xml": '<Form xmlns="http://v8.1c.ru/8.3/xcf/logform"><Attributes><Attribute '
                'name="Печать" id="1"/></Attributes></Form>',
            },
            note=Text(
                "реквизит формы важнее общего модуля", "the form's attribute counts before the common module"
            ),
            hidden=True,
        ),
        Good(
            "&НаКлиенте\nПроцедура А()\n\tПечать = 1;\nКонецПроцедуры\n",
            path="CommonForms/Вопрос/Ext/Form/Module.bsl",
            files={"CommonModules/Печать/Ext/Module.bsl": "", "CommonModules/Печать.xml": "Server"},
            note=Text("на клиенте этого модуля нет", "there is no such module at the client"),
            hidden=True,
        ),
        Good("Процедура А()\n\tПечать =", hidden=True),
    ),
)
Writes = tuple[Sides, Sequence[tuple[str, int, int]]]


@RULE.collect
def writes(code: Code) -> Writes | None:
    """Names that get a value and are no variables of the method's own, with their places."""
    found = [
        (one.node.text, one.node.start, one.node.end)
        for variable in code.variables
        if not variable.is_local
        for one in variable.uses
        if one.access is Access.WRITE
    ]
    return (sides_of(code), found) if found else None


@RULE.project
def check(collected: Writes, project: Project) -> Found:
    names = project.view.common_modules(project.path)
    sides, places = collected
    for name, start, end in places:
        common = project.metadata.common_module(name) if fold(name) in names else None
        if common is not None and is_available(common, sides) and not is_own_name(fold(name), project):
            new = _new_name(common.name)
            yield RULE.at(Range(start, end), name=name, new=new, fix=partial(_fix, name, new, project))


def _new_name(name: str) -> str:
    return f"Variable{name}" if is_latin(name) else f"Переменная{name}"


def _fix(name: str, new: str, project: Project) -> Edits | None:
    """Another name for the variable in its method, where nothing before its first value may mean the module."""
    piece = piece_at(project.document, project.base)
    if piece is None or fold(new) in project.view.common_modules(project.path):
        return None
    return renamed_undeclared(fold(name), new, piece.code)
