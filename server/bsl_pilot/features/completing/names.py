"""Names of the document: parameters and variables of the method, methods and variables of the module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.features.declarations import Declared, declared_in
from bsl_pilot.features.headers import ENDS, HEADERS
from bsl_pilot.features.names import Name, Role, names
from bsl_pilot.features.units import Unit, unit_facts
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document

PARAMETER = Text("параметр", "parameter")
LOCAL = Text("переменная метода", "variable of the method")
SEEN = Text("встречается в методе", "used in the method")
VARIABLE = Text("переменная модуля", "variable of the module")

_LOCALS = {Role.PARAMETER: PARAMETER, Role.LOCAL: LOCAL, Role.ASSIGNED: LOCAL}
_SEEN = {Role.FREE: ItemKind.VARIABLE, Role.CALL: ItemKind.FUNCTION}


class InMethod(NamedTuple):
    """Names in the method around the cursor: its parameters and variables, and those that it does not declare
    (properties of the form, global functions, methods of the module)."""

    local: list[Item]
    seen: list[Item]


def method_names(scene: Scene) -> InMethod:
    """The names in the method, each kind with the one used last before the cursor first."""
    found = _in_method(scene)
    return InMethod(
        [item for item, role in found if role in _LOCALS],
        [item for item, role in found if role in _SEEN],
    )


def _in_method(scene: Scene) -> list[tuple[Item, Role]]:
    code = [*scene.before, *scene.after]
    scope = sum(token.kind in HEADERS or token.kind in ENDS for token in scene.before)
    cursor = scene.word.start
    found: dict[str, Name] = {}
    assigned: set[str] = set()
    for name in names(scene.data, code):
        if name.scope != scope or (name.role not in _LOCALS and name.role not in _SEEN):
            continue
        if name.write and name.start < cursor:
            assigned.add(name.text)
        known = found.get(name.text)
        if known is None or (name.start < cursor and name.role == known.role):
            found[name.text] = name
    ordered = sorted(found.values(), key=lambda name: (name.start >= cursor, abs(cursor - name.start)))
    return [(_local(scene, name, near=name.text in assigned), name.role) for name in ordered]


def _local(scene: Scene, name: Name, *, near: bool) -> Item:
    label = scene.data[name.start : name.end].decode("utf-8", "replace")
    if name.role in _LOCALS:
        group = Group.NEAR if near else Group.METHOD
        return Item(label, ItemKind.VARIABLE, group, detail=_LOCALS[name.role])
    return Item(label, _SEEN[name.role], Group.MODULE, detail=SEEN)


def module_items(scene: Scene, options: CompletionOptions) -> Iterator[Item]:
    """Variables and methods of the module, in the order of the text."""
    called = bool(scene.after) and scene.after[0].kind == "(" and scene.after[0].start == scene.word.end
    for _, _, _, items in unit_facts(scene.document, _items_in(options.snippets, called)):
        yield from items


@cache
def _items_in(snippets: bool, called: bool) -> Callable[[Document, Unit], tuple[Item, ...]]:
    """The function of a unit that is remembered, one for each form of items."""

    def items(document: Document, unit: Unit) -> tuple[Item, ...]:
        return tuple(_item(one, snippets=snippets, called=called) for one in declared_in(document, unit))

    return items


def _item(one: Declared, *, snippets: bool, called: bool) -> Item:
    if one.kind == "var":
        return Item(one.name, ItemKind.VARIABLE, Group.MODULE, detail=VARIABLE)
    kind = ItemKind.FUNCTION if one.kind == "function" else ItemKind.METHOD
    insert, snippet = one.name, False
    if not called and one.detail.startswith("()"):
        insert = f"{one.name}()"
    elif not called and snippets:
        insert, snippet = f"{one.name}($1)", True
    return Item(one.name, kind, Group.MODULE, insert, snippet=snippet, detail=one.detail)


def label_items(scene: Scene, *, tilde: bool) -> Iterator[Item]:
    """Labels of the method."""
    code = [*scene.before, *scene.after]
    labels = [name for name in names(scene.data, code) if name.role is Role.LABEL and name.declares]
    for name in labels:
        label = scene.data[name.start : name.end].decode("utf-8", "replace")
        yield Item(f"~{label}" if tilde else label, ItemKind.REFERENCE, Group.NEAR, filter=label)
