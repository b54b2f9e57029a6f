"""A call gives more arguments than the method has parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from bsl_pilot.index.view import View
from bsl_pilot.project.layout import SCRIPT
from bsl_pilot.review.again import call_at
from bsl_pilot.review.api import (
    Bad,
    Call,
    Code,
    Edits,
    Found,
    Good,
    Kind,
    ModuleFacts,
    Need,
    Project,
    Range,
    Rank,
    Rule,
    Text,
    delete,
)
from bsl_pilot.review.code.effects import is_harmless
from bsl_pilot.review.code.platform import version
from bsl_pilot.review.edits import is_plain
from bsl_pilot.review.known_methods import method_in
from bsl_pilot.review.own_names import is_own_name
from bsl_pilot.review.scenes import platform_of
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import Catalogue

RULE = Rule(
    key="TooManyArguments",
    kind=Kind.ERROR,
    rank=Rank.MAJOR,
    minutes=1,
    need=Need.INDEX,
    title=Text("Лишние параметры вызова", "Too many arguments of a call"),
    about=Text(
        "Передано больше параметров, чем принимает метод: модуль не скомпилируется или вызов завершится ошибкой «Слишком много "
        "фактических параметров». Проверяются вызовы методов этого модуля, общих модулей, модулей менеджеров и глобальных "
        "функций платформы.",
        "More arguments are given than the method takes: the module does not compile, or the call ends with an error. Checked "
        "are calls of methods of this module, of common and manager modules, and of global functions of the platform.",
    ),
    message=Text(
        "У «{name}» параметров не больше {most}, а передано {given}",
        "`{name}` takes {most} parameters at most, {given} are given",
    ),
    fix=Text("Убрать лишние параметры", "Remove the arguments too many"),
    fix_is_safe=False,
    examples=(
        Bad(
            "Процедура Найти(Имя, Где = 1)\nКонецПроцедуры\n\nПроцедура А()\n\t⟦Найти(1, 2, 3)⟧;\n\tОбщий.⟦Записать(1)⟧;\n"
            "\tБ = ⟦ТекущаяДата(1)⟧;\nКонецПроцедуры\n",
            fixed="Процедура Найти(Имя, Где = 1)\nКонецПроцедуры\n\nПроцедура А()\n\tНайти(1, 2);\n\tОбщий.Записать();\n"
            "\tБ = ТекущаяДата();\nКонецПроцедуры\n",
            files={
                "CommonModules/Общий/Ext/Module.bsl": "Процедура Записать() Экспорт\nКонецПроцедуры\n",
                "Configuration.xml": "CompatibilityMode=Version8_3_20",
            },
        ),
        Bad(
            "Procedure A()\n\tCatalogs.Goods.⟦Find(1, // no\n\t2)⟧;\n\t⟦Say(, 1)⟧;\nEndProcedure\n",
            fixed="Procedure A()\n\tCatalogs.Goods.Find(1, // no\n\t2);\n\tSay();\nEndProcedure\n",
            files={
                "Catalogs/Goods/Ext/ManagerModule.bsl": "Procedure Find(A) Export\nEndProcedure\n",
                "CommonModules/All/Ext/Module.bsl": "Procedure Say(A) Export\nEndProcedure\n",
                "CommonModules/All.xml": "Server, Global",
            },
            hidden=True,
        ),
        Bad(
            "Процедура А(Б)\r\n\tА = 1; ⟦А(1, Б())⟧; ⟦А( Б ,\r\n\t\tВ.Г , 3 )⟧; // нет\r\nКонецПроцедуры\r\n",
            fixed="Процедура А(Б)\r\n\tА = 1; А(1, Б()); А( Б); // нет\r\nКонецПроцедуры\r\n",
            hidden=True,
        ),
        Good(
            "Процедура Найти(Имя, Где = 1)\nКонецПроцедуры\n\nПроцедура А(Общий)\n\tНайти(1, 2);\n\tНайти(1, 2, );\n"
            "\tОбщий.Записать(1);\n\tМакс(1, 2, 3, 4, 5, 6);\n\tНеизвестный(1);\n\tБ = Новый Найти(1, 2, 3);\nКонецПроцедуры\n",
            files={"CommonModules/Общий/Ext/Module.bsl": "Процедура Записать() Экспорт\nКонецПроцедуры\n"},
        ),
        Good("Процедура А()\n\tА(1, 2", hidden=True),
    ),
)


class Way(NamedTuple):
    """A call without what it does not need to be judged later; offsets of the piece."""

    path: tuple[str, ...]
    word: str
    name: str
    given: int
    """Up to the last argument that is not left out."""
    start: int
    end: int


@RULE.collect
def ways(code: Code) -> Sequence[Way]:
    """Calls with arguments: by their name, and behind the name of what may be a module."""
    if "missing_close" in code.by_kind:
        return ()
    plain = (way for calls in code.called.values() for call in calls if (way := _way((), call)) is not None)
    return (*plain, *_of_modules(code))


def _of_modules(code: Code) -> Iterator[Way]:
    for path, call in code.called_behind_names:
        way = _way(path, call)
        if way is not None:
            yield way


def _way(path: tuple[str, ...], call: Call) -> Way | None:
    given = max((at for at, one in enumerate(call.arguments, 1) if one is not None), default=0)
    end = call.list.end if call.list is not None else call.node.end
    return Way(path, call.word, call.name.text, given, call.name.start, end) if given else None


@RULE.module
def check_own(module: ModuleFacts) -> Found:
    own = module.method_by_name
    for piece, collected in module.collected(RULE):
        for way in collected:
            method = own[way.word].method if not way.path and way.word in own else None
            if method is not None and way.given > len(method.parameters):
                place, most = piece.place(Range(way.start, way.end)), len(method.parameters)
                fix = partial(_fix, module.document, place.start, most, 0)
                yield RULE.at(place, name=way.name, most=most, given=way.given, fix=fix)


@RULE.project
def check(collected: Sequence[Way], project: Project) -> Found:
    for way in collected:
        most = _most_of_module(way, project) if way.path else _most_of_global(way, project)
        if most is not None and way.given > most and not _is_own(way, project):
            fix = partial(_fix, project.document, project.base + way.start, most, project.base)
            yield RULE.at(Range(way.start, way.end), name=way.name, most=most, given=way.given, fix=fix)


def _is_own(way: Way, project: Project) -> bool:
    """Whether the name is the module's own: its method, or a property of its object before the dot."""
    if way.path:
        return is_own_name(way.path[0], project)
    resolver = project.resolver
    return any(method_in(project, one, way.word) is not None for one in resolver.modules.same(project.path))


