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

_LONGEST = 256
"""Bytes of a literal that can still be a name."""
_NAME = re.compile(rb'"(' + WORD_BYTES + rb"(?:\." + WORD_BYTES + rb')*)"')


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
    numbers: list[int] = []
    starts: list[int] = []
    kinds: list[int] = []
    order: list[int] = []

    def add(name: bytes, start: int, kind: int, at: int) -> None:
        numbers.append(names[name])
        starts.append(start)
        kinds.append(kind)
        order.append(at)

    for node in captures.get("string", ()):
        start, end = node.start_byte, node.end_byte
        if not 2 < end - start <= _LONGEST or (match := _NAME.fullmatch(data, start, end)) is None:
            continue
        handler = handlers.get(start)
        if handler is not None and b"." not in match.group(1):
            module, mark = handler.module, Mark.NONE if handler.known else Mark.BEHIND
            if module is not None:
                name = data[module.start_byte : module.end_byte]
                add(name, module.start_byte, Use.HEAD, order_of(start) - 1)
                mark = Mark.LINKED
            add(match.group(1), start + 1, Use.HANDLER | mark, order_of(start))
            continue
        at, mark = start + 1, Mark.NONE
        for name in match.group(1).split(b"."):
            add(name, at, Use.STRING | mark, order_of(at))
            at, mark = at + len(name) + 1, Mark.LINKED
    return rows(numbers, starts, kinds, order)


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
