"""The code of one module as inference reads it: its methods by name, each with its comment and its flow.

Of the module in the editor that is its `Document`, and a method's flow stays with its part until somebody
types in it. Of any other module it is the text of the file: methods are found by their headers, and only those
that are asked for are ever parsed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.project.layout import Module
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.headers import headers
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.syntax.parts import Part
from bsl_pilot.text.words import fold, fold_bytes
from bsl_pilot.types.code import Flow, ParameterName
from bsl_pilot.types.flow import body_flow, flow_of
from bsl_pilot.types.header import EXPORT, FUNCTION, NAME, PARENTHESES, VARIABLES, above

LONGEST_HEAD = 4096
"""Bytes of parameters before the word that exports a method."""


class Head(NamedTuple):
    """A method's name as written, its folded form, whether it is exported, and whether it is a function."""

    name: str
    folded: str
    exported: bool
    is_function: bool


class Variable(NamedTuple):
    """A variable of a module: its name as written, and whether other modules see it."""

    name: str
    exported: bool


class Method:
    """One method of a module: its head and its bytes, `start` to `end`."""

    __slots__ = (
        "_data",
        "_document",
        "_flow",
        "_folded",
        "_part",
        "end",
        "exported",
        "is_function",
        "name",
        "start",
    )

    def __init__(self, head: Head, data: bytes, start: int, end: int) -> None:
        self.name = head.name
        self.exported = head.exported
        self.is_function = head.is_function
        self.start = start
        self.end = end
        self._data = data
        self._flow: Flow | None = None
        self._folded: str | None = None
        self._document: Document | None = None
        self._part: Part | None = None

    def of(self, document: Document, part: Part) -> Method:
        """The method as a part of a document that is parsed already."""
        self._document, self._part = document, part
        return self

    @property
    def doc(self) -> bytes:
        """The comment right above it, as it is written."""
        return above(self._data, self.start)

    def mentions(self, folded: str) -> bool:
        """Whether its text has this folded name anywhere, be it as a part of another one."""
        if self._document is not None and self._part is not None:
            return folded in self._document.parts.fact(self._part, _folded_text)
        if self._folded is None:
            self._folded = fold(self._data[self.start : self.end].decode("utf-8", "replace"))
        return folded in self._folded

    @property
    def flow(self) -> Flow:
        """What the method does with its variables; parsed when first asked for."""
        if self._flow is None:
            self._flow = self._read()
        return self._flow

    @property
    def parameters(self) -> tuple[ParameterName, ...]:
        """Its parameters."""
        return self.flow.parameters

    @property
    def takes_nothing(self) -> bool:
        """Whether it has no parameters, by its header alone."""
        head = PARENTHESES.search(self._data, self.start, self.end)
        return head is not None and head.group("empty") is not None

    def _read(self) -> Flow:
        if self._document is not None and self._part is not None:
            return self._document.parts.fact(self._part, flow_of)
        document = Document.parse(self._data[self.start : self.end].decode("utf-8", "replace"))
        for part in document.parts:
            if part.body.kind in METHODS:
                return flow_of(document.parts.node(part))
        return Flow()


class ModuleCode:
    """A module's methods. `where` says which module of the configuration it is."""

    def __init__(self, where: Module, data: bytes) -> None:
        self.where = where
        self.data = data

    @cached_property
    def methods(self) -> Mapping[str, Method]:
        """The methods by folded name; of two of one name the first."""
        found: dict[str, Method] = {}
        starts = headers(self.data)
        for at, header in enumerate(starts):
            end = starts[at + 1].start if at + 1 < len(starts) else len(self.data)
            head = _head(self.data, header.keyword, end)
            if head is not None:
                found.setdefault(head.folded, Method(head, self.data, header.start, end))
        return found

    def method(self, folded: str) -> Method | None:
        """The method of that name."""
        return self.methods.get(folded)

    @cached_property
    def declared(self) -> Mapping[str, Variable]:
        """The variables of the module by folded name."""
        first = min((one.start for one in self.methods.values()), default=len(self.data))
        if VARIABLES.search(self.data, 0, first) is None:
            return {}
        return _declared(Document.parse(self.data[:first].decode("utf-8", "replace")))

    @cached_property
    def variables(self) -> frozenset[str]:
        """Folded names of the variables of the module."""
        return frozenset(self.declared)

    def exported_variable(self, folded: str) -> Variable | None:
        """The variable of that name that other modules see."""
        found = self.declared.get(folded)
        return found if found is not None and found.exported else None

    @property
    def body(self) -> Flow:
        """The statements of the module's body, as one; empty where only the methods are known."""
        return Flow()

    def around(self, offset: int) -> tuple[Method | None, Flow | None, int]:
        """The method around a byte (None in the module's body), its flow, and the byte where the flow starts."""
        for method in self.methods.values():
            if method.start <= offset <= method.end:
                return method, method.flow, method.start
        return None, None, 0


class DocumentCode(ModuleCode):
    """A module that is parsed already."""

    def __init__(self, where: Module, document: Document) -> None:
        super().__init__(where, document.text.data)
        self.document = document

    @cached_property
    def methods(self) -> Mapping[str, Method]:
        found: dict[str, Method] = {}
        data = self.data
        for part in self.document.parts:
            if part.body.kind not in METHODS:
                continue
            head = self.document.parts.fact(part, _head_of)
            if head is not None:
                method = Method(head, data, part.start, part.end)
                found.setdefault(head.folded, method.of(self.document, part))
        return found

    def around(self, offset: int) -> tuple[Method | None, Flow | None, int]:
        part = self.document.parts.at(offset)
        if part is None:
            return None, None, 0
        if part.body.kind not in METHODS:
            return None, self.body, self.document.tree.root_node.start_byte
        flow = self.document.parts.fact(part, flow_of)
        method = self.methods.get(flow.name) if flow.name else None
        if method is not None and method.start != part.start:
            method = None  # a second one of that name: nobody can call it
        return method, flow, part.start

    @cached_property
    def declared(self) -> Mapping[str, Variable]:
        return _declared(self.document)

    @cached_property
    def body(self) -> Flow:
        return body_flow(self.document.tree.root_node)


def _declared(document: Document) -> dict[str, Variable]:
    found: dict[str, Variable] = {}
    for part in document.parts:
        if part.body.kind == "module_variable":
            for one in document.parts.fact(part, _variables_of):
                found.setdefault(fold(one.name), one)
    return found


def _variables_of(node: Node) -> tuple[Variable, ...]:
    found = (one for one in node.named_children if one.type == "variable")
    return tuple(
        Variable(name.text.decode("utf-8", "replace"), one.child_by_field_name("export") is not None)
        for one in found
        if (name := one.child_by_field_name("name")) is not None and name.text
    )


def _folded_text(node: Node) -> str:
    """The text of a part as names are compared."""
    return fold((node.text or b"").decode("utf-8", "replace"))


def _head_of(node: Node) -> Head | None:
    """The head of a method's part."""
    keyword = next((one for one in node.children if one.type in ("procedure", "function")), None)
    if keyword is None:
        return None
    data = node.text or b""
    return _head(data, keyword.start_byte - node.start_byte, len(data))


def _head(data: bytes, keyword: int, end: int) -> Head | None:
    """The head that begins at a keyword."""
    name = NAME.match(data, keyword)
    if name is None:
        return None
    exported = EXPORT.match(data, name.end(), min(end, name.end() + LONGEST_HEAD)) is not None
    word = name.group("name")
    is_function = FUNCTION.match(data, keyword) is not None
    return Head(word.decode("utf-8", "replace"), fold_bytes(word), exported, is_function)
