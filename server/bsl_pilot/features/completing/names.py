"""Names of the document: parameters and variables of the method, methods and variables of the module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.features.headers import ENDS, HEADERS, code_tokens, headers, variables
from bsl_pilot.features.names import Name, Role, names
from bsl_pilot.features.units import LOOSE, Unit, unit_facts
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.syntax.nodes import METHODS, PREPROC
from bsl_pilot.text.words import fold

PARAMETER = Text("параметр", "parameter")
LOCAL = Text("переменная метода", "variable of the method")
SEEN = Text("встречается в методе", "used in the method")
VARIABLE = Text("переменная модуля", "variable of the module")

_LOCALS = {Role.PARAMETER: PARAMETER, Role.LOCAL: LOCAL, Role.ASSIGNED: LOCAL}
_SEEN = {Role.FREE: ItemKind.VARIABLE, Role.CALL: ItemKind.FUNCTION}
_DECLARATIONS = METHODS | {"module_variable", LOOSE}
_SILENT = PREPROC | {"comment"}


class Declared(NamedTuple):
    """A method or variable of the module; ``parameters`` is None for a variable."""

    name: str
    is_function: bool
    parameters: str | None
    export: str


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
    for one in declared(scene.document):
        if one.parameters is None:
            yield Item(one.name, ItemKind.VARIABLE, Group.MODULE, detail=one.export or VARIABLE)
        else:
            yield _method(one, options, called=called)


def _method(one: Declared, options: CompletionOptions, *, called: bool) -> Item:
    kind = ItemKind.FUNCTION if one.is_function else ItemKind.METHOD
    parameters = one.parameters or "()"
    detail = f"{parameters} {one.export}".rstrip()
    insert, snippet = one.name, False
    if not called and parameters == "()":
        insert = f"{one.name}()"
    elif not called and options.snippets:
        insert, snippet = f"{one.name}($1)", True
    return Item(one.name, kind, Group.MODULE, insert, snippet=snippet, detail=detail)


def declared(document: Document) -> Iterator[Declared]:
    """The methods and variables of the module in the order of the text."""
    for _, found in unit_facts(document, _in_unit):
        yield from found


def _in_unit(document: Document, unit: Unit) -> tuple[Declared, ...]:
    if unit.kind in _SILENT:
        return ()
    data = unit.data(document)
    end: int | None = None
    if unit.kind in METHODS:
        _, node = next(unit.nodes(document))
        last = node.child_by_field_name("export") or node.child_by_field_name("parameters")
        if last is not None and not node.has_error:
            end = last.end_byte - node.start_byte  # a whole method has one header, and only that is read
    code = code_tokens(tokens(data, 0, end))
    found = [(one.name.start, _variable(data, *one.name, exported=one.exported)) for one in variables(code)]
    for header in headers(data, code):
        export = (
            data[header.export.start : header.export.end].decode("utf-8", "replace") if header.export else ""
        )
        name = data[header.name.start : header.name.end].decode("utf-8", "replace")
        is_function = header.keyword.kind == "function"
        found.append((header.name.start, Declared(name, is_function, header.parameters or "()", export)))
    return tuple(one for _, one in sorted(found))


def _variable(data: bytes, start: int, end: int, *, exported: bool) -> Declared:
    name = data[start:end].decode("utf-8", "replace")
    return Declared(name, False, None, "Экспорт" if exported else "")


def label_items(scene: Scene, *, tilde: bool) -> Iterator[Item]:
    """Labels of the method."""
    code = [*scene.before, *scene.after]
    labels = [name for name in names(scene.data, code) if name.role is Role.LABEL and name.declares]
    for name in labels:
        label = scene.data[name.start : name.end].decode("utf-8", "replace")
        yield Item(f"~{label}" if tilde else label, ItemKind.REFERENCE, Group.NEAR, filter=label)


def unique(items: Iterator[Item]) -> Iterator[Item]:
    """The items without those whose text another one before them has, letter case aside."""
    seen: set[tuple[str, bool]] = set()
    for item in items:
        key = (fold(item.label), item.kind is ItemKind.SNIPPET)
        if key not in seen:
            seen.add(key)
            yield item
