"""A method is called that is kept only for those who still call it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bsl_pilot.review.api import (
    Bad,
    Code,
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
    replace,
)
from bsl_pilot.review.code.platform import version
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import any_case, fold, is_latin, is_name
from bsl_pilot.types.catalogue import Deprecation, current
from bsl_pilot.types.header import above

RULE = Rule(
    key="DeprecatedMethodCall",
    kind=Kind.CODE_SMELL,
    rank=Rank.MINOR,
    minutes=3,
    title=Text("Вызов устаревшего метода", "Call of a deprecated method"),
    about=Text(
        "Метод, помеченный словом «Устарела», оставлен для старого кода и однажды исчезнет. В его описании сказано, чем "
        "он заменён.",
        "A method marked `Deprecated` is kept for old code and will go one day. Its comment tells what replaces it.",
    ),
    message=Text("Метод «{name}» устарел", "The method `{name}` is deprecated"),
    fix=Text("Заменить на «{new}»", "Replace by `{new}`"),
    see=("https://its.1c.ru/db/v8std/content/453/hdoc", "https://its.1c.ru/db/v8std/content/644/hdoc"),
    examples=(
        Bad(
            "Процедура А()\n\t⟦Старая⟧(1);\nКонецПроцедуры\n\n// Устарела. Следует использовать Новая.\nПроцедура Старая(А) Экспорт\n"
            "\tСтарая(А);\nКонецПроцедуры\n"
        ),
        Bad(
            "Текст = ⟦КраткоеПредставлениеОшибки⟧(ИнформацияОбОшибке());\nT = ⟦DetailErrorDescription⟧(ErrorInfo());\n",
            fixed="Текст = ОбработкаОшибок.КраткоеПредставлениеОшибки(ИнформацияОбОшибке());\n"
            "T = ErrorProcessing.DetailErrorDescription(ErrorInfo());\n",
        ),
        Bad(
            "Procedure P()\n\tShared.⟦OldOne⟧();\n\tShared.NewOne();\nEndProcedure\n",
            files={
                "CommonModules/Shared/Ext/Module.bsl": "// Deprecated.\n&AtServer\nProcedure OldOne() Export\nEndProcedure\n\n"
                "// Not yet deprecated\nProcedure NewOne() Export\nEndProcedure\n"
            },
        ),
        Good(
            "// Устарела.\nПроцедура А()\n\tБ();\nКонецПроцедуры\n\n// Устарела. См. В.\nПроцедура Б()\n\tСообщить(1);\nКонецПроцедуры\n"
        ),
        Good(
            "Т = КраткоеПредставлениеОшибки(ИнформацияОбОшибке());\n",
            files={"Configuration.xml": "CompatibilityMode=Version8_3_16"},
        ),
    ),
)
_MARK = re.compile(
    rb"^[ \t]*//[ \t]*(?:"
    + any_case("устарела", "устарел", "устаревшая", "deprecated")
    + rb")(?![0-9A-Za-z_])",
    re.MULTILINE,
)
_OWN_RULE = frozenset({"найти", "find"})


class Use(NamedTuple):
    """A call: the folded path before its last dot, its place, its name."""

    path: tuple[str, ...]
    start: int
    end: int
    name: str


@RULE.collect
def uses(code: Code) -> Sequence[Use]:
    """Calls by the name alone, and those behind names that may be modules."""
    return [*_plain(code), *_of_modules(code)]


def _plain(code: Code) -> Iterator[Use]:
    for calls in code.called.values():
        yield from (Use((), one.name.start, one.name.end, one.name.text) for one in calls)


def _of_modules(code: Code) -> Iterator[Use]:
    for path, one in code.called_behind_names:
        yield Use(path, one.name.start, one.name.end, one.name.text)


@RULE.module
def check(module: ModuleFacts) -> Found:
    """Methods of the module itself, and of the platform."""
    old = {
        one.method.word for one in module.methods if one.method and _MARK.search(module.comment_above(one))
    }
    for piece, collected in module.collected(RULE):
        plain = [one for one in collected if not one.path]
        if not plain or (piece.method is not None and piece.method.word in old):
            continue
        for one in plain:
            word = fold(one.name)
            place = piece.place(Range(one.start, one.end))
            if word in old:
                yield RULE.at(place, name=one.name, new="")
            elif word not in module.method_by_name and word not in _OWN_RULE:
                yield from _of_platform(place, one.name, module)


def _of_platform(place: Range, name: str, module: ModuleFacts) -> Found:
    known = current().function(name)
    why = known.life.deprecated if known is not None else None
    release = version(why.since) if why is not None else ()
    if why is None or not release or module.scene.script or module.scene.before(*release):
        return
    new = _replacement(why, name)
    yield RULE.at(place, name=name, new=new, fix=(lambda: [replace(place, new)]) if new else None)


def _replacement(why: Deprecation, name: str) -> str:
    """The method that takes the same arguments, in the language of the old one; empty where there is none."""
    owner, _, method = why.replacement.partition(".")
    known = current().property(owner) if is_name(owner) and is_name(method) else None
    members = current().members(known.types[0].en) if known is not None and known.types else None
    new = members.method(method) if members is not None else None
    if known is None or new is None:
        return ""
    return f"{known.name.en}.{new.name.en}" if is_latin(name) else f"{known.name.ru}.{new.name.ru}"


@RULE.project
def elsewhere(collected: Sequence[Use], project: Project) -> Found:
    """Methods of common modules and managers."""
    if project.knows < Need.INDEX:
        return
    if _MARK.search(above(project.document.text.data, project.base)):
        return  # a deprecated method may call another one
    for one in collected:
        if any(fold(one.name) in _old_methods(path, project) for path in _modules(one.path, project)):
            yield RULE.at(Range(one.start, one.end), name=one.name, new="")


def _modules(path: tuple[str, ...], project: Project) -> list[str]:
    """The modules that a name, or a collection and a name in it, may stand for."""
    modules = project.resolver.modules
    if not path:
        return []
    return (
        modules.common(path[0], project.path)
        if len(path) == 1
        else modules.manager(path[0], path[1], project.path)
    )


def _old_methods(path: str, project: Project) -> frozenset[str]:
    """Folded names of the deprecated methods of a module; remembered with the state of the other modules."""
    memory = project.view.world(project.path).memory
    key = ("deprecated", path)
    known = memory.get(key)
    if known is None:
        known = memory[key] = _marked(path, project)
    assert isinstance(known, frozenset)
    return known


def _marked(path: str, project: Project) -> frozenset[str]:
    text = project.view.text(path)
    data = text.text.data if isinstance(text, Document) else text
    if data is None or _MARK.search(data) is None:
        return frozenset()
    methods = project.resolver.view.methods_of(path)
    return frozenset(fold(one.name) for one in methods if _MARK.search(data[one.doc.start : one.doc.end]))
