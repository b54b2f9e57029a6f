"""The variables of a method: what each name is, and every place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.declarations import module_names
from bsl_pilot.features.refactor.action import Context
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.words import any_case, fold, fold_bytes

WITHOUT_ATTRIBUTES = frozenset(
    {"common", "manager", "command", "managed_application", "session", "external_connection", "service"}
    | {"script", "class"}
)
"""Kinds of modules in which a name that is assigned and not declared can only be a variable of the method."""

_NO_CONTEXT = frozenset(
    map(
        fold,
        (
            "НаСервереБезКонтекста",
            "AtServerNoContext",
            "НаКлиентеНаСервереБезКонтекста",
            "AtClientAtServerNoContext",
        ),
    )
)
_EVALUATES = re.compile(any_case("вычислить", "eval"))


class Use(Enum):
    """What a place does with a variable."""

    READ = "read"
    WRITE = "write"
    BY_REFERENCE = "by reference"
    """Given to a method, which may change it."""
    DECLARES = "declares"
    """`Перем`, or the parameter itself."""


class Occurrence(NamedTuple):
    """One place of a name that stands for a value."""

    node: Node
    name: str
    use: Use


class Scope(NamedTuple):
    """One method.

    Attributes:
        parameters: folded names of parameters; whether each is given by value.
        variables: folded names of `Перем`.
        own: all folded names that are certainly the method's: parameters, `Перем`, and what is assigned where
            nothing else can be meant.
        doubtful: assigned names that may also be attributes of the object or form.
        occurrences: in the order of the text.
        dynamic: whether code in strings is run here, which may use any variable.
        jumps: whether there are labels and `Перейти`.
        conditional: whether preprocessor conditions stand inside.
    """

    method: Node
    parameters: dict[str, bool]
    variables: frozenset[str]
    own: frozenset[str]
    doubtful: frozenset[str]
    occurrences: tuple[Occurrence, ...]
    dynamic: bool
    jumps: bool
    conditional: bool
    is_async: bool

    def is_local(self, name: str) -> bool:
        """Whether a folded name may be a variable of this method."""
        return name in self.own or name in self.doubtful


def scope_of(document: Document, method: Node, context: Context) -> Scope:
    """The names of one method."""
    found = tuple(occurrences(method))
    parameters = dict(_parameters(method))
    variables = frozenset(one.name for one in found if one.use is Use.DECLARES and one.name not in parameters)
    assigned = {one.name for one in found if one.use is Use.WRITE} - parameters.keys() - variables
    assigned -= module_names(document).variables
    doubtful = frozenset(name for name in assigned if _may_be_attribute(name, method, context))
    kinds = {node.type for node in _statements(method)}
    return Scope(
        method,
        parameters,
        variables,
        frozenset((*parameters, *variables, *(assigned - doubtful))),
        doubtful,
        found,
        "execute_statement" in kinds or any(_evaluates(node) for node in _calls(method)),
        bool(kinds & {"goto_statement", "label"}),
        bool(kinds & {"preproc_if", "preproc_insert", "preproc_deleted"}),
        any(child.type == "async" for child in method.children),
    )


def occurrences(node: Node) -> Iterator[Occurrence]:
    """Every identifier at or below a node that stands for a value, with what is done to it."""
    cursor = node.walk()
    types: list[str] = []
    while True:
        current = cursor.node
        assert current is not None
        if current.type == "identifier":
            use = _use(cursor.field_name, types)
            if use is not None:
                yield Occurrence(current, fold_bytes(current.text or b""), use)
        if cursor.goto_first_child():
            types.append(current.type)
            continue
        while not cursor.goto_next_sibling():
            if not types or not cursor.goto_parent():
                return
            types.pop()


def _use(field: str | None, types: list[str]) -> Use | None:
    """What an identifier does in its parents; None for names of members, types, methods and labels."""
    parent = types[-1] if types else ""
    if parent in ("variable", "parameter"):
        return Use.DECLARES if field == "name" else Use.READ
    if parent in ("for_statement", "for_each_statement") and field == "variable":
        return Use.WRITE
    if parent == "assignment" and field == "left":
        return Use.WRITE
    if field in ("name", "type", "label") or parent == "annotation_argument":
        return None
    if parent == "arguments" and types[-2:-1] and types[-2] in ("call", "method_call"):
        return Use.BY_REFERENCE
    return Use.READ


def annotation_names(method: Node) -> list[str]:
    """Folded names of the directives and annotations of a method."""
    found = []
    for child in method.children:
        name = child.child_by_field_name("name") if child.type == "annotation" else None
        if name is not None:
            found.append(fold_bytes(name.text or b""))
    return found


def _parameters(method: Node) -> Iterator[tuple[str, bool]]:
    listed = method.child_by_field_name("parameters")
    for child in listed.children if listed is not None else ():
        name = child.child_by_field_name("name") if child.type == "parameter" else None
        if name is not None:
            yield fold_bytes(name.text or b""), child.child_by_field_name("by_value") is not None


def _may_be_attribute(name: str, method: Node, context: Context) -> bool:
    if context.module.kind in WITHOUT_ATTRIBUTES or _NO_CONTEXT.intersection(annotation_names(method)):
        return False
    return context.module.attributes is None or name in context.module.attributes


def _statements(method: Node) -> Iterator[Node]:
    """Everything of a method but the insides of expressions."""
    stack = [method]
    while stack:
        node = stack.pop()
        yield node
        if node.type in METHODS or node.type == "block" or node.type.endswith(("_statement", "_clause")):
            stack.extend(node.children)


def _calls(method: Node) -> Iterator[Node]:
    """The calls without a dot, where the method has the word `Вычислить` at all."""
    if _EVALUATES.search(method.text or b"") is None:
        return
    stack = [method]
    while stack:
        node = stack.pop()
        if node.type == "call":
            yield node
        stack.extend(node.children)


def _evaluates(call: Node) -> bool:
    name = call.child_by_field_name("name")
    return name is not None and _EVALUATES.fullmatch(name.text or b"") is not None
