"""Names that are written in string literals: the method of a notification, a common module, a type.

Новый ОписаниеОповещения("ПослеВыбора", ЭтотОбъект)     an exported method of the module that stands behind
ПодключитьОбработчикОжидания("Обновить", 1)             a method of this module
ОбщегоНазначения.ОбщийМодуль("Валюты")                  a common module
Тип("СправочникСсылка.Товары")                          a type
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.features.completing.item import Group, Item, ItemKind
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.scene import Word, method_window, russian
from bsl_pilot.features.completing.type_names import type_name_items
from bsl_pilot.features.meanings.model import Routine
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.syntax.context import Context
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.words import fold_bytes
from bsl_pilot.types.module import ModuleCode

_NOTIFICATIONS = frozenset({"описаниеоповещения", "notifydescription", "callbackdescription"})
_HANDLERS = frozenset(
    {"подключитьобработчикожидания", "attachidlehandler", "отключитьобработчикожидания", "detachidlehandler"}
)
_MODULES = frozenset({"общиймодуль", "commonmodule"})
_TYPES = frozenset({"тип", "type", "описаниетипов", "typedescription"})
_THIS = frozenset({"этотобъект", "thisobject", "этаформа", "thisform"})


class _Call(NamedTuple):
    """What a literal is the first argument of, folded, and the words of the argument behind it."""

    name: str
    behind: tuple[str, ...]


def string_items(document: Document, at: Word, context: Context, knowledge: Knowledge) -> Iterator[Item]:
    """The names that may be written in the literal around the word."""
    call = _call(document, context)
    world = knowledge.inference.world
    if call.name in _NOTIFICATIONS:
        yield from _methods(_module_named(call.behind, knowledge), exported=True)
    elif call.name in _HANDLERS:
        yield from _methods(knowledge.inference.code, exported=False)
    elif call.name in _MODULES:
        for module in world.metadata.common_modules():
            name = ObjectName("CommonModule", module.name)
            yield Item(module.name, ItemKind.MODULE, Group.NEAR, subject=name)
    elif call.name in _TYPES:
        before = document.text.slice(context.start + 1, at.start)
        yield from type_name_items(world, before, russian=russian(document, at.start))


def _call(document: Document, context: Context) -> _Call:
    """The call whose first argument the literal is; of no name where it is not one."""
    data = document.text.data
    before: list[Token] = []
    after: list[Token] = []
    for token in tokens(data, *method_window(document, context.start)):
        if token.end <= context.start:
            before = [*before[-1:], token]
        elif token.start >= context.end and len(after) < 2:
            after.append(token)
    if len(before) < 2 or before[1].kind != "(":
        return _Call("", ())
    behind = tuple(fold_bytes(data[one.start : one.end]) for one in after)
    return _Call(fold_bytes(data[before[0].start : before[0].end]), behind)


def _module_named(behind: tuple[str, ...], knowledge: Knowledge) -> ModuleCode | None:
    """The module of a notification: this one, unless another one is named behind the literal."""
    inference = knowledge.inference
    if len(behind) < 2 or behind[0] != "," or behind[1] in _THIS:
        return inference.code
    return inference.world.modules.common(behind[1])


def _methods(code: ModuleCode | None, *, exported: bool) -> Iterator[Item]:
    for method in code.methods.values() if code is not None else ():
        if method.exported or not exported:
            yield Item(
                method.name, ItemKind.METHOD, Group.NEAR, subject=Routine(code, method) if code else None
            )
