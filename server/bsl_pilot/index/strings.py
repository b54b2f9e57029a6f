"""Names in string literals: ``"Метод"``, ``"Модуль.Метод"``, and those that the platform will call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.index.kinds import Mark, Use
from bsl_pilot.index.names import Names
from bsl_pilot.index.uses import Uses, order_of, rows
from bsl_pilot.text.words import WORD_BYTES, fold, fold_bytes

_FIRST, _NEXT = int(Use.STRING), Use.STRING | Mark.LINKED
"""Kinds of the names in ``"Модуль.Метод"``."""
_LONGEST = 256
"""Bytes of a literal that can still be a name."""
_NAME = re.compile(rb'"(' + WORD_BYTES + rb"(?:\." + WORD_BYTES + rb')*)(?=")')
"""A name between quotes. The closing one is left for the next search: it may be an opening one after all."""


class _Places(NamedTuple):
    """Which argument names the method, which one is the module that it is in (none: this module)."""

    method: int
    module: int | None = None


_HANDLERS: dict[str, tuple[_Places, ...]] = {
    fold(name): places
    for places, names in (
        (
            (_Places(0, 1), _Places(3, 4)),
            ("ОписаниеОповещения", "NotifyDescription", "CallbackDescription"),
        ),
        ((_Places(1, 0),), ("Действие", "Action")),  # OneScript: the object stands first
        (
            (_Places(0),),
            (
                *("ПодключитьОбработчикОжидания", "AttachIdleHandler"),
                *("ОтключитьОбработчикОжидания", "DetachIdleHandler"),
                *("ПодключитьОбработчикОповещения", "AttachNotificationHandler"),
                *("ОтключитьОбработчикОповещения", "DetachNotificationHandler"),
            ),
        ),
        ((_Places(1),), ("УстановитьДействие", "SetAction")),
    )
    for name in names
}
"""Types and methods that are given the name of a method to call later."""

_LENGTHS = frozenset(len(name.encode()) for name in _HANDLERS)
"""Their bytes: most other names differ in that already, and there are many."""

THIS = frozenset(map(fold, ("ЭтотОбъект", "ThisObject", "ЭтаФорма", "ThisForm")))
"""Names of the object whose module the code stands in."""


class _Handler(NamedTuple):
    """A literal that names a handler: the module's name where it is one, and whether it is known at all."""

    module: Node | None
    known: bool


def string_uses(data: bytes, captures: Mapping[str, list[Node]], names: Names) -> Uses:
    """The rows of names in literals. ``data`` is the module's text."""
    handlers = dict(_handlers(data, captures))
    found: list[tuple[int, int, int, int]] = []
    literals = {node.start_byte: node.end_byte for node in captures.get("string", ())}
    for match in _NAME.finditer(data) if literals else ():
        start, end = match.start(), match.end() + 1
        if literals.get(start) != end or end - start > _LONGEST:
            continue
        handler = handlers.get(start)
        if handler is not None and b"." not in match.group(1):
            module, mark = handler.module, Mark.NONE if handler.known else Mark.BEHIND
            if module is not None:
                name = data[module.start_byte : module.end_byte]
                found.append((names[name], module.start_byte, int(Use.HEAD), order_of(start) - 1))
                mark = Mark.LINKED
            found.append((names[match.group(1)], start + 1, Use.HANDLER | mark, order_of(start)))
            continue
        at, kind = start + 1, _FIRST
        for name in match.group(1).split(b"."):
            found.append((names[name], at, kind, order_of(at)))
            at, kind = at + len(name) + 1, _NEXT
    return rows(*zip(*found, strict=True)) if found else rows((), (), (), ())


def _handlers(data: bytes, captures: Mapping[str, list[Node]]) -> Iterator[tuple[int, _Handler]]:
    """Start of each literal that names a handler."""
    for capture in ("type", "call", "method"):
        for node in captures.get(capture, ()):
            start, end = node.start_byte, node.end_byte
            if end - start not in _LENGTHS:
                continue
            places = _HANDLERS.get(fold_bytes(data[start:end]))
            if places is None or node.parent is None:
                continue
            given = _arguments(node.parent)
            for place in places:
                method = given[place.method] if place.method < len(given) else None
                if method is not None and method.type == "string":
                    yield method.start_byte, _handler(data, given, place.module)


def _handler(data: bytes, given: list[Node | None], place: int | None) -> _Handler:
    if place is None:
        return _Handler(None, known=True)
    module = given[place] if place < len(given) else None
    if module is None or module.type != "identifier":
        return _Handler(None, known=False)
    is_this = fold_bytes(data[module.start_byte : module.end_byte]) in THIS
    return _Handler(None if is_this else module, known=True)


def _arguments(call: Node) -> list[Node | None]:
    """The arguments by position; None for one that is left out."""
    node = call.child_by_field_name("arguments")
    found: list[Node | None] = [None]
    for child in node.children if node is not None else ():
        if child.type == ",":
            found.append(None)
        elif child.is_named and child.type != "comment":
            found[-1] = child
    return found
