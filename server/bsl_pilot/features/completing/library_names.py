"""Names that libraries of OneScript declare: classes after ``Новый``, modules everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.completing.item import Group, Item, ItemKind
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ModuleKind

_CLASS = Text("класс библиотеки", "class of a library")
_MODULE = Text("модуль библиотеки", "module of a library")


def class_items(knowledge: Knowledge) -> Iterator[Item]:
    """The classes that the module can create."""
    for name in _names(knowledge, ModuleKind.CLASS):
        yield Item(name, ItemKind.CLASS, Group.GLOBAL, detail=_CLASS)


def module_items(knowledge: Knowledge) -> Iterator[Item]:
    """The modules whose methods the module can call."""
    for name in _names(knowledge, ModuleKind.SCRIPT):
        yield Item(name, ItemKind.MODULE, Group.GLOBAL, detail=_MODULE)


def _names(knowledge: Knowledge, kind: ModuleKind) -> Iterator[str]:
    if knowledge.modules is None:
        return
    for module in knowledge.modules.libraries(kind, knowledge.inference.code.where.path):
        if module.owner is not None:
            yield module.owner.name
