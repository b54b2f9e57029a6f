"""Calls of methods and constructors, with their arguments in places."""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.review.code.node import EXTRAS, Node


class Call(NamedTuple):
    """`Имя(…)`, `Объект.Имя(…)` or `Новый Имя(…)`."""

    node: Node
    """The whole call."""
    name: Node
    """The identifier."""
    word: str
    """Its folded name."""
    receiver: Node | None
    """What stands before the dot; None for a call by the name alone and for a constructor."""
    list: Node | None
    """The arguments with their parentheses; None for a constructor without."""
    arguments: tuple[Node | None, ...]
    """One for each place; None where the argument is left out. `Ф()` has none, `Ф(,)` two."""

    @property
    def path(self) -> tuple[str, ...]:
        """Folded names of the receiver, `Справочники.Валюты` of `Справочники.Валюты.Найти()`; empty where the
        receiver is no plain chain of names, or there is none."""
        return path_of(self.receiver)

    @property
    def is_statement(self) -> bool:
        """Whether the result is not used."""
        parent = self.node.parent
        return parent is not None and parent.kind == "call_statement"

    def argument(self, place: int) -> Node | None:
        """The argument at a place, from 0; None where it is left out."""
        return self.arguments[place] if place < len(self.arguments) else None


def call_of(node: Node) -> Call | None:
    """The call that a `call`, `method_call` or `new_expression` is; None for `Новый("Имя", …)`."""
    name: Node | None = None
    arguments: Node | None = None
    receiver: Node | None = None
    for one in node.children:
        field = one.field
        if field == "arguments":
            arguments = one
        elif field in ("name", "type"):
            name = one
        elif field == "object":
            receiver = one
    if name is None:
        return None
    return Call(node, name, name.word, receiver, arguments, arguments_of(arguments))


def arguments_of(node: Node | None) -> tuple[Node | None, ...]:
    """The arguments of a list."""
    found: list[Node | None] = []
    pending: Node | None = None
    commas = 0
    for one in node.children if node is not None else ():
        if one.kind == ",":
            found.append(pending)
            pending = None
            commas += 1
        elif one.named and one.kind not in EXTRAS and one.kind != "missing_close":
            pending = one
    if pending is not None or commas:
        found.append(pending)
    return tuple(found)


def path_of(node: Node | None) -> tuple[str, ...]:
    """The folded names of a chain `А.Б.В`; empty for any other expression."""
    names: list[str] = []
    while node is not None and node.kind == "member_access":
        names.append(node.word_of("name"))
        node = node.child("object")
    if node is None or node.kind != "identifier":
        return ()
    names.append(node.word)
    return tuple(reversed(names))
