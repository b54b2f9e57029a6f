"""A call leaves out a parameter that the method requires."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.features.meanings.header import header_of
from bsl_pilot.project.layout import SCRIPT
from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Found,
    Good,
    Kind,
    MethodFacts,
    ModuleFacts,
    Need,
    Project,
    Range,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.review.known_methods import method_in, platform_signatures

RULE = Rule(
    key="MissedRequiredParameter",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=1,
    need=Need.INDEX,
    title=Text("Пропущен обязательный параметр", "A required parameter is left out"),
    about=Text(
        "Параметр без значения по умолчанию надо передать: иначе вызов не выполнится или метод получит «Неопределено», "
        "которого не ждёт. Проверяются вызовы методов этого модуля, общих модулей, модулей менеджеров и глобальных "
        "функций платформы.",
        "A parameter without a default value must be given: otherwise the call fails, or the method gets an `Undefined` "
        "that it does not expect. Checked are calls of methods of this module, of common and manager modules, and of "
        "global functions of the platform.",
    ),
    message=Text("Не переданы обязательные параметры: {names}", "Required parameters are left out: {names}"),
    examples=(
        Bad(
            "Процедура Найти(Имя, Где, Как = Неопределено)\nКонецПроцедуры\n\nПроцедура А()\n\t⟦Найти(1)⟧;\n\t⟦Найти(, 2)⟧;\n"
            '\tОбщий.⟦Записать()⟧;\n\tБ = ⟦СтрНайти("а")⟧;\nКонецПроцедуры\n',
            files={
                "CommonModules/Общий/Ext/Module.bsl": "Функция Записать(Что) Экспорт\n\tВозврат Что;\nКонецФункции\n"
            },
        ),
        Bad(
            "Procedure A()\n\tCatalogs.Goods.⟦Find( , // no\n\t)⟧;\n\t⟦Say()⟧;\nEndProcedure\n",
            files={
                "Catalogs/Goods/Ext/ManagerModule.bsl": "Procedure Find(A, Val B = 1) Export\nEndProcedure\n",
                "CommonModules/All/Ext/Module.bsl": "Procedure Say(A) Export\nEndProcedure\n",
                "CommonModules/All.xml": "Server, Global",
            },
            hidden=True,
        ),
        Bad("Процедура СтрНайти(А)\nКонецПроцедуры\n⟦СтрНайти()⟧;\nСтрНайти(1);\n", hidden=True),
        Good(
            "Процедура Найти(Имя, Где = 1)\nКонецПроцедуры\n\nПроцедура А(Общий)\n\tНайти(1, );\n\tОбщий.Записать();\n"
            "\tТекущаяДата();\nКонецПроцедуры\n",
            files={"CommonModules/Общий/Ext/Module.bsl": "Процедура Записать(Что) Экспорт\nКонецПроцедуры\n"},
        ),
        Good("Процедура А()\n\tНеизвестный();\n\tОбщий.Нет();\n\tА(", hidden=True),
    ),
)

if TYPE_CHECKING:
    from bsl_pilot.types.catalogue import Signature

_ALL = (True,) * 256


class Way(NamedTuple):
    """A call without what it does not need to be judged later; offsets of the piece."""

    path: tuple[str, ...]
    word: str
    given: tuple[bool, ...]
    start: int
    end: int

    def missed(self, required: Sequence[bool]) -> list[int]:
        """Which of the required parameters are left out."""
        given = self.given
        return [at for at, one in enumerate(required) if one and not (at < len(given) and given[at])]


@RULE.collect
def ways(code: Code) -> Sequence[Way]:
    """Calls by their name, and behind the name of what may be a module."""
    if "missing_close" in code.by_kind:
        return ()
    found = [_way((), call) for calls in code.called.values() for call in calls]
    found += [_way(path, call) for path, call in code.called_behind_names]
    return found


def _way(path: tuple[str, ...], call: Call) -> Way:
    arguments = call.arguments
    given = tuple([one is not None for one in arguments]) if None in arguments else _ALL[: len(arguments)]
    return Way(
        path, call.word, given, call.name.start, call.list.end if call.list is not None else call.node.end
    )


@RULE.module
def check_plain(module: ModuleFacts) -> Found:
    """Calls by the name alone: of the module's own methods, of global modules', of the platform's."""
    own, project = module.method_by_name, module.project
    for piece, collected in module.collected(RULE):
        for way in collected:
            if way.path:
                continue
            method = own[way.word].method if way.word in own else None
            if method is not None:
                names = _missed_of_own(way, method)
            else:
                names = _missed_in_globals(way, project) if project is not None else []
            if names:
                yield RULE.at(piece.place(Range(way.start, way.end)), names=", ".join(names))


@RULE.project
def check(collected: Sequence[Way], project: Project) -> Found:
    """Calls behind the name of a module."""
    for way in collected:
        names = _missed_in_modules(way, project) if way.path else []
        if names:
            yield RULE.at(Range(way.start, way.end), names=", ".join(names))


def _missed_of_own(way: Way, method: MethodFacts) -> list[str]:
    if len(way.given) >= len(method.parameters) and all(way.given):
        return []
    return [
        method.parameters[at].name for at in way.missed([one.default is None for one in method.parameters])
    ]


def _missed_in_globals(way: Way, project: Project) -> list[str]:
    signatures = None if project.path.endswith(SCRIPT) else platform_signatures(project.catalogue, way.word)
    if signatures is not None:
        return _missed_in_platform(way, signatures)
    modules = project.resolver.modules
    if len(modules.same(project.path)) > 1:
        return []  # the other part of the module may have it
    for path in modules.global_common(project.path):
        method = method_in(project, path, way.word)
        if method is not None and method.export:
            return _missed_in(way, path, project)
    return []


def _missed_in_platform(way: Way, signatures: Sequence[Signature]) -> list[str]:
    found: list[str] = []
    for signature in signatures:
        missed = way.missed([not one.optional for one in signature.parameters])
        if not missed:
            return []
        found = found or [signature.parameters[at].name.ru for at in missed]
    return found


def _missed_in_modules(way: Way, project: Project) -> list[str]:
    modules = project.resolver.modules
    first, *more = way.path
    paths = modules.manager(first, more[0], project.path) if more else modules.common(first, project.path)
    found: list[str] = []
    for path in paths:
        method = method_in(project, path, way.word)
        if method is None or not method.export:
            continue
        if len(way.given) >= method.required and all(way.given[: method.required]):
            continue
        found = found or _missed_in(way, path, project)
    return found


def _missed_in(way: Way, path: str, project: Project) -> list[str]:
    code = project.view.code_in(path)
    method = code.method(way.word) if code is not None else None
    if code is None or method is None:
        return []
    parameters = header_of(code, method).parameters
    return [parameters[at].name for at in way.missed([not one.default for one in parameters])]
