"""Methods that are called from outside of the module's code: by the platform, a form, a service."""

from __future__ import annotations

from functools import cache

from bsl_pilot.review.module import MethodFacts, ModuleFacts
from bsl_pilot.review.scene import ModuleType
from bsl_pilot.text.words import fold

_SERVICES = frozenset({ModuleType.HTTP_SERVICE, ModuleType.WEB_SERVICE, ModuleType.SERVICE})
_OF_SCRIPTS = frozenset({"присозданииобъекта", "onobjectcreate", "призагрузкебиблиотеки"})


def is_entry(method: MethodFacts) -> bool:
    """Whether its header says that it is called from elsewhere: exported, annotated, or an event's."""
    if method.exported or len(method.annotations) > len(method.directives):
        return True
    return method.word in _OF_SCRIPTS or method.word in _events()


def handlers(module: ModuleFacts) -> set[str] | None:
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
