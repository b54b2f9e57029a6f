"""Names of the document: parameters and variables of the method, methods and variables of the module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.scene import Scene
from bsl_pilot.features.headers import ENDS, HEADERS, code_tokens, headers, variables
from bsl_pilot.features.names import Name, Role, names
from bsl_pilot.features.units import Unit, unit_facts
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.syntax.nodes import METHODS, PREPROC
from bsl_pilot.text.positions import Span

PARAMETER = Text("параметр", "parameter")
LOCAL = Text("переменная метода", "variable of the method")
SEEN = Text("встречается в методе", "used in the method")
VARIABLE = Text("переменная модуля", "variable of the module")

_LOCALS = {Role.PARAMETER: PARAMETER, Role.LOCAL: LOCAL, Role.ASSIGNED: LOCAL}
_SEEN = {Role.FREE: ItemKind.VARIABLE, Role.CALL: ItemKind.FUNCTION}
_WHOLE = METHODS | {"module_variable"}
_LEFT_APART = HEADERS | {"ERROR", "var"}
"""Parts in which a declaration may be that the parser could not put together; statements hold none."""
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
    form = (options.snippets, called)
    memory = (module_items, form)
    parts = scene.document.parts
    rest = False
    for part in parts:
        kind = part.body.kind
        if kind in _WHOLE:
            known = part.body.facts.get(memory)  # a look at memory: a module has thousands of parts
            if known is None:
                known = part.body.facts[memory] = _items(parts.fact(part, _in_node), *form)
            yield from known
        elif kind in _LEFT_APART:
            rest = True
    if rest:
        for kind, _, _, found in unit_facts(scene.document, _in_unit):
            if kind not in _WHOLE:
                yield from _items(found, *form)


def _items(found: Iterable[Declared], snippets: bool, called: bool) -> tuple[Item, ...]:
    return tuple(_item(one, snippets=snippets, called=called) for one in found)


def _item(one: Declared, *, snippets: bool, called: bool) -> Item:
    if one.parameters is None:
        return Item(one.name, ItemKind.VARIABLE, Group.MODULE, detail=VARIABLE)
    kind = ItemKind.FUNCTION if one.is_function else ItemKind.METHOD
    detail = f"{one.parameters} {one.export}".rstrip()
    insert, snippet = one.name, False
    if not called and one.parameters == "()":
        insert = f"{one.name}()"
    elif not called and snippets:
        insert, snippet = f"{one.name}($1)", True
    return Item(one.name, kind, Group.MODULE, insert, snippet=snippet, detail=detail)


def _in_node(node: Node) -> tuple[Declared, ...]:
    """What a whole method or declaration declares; a method has one header, and only that is read."""
    last = node.child_by_field_name("export") or node.child_by_field_name("parameters")
    end = last.end_byte - node.start_byte if last is not None and not node.has_error else None
    return _declared(node.text or b"", end)


def _in_unit(document: Document, unit: Unit) -> tuple[Declared, ...]:
    if unit.kind in _SILENT or unit.kind in _WHOLE:
        return ()
    return _declared(unit.data(document), None)


def _declared(data: bytes, end: int | None) -> tuple[Declared, ...]:
    code = code_tokens(tokens(data, 0, end))
    found = [(one.name.start, Declared(_text(data, one.name), False, None, "")) for one in variables(code)]
    for header in headers(data, code):
        export = "" if header.export is None else _text(data, Span(header.export.start, header.export.end))
        is_function = header.keyword.kind == "function"
        one = Declared(_text(data, header.name), is_function, header.parameters or "()", export)
        found.append((header.name.start, one))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _text(data: bytes, span: Span) -> str:
    return data[span.start : span.end].decode("utf-8", "replace")


def label_items(scene: Scene, *, tilde: bool) -> Iterator[Item]:
    """Labels of the method."""
    code = [*scene.before, *scene.after]
    labels = [name for name in names(scene.data, code) if name.role is Role.LABEL and name.declares]
    for name in labels:
        label = scene.data[name.start : name.end].decode("utf-8", "replace")
        yield Item(f"~{label}" if tilde else label, ItemKind.REFERENCE, Group.NEAR, filter=label)
