"""A variable that nothing gives a value to."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.review.api import (
    Access,
    Bad,
    Code,
    For,
    Found,
    Good,
    Kind,
    ModuleType,
    Need,
    Node,
    Project,
    Range,
    Rank,
    Rule,
    Text,
    Variable,
)
from bsl_pilot.review.code.method import CLIENT_SERVER_NO_CONTEXT, SERVER_NO_CONTEXT
from bsl_pilot.text.words import fold
from bsl_pilot.types.scope import THIS

_FORM = "CommonForms/Вопрос/Ext/Form/Module.bsl"
RULE = Rule(
    key="UnassignedVariable",
    kind=Kind.ERROR,
    rank=Rank.CRITICAL,
    minutes=5,
    language=For.BSL,
    modules=(ModuleType.COMMON, ModuleType.FORM),
    need=Need.INDEX,
    title=Text("Переменной нигде не присвоено значение", "A variable that never gets a value"),
    about=Text(
        "Имя читают, но ни переменной, ни параметром, ни свойством глобального контекста оно не является: модуль не "
        "скомпилируется («Переменная не определена»). Если переменная объявлена, но значения не получает, в ней всегда "
        "«Неопределено». Проверяются общие модули и методы форм без контекста.",
        "The name is read, but is no variable, parameter or global property: the module does not compile. Where the variable is "
        "declared but gets no value, it always holds `Undefined`. Checked are common modules and methods of forms without "
        "context.",
    ),
    message=Text(
        "Переменной «{name}» нигде не присвоено значение", "The variable `{name}` never gets a value"
    ),
    examples=(
        Bad(
            "Процедура А(Цена)\n\tПерем Скидка;\n\tИтог = Цена * ⟦Колчество⟧;\n\tСообщить(Итог - Колчество);\n"
            "\tЕсли ⟦Скидка⟧ > 0 Тогда\n\tКонецЕсли;\nКонецПроцедуры\n"
        ),
        Bad(
            "&AtServerNoContext\nFunction F()\n\tReturn ⟦Obj⟧.Ref();\nEndFunction\n\n&AtServer\nFunction G()\n\tReturn Obj.Ref;\n"
            "EndFunction\n",
            path=_FORM,
            hidden=True,
        ),
        Good(
            "Процедура А(Цена)\n\tПерем Итог;\n\tПосчитать(Итог);\n\tБ = Итог + Цена;\n\tДля Каждого В Из Б Цикл\n\t\tГ = В;\n"
            "\tКонецЦикла;\n\tД = Справочники.Товары;\n\tЕ = КодировкаТекста.UTF8;\n\tЖ = Общий;\nКонецПроцедуры\n",
            files={"CommonModules/Общий/Ext/Module.bsl": ""},
        ),
        Good(
            "Процедура А()\n\tБ = ПараметрыПриложения;\nКонецПроцедуры\n",
            files={"Ext/ManagedApplicationModule.bsl": "Перем ПараметрыПриложения Экспорт;\n"},
            hidden=True,
        ),
        Good(
            'Процедура А()\n\tВыполнить("Б = 1");\n\tВ = Б;\n\t~Метка: Г = 1;\nКонецПроцедуры\n', hidden=True
        ),
        Good("Процедура А()\n\tЕсли", hidden=True),
    ),
)
_WITHOUT_CONTEXT = SERVER_NO_CONTEXT | CLIENT_SERVER_NO_CONTEXT
_APPLICATION = (
    ModuleKind.MANAGED_APPLICATION,
    ModuleKind.ORDINARY_APPLICATION,
    ModuleKind.APPLICATION,
    ModuleKind.EXTERNAL_CONNECTION,
    ModuleKind.SESSION,
)
Reads = Sequence[tuple[str, bool, int, int]]


@RULE.collect
def reads(code: Code) -> Reads:
    """The first place of each variable that is read and nowhere gets a value, and whether it is declared."""
    method = code.method
    if method is None or code.is_broken or "execute_statement" in code.by_kind:
        return ()
    if code.scene.type is ModuleType.FORM:
        directives = method.directives
        if not directives or directives[0].word not in _WITHOUT_CONTEXT:
            return ()
    return [place for variable in code.variables if (place := _first_read(variable)) is not None]


def _first_read(variable: Variable) -> tuple[str, bool, int, int] | None:
    if variable.parameter is not None or variable.writes or not variable.uses:
        return None
    declared = variable.declared is not None
    if declared and any(one.access is Access.PASS for one in variable.uses):
        return None
    if not declared and all(_is_of_value(one.node) for one in variable.uses):
        return None
    node = variable.uses[0].node
    return node.text, declared, node.start, node.end


def _is_of_value(node: Node) -> bool:
    """`Имя.Значение`: may be an enumeration of a platform that is newer than what is known of it."""
    return node.field == "object" and node.parent is not None and node.parent.kind == "member_access"


@RULE.project
def check(collected: Reads, project: Project) -> Found:
    for name, declared, start, end in collected:
        if declared or not _is_known(fold(name), project):
            yield RULE.at(Range(start, end), name=name)


def _is_known(word: str, project: Project) -> bool:
    """Whether a name means something in every module, or is a variable of this one."""
    if word in THIS or word in project.view.common_modules(project.path):
        return True
    catalogue = project.catalogue
    if (
        catalogue.property(word) is not None
        or catalogue.enum(word) is not None
        or catalogue.type(word) is not None
    ):
        return True
    view, modules = project.resolver.view, project.resolver.modules
    own = (one for path in modules.same(project.path) for one in view.variables_of(path))
    if any(fold(one.name) == word for one in own):
        return True
    shared = (path for one in _APPLICATION for path in modules.of(one, ("", ""), "", project.path))
    return any(fold(one.name) == word and one.export for path in shared for one in view.variables_of(path))