def _most_of_global(way: Way, project: Project) -> int | None:
    resolver = project.resolver
    known = _global_methods(resolver.view, tuple(resolver.modules.global_common(project.path)))
    if way.word in known:
        return known[way.word]
    most = None if project.path.endswith(SCRIPT) else _most_of_platform(way.word, project.catalogue)
    return most if most is not None and way.given > most and _is_complete(project) else None


def _is_complete(project: Project) -> bool:
    """Whether the catalogue knows the platform that the configuration is made for: newer ones add parameters."""
    mode = platform_of(project.metadata)
    return bool(mode) and mode <= version(project.catalogue.about.complete_to)


@lru_cache(maxsize=2)
def _global_methods(view: View, paths: tuple[str, ...]) -> dict[str, int]:
    """How many parameters the exported methods of global common modules have, by folded name."""
    return {fold(one.name): one.parameters for path in paths for one in view.methods_of(path) if one.export}


@lru_cache(maxsize=4096)
def _most_of_platform(word: str, catalogue: Catalogue) -> int | None:
    function = catalogue.function(word)
    if function is None or not function.arity_is_sure or not function.signatures:
        return None
    limits = [one.most for one in function.signatures]
    return None if None in limits else max(one for one in limits if one is not None)


def _most_of_module(way: Way, project: Project) -> int | None:
    """The parameters of the method that the name means; of several (an extension's over it) the most."""
    modules = project.resolver.modules
    if len(way.path) == 1:
        paths = modules.common(way.path[0], project.path)
    else:
        paths = modules.manager(way.path[0], way.path[1], project.path)
    found = [
        one.parameters
        for path in paths
        if (one := method_in(project, path, way.word)) is not None and one.export
    ]
    return max(found, default=None)


def _fix(document: Document, start: int, most: int, base: int) -> Edits | None:
    """Removes the arguments too many, if working them out does nothing.

    Args:
        start: where the name of the method begins, a byte of the module.
        most: arguments that stay.
        base: the byte of the module that offsets of the edits refer to.
    """
    found = call_at(document, start)
    if found is None:
        return None
    piece, call = found
    kept, extra = call.arguments[:most], call.arguments[most:]
    first, last = (call.list.token(sign) if call.list is not None else None for sign in "()")
    if first is None or last is None or not all(map(is_harmless, extra)):
        return None
    begin = next((one.end for one in reversed(kept) if one is not None), first.end)
    if not is_plain(begin, last.start, piece.code):
        return None
    by = piece.start - base
    return [delete(begin + by, last.start + by)]
