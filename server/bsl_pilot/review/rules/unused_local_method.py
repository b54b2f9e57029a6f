"""A method of the module's own that nothing calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bsl_pilot.review.api import (
    Bad,
    Code,
    Found,
    Good,
    Kind,
    MethodFacts,
    ModuleFacts,
    ModuleType,
    Need,
    Node,
    Rank,
    Rule,
    Text,
)
from bsl_pilot.text.words import fold, fold_bytes


@dataclass(frozen=True, slots=True)
class Parameters:
    attachable_method_prefixes: tuple[str, ...] = ("подключаемый_", "attachable_")
    check_object_module: bool = False


RULE = Rule(
    key="UnusedLocalMethod",
    kind=Kind.CODE_SMELL,
    rank=Rank.MAJOR,
    minutes=1,
    need=Need.METADATA,
    title=Text("Неиспользуемый метод модуля", "Unused method of the module"),
    about=Text(
        "Метод не экспортный, и в модуле его никто не вызывает: ни кодом, ни по имени в строке, ни форма, ни платформа.",
        "The method is not exported, and nothing in the module calls it: neither code nor its name in a string, nor "
        "the form, nor the platform.",
    ),
    message=Text("Метод «{name}» нигде не используется", "The method `{name}` is not used anywhere"),
    parameters=Parameters,
    parameter_docs=(
        (
            "attachableMethodPrefixes",
            Text(
                "так начинаются имена методов, которые вызывают по имени",
                "how names of attachable methods begin",
            ),
        ),
        ("checkObjectModule", Text("проверять модули объектов", "check modules of objects, too")),
    ),
    examples=(
        Bad(
            "Процедура Начать() Экспорт\n\tПродолжить();\nКонецПроцедуры\n\nПроцедура Продолжить()\nКонецПроцедуры\n\n"
            "Процедура ⟦Закончить⟧()\nКонецПроцедуры\n"
        ),
        Bad("Function ⟦F⟧()\n\tReturn A.F();\nEndFunction\n", path="x.os", hidden=True),
        Bad(
            "Процедура ⟦А⟧()\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ObjectModule.bsl",
            parameters={"checkObjectModule": True},
            hidden=True,
        ),
        Bad(
            "Процедура ⟦А⟧()\nКонецПроцедуры\n\nПроцедура Подключаемый_Б()\nКонецПроцедуры\n",
            parameters={"attachableMethodPrefixes": "attachable_,ПОДКЛЮЧАЕМЫЙ_"},
            hidden=True,
        ),
        Good(
            'Процедура Начать() Экспорт\n\tПодключитьОбработчикОжидания("Продолжить", 1);\nКонецПроцедуры\n\n'
            "Процедура Продолжить()\nКонецПроцедуры\n\nПроцедура Подключаемый_Команда()\nКонецПроцедуры\n"
        ),
        Good(
            "Процедура ПередЗаписью(Отказ)\nКонецПроцедуры\n",
            path="Catalogs/Товары/Ext/ManagerModule.bsl",
            hidden=True,
        ),
        Good("Процедура А()\nКонецПроцедуры\n", path="Catalogs/Товары/Ext/ObjectModule.bsl", hidden=True),
        Good(
            "Процедура А()\nКонецПроцедуры\n", path="Catalogs/Товары/Forms/Ф/Ext/Form/Module.bsl", hidden=True
        ),
        Good('&После("Б")\nПроцедура Расш_Б()\nКонецПроцедуры\n', hidden=True),
        Good("Процедура А(Б)\nКонецПроцедуры\nДобавитьОбработчик В.Г, А;\n", hidden=True),
        Good("Процедура ПриСозданииОбъекта()\nКонецПроцедуры\nПроцедура", path="x.os", hidden=True),
    ),
)
_OBJECTS = frozenset({ModuleType.OBJECT, ModuleType.RECORD_SET, ModuleType.VALUE_MANAGER})
_SERVICES = frozenset({ModuleType.HTTP_SERVICE, ModuleType.WEB_SERVICE, ModuleType.SERVICE})
_OF_SCRIPTS = frozenset({"присозданииобъекта", "onobjectcreate"})
_LONGEST = 200


@RULE.collect
def mentioned(code: Code) -> Sequence[str]:
    """Folded names that the piece calls, hands over as handlers, or has in a string."""
    handlers = (one.word for node in code.of("handler_statement") for one in node.below("identifier"))
    return tuple({*code.called, *handlers, *_in_strings(code.of("string"))})


def _in_strings(strings: Sequence[Node]) -> Iterator[str]:
    """`"Имя"`, `"Модуль.Имя"` and `"Имя()"` name a method."""
    for one in strings:
        if one.end - one.start < _LONGEST and not one.children:
            text = one.data[one.start + 1 : one.end - 1]
            if b" " not in text:
                yield fold_bytes(text.partition(b"(")[0].rpartition(b".")[2])


@RULE.module
def check(module: ModuleFacts, parameters: Parameters) -> Found:
    if module.scene.type in _OBJECTS and not parameters.check_object_module:
        return
    unused = [
        one for one in module.methods if one.method is not None and not _is_called(one.method, parameters)
    ]
    if not unused:
        return
    used: set[str] = set()
    for _, names in module.collected(RULE):
        used.update(names)
    unused = [one for one in unused if one.method is not None and one.method.word not in used]
    handlers = _handlers(module) if unused else None
    if handlers is None:
        return
    for one in unused:
        if one.method is not None and one.method.word not in handlers:
            yield RULE.at(one.place(one.method), name=one.method.name)


def _is_called(method: MethodFacts, parameters: Parameters) -> bool:
    """Whether its header says that it is called from elsewhere: exported, attachable, annotated, or an event's."""
    if method.exported or len(method.annotations) > len(method.directives):
        return True
    prefixes = tuple(map(fold, parameters.attachable_method_prefixes))
    return method.word.startswith(prefixes) or method.word in _OF_SCRIPTS or method.word in _events()


def _handlers(module: ModuleFacts) -> set[str] | None:
    """Folded names of methods that metadata name; None where they are not known."""
    scene, project = module.scene, module.project
    if scene.type is ModuleType.FORM:
        form = project.metadata.form(scene.owner, scene.form) if project is not None and scene.owner else None
        if form is None or form.ordinary:
            return None
        named = [*form.handlers, *(one for item in form.items for one in item.handlers)]
        named += (one for command in form.commands for one in command.handlers)
        return {fold(one.method) for one in named}
    if scene.type in _SERVICES:
        service = (
            project.metadata.get(scene.owner.kind, scene.owner.name)
            if project is not None and scene.owner
            else None
        )
        return {fold(one.handler) for one in service.operations} if service is not None else None
    return set()


@cache
def _events() -> frozenset[str]:
    """Folded names of all events of the platform."""
    from bsl_pilot.types.catalogue import current  # noqa: PLC0415  (takes its time to open)

    return frozenset(fold(name) for one in current().all_events() for name in (one.name.ru, one.name.en))
