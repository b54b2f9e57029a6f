"""The header of a method as rules see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bsl_pilot.review.code.node import Node

SERVER_DIRECTIVES = frozenset({"насервере", "atserver"})
SERVER_NO_CONTEXT = frozenset({"насерверебезконтекста", "atservernocontext"})
CLIENT_DIRECTIVES = frozenset({"наклиенте", "atclient"})
CLIENT_SERVER_NO_CONTEXT = frozenset({"наклиентенасерверебезконтекста", "atclientatservernocontext"})
CLIENT_SERVER = frozenset({"наклиентенасервере", "atclientatserver"})
DIRECTIVES = (
    SERVER_DIRECTIVES | SERVER_NO_CONTEXT | CLIENT_DIRECTIVES | CLIENT_SERVER_NO_CONTEXT | CLIENT_SERVER
)
"""Folded names of all compilation directives."""


class Parameter(NamedTuple):
    """A parameter: its node, its name as written and folded, whether it is `Знач`, and its default value."""

    node: Node
    name: Node
    word: str
    by_value: bool
    default: Node | None


class Annotation(NamedTuple):
    """`&НаКлиенте`, `&Вместо("Имя")`: its node (with the `&`), its folded name, its arguments."""

    node: Node
    word: str
    arguments: Node | None


@dataclass(frozen=True, slots=True)
class Method:
    """A method. All nodes are of its own piece."""

    node: Node
    name: Node
    """The identifier behind the keyword: what a finding about the whole method marks."""
    word: str
    """Its folded name."""
    is_function: bool
    is_async: bool
    exported: bool
    export: Node | None
    """The word `Экспорт`."""
    parameters: tuple[Parameter, ...]
    annotations: tuple[Annotation, ...]
    body: Node | None
    """The block of its statements; None where there are none."""
    last: Node | None
    """`КонецПроцедуры`, `КонецФункции`; None while it is not typed."""

    @property
    def directives(self) -> tuple[Annotation, ...]:
        """The compilation directives among the annotations."""
        return tuple(one for one in self.annotations if one.word in DIRECTIVES)

    @property
    def required(self) -> int:
        """Parameters that a call must give."""
        return sum(1 for one in self.parameters if one.default is None)


def method_of(node: Node) -> Method | None:
    """The method of a definition; None where its name is not typed."""
    name = node.child("name")
    if name is None:
        return None
    export = node.child("export")
    parameters = node.child("parameters")
    return Method(
        node,
        name,
        name.word,
        node.kind == "function_definition",
        node.token("async") is not None,
        export is not None,
        export,
        tuple(_parameter(one) for one in parameters.children if one.kind == "parameter" and one.child("name"))
        if parameters is not None
        else (),
        tuple(
            Annotation(one, one.word_of("name"), one.child("arguments"))
            for one in node.children
            if one.kind == "annotation"
        ),
        node.child("body"),
        node.token("endprocedure", "endfunction"),
    )


def _parameter(node: Node) -> Parameter:
    name = node.child("name")
    assert name is not None
    return Parameter(node, name, name.word, node.child("by_value") is not None, node.child("default"))
