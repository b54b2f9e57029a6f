"""A module as a whole, as rules of modules see it: its pieces in short, regions, comments above methods, lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from bsl_pilot.review.code.method import Method
from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.review.finding import Range
from bsl_pilot.review.scene import Scene
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.preproc import Instruction, Region, instructions, pair_regions
from bsl_pilot.text.positions import LineIndex
from bsl_pilot.types.doc import Doc, read_doc
from bsl_pilot.types.header import above

if TYPE_CHECKING:
    from bsl_pilot.review.project import Project
    from bsl_pilot.review.rule import Rule


class ParameterFacts(NamedTuple):
    """A parameter without its nodes; offsets of the piece."""

    start: int
    end: int
    name: str
    word: str
    by_value: bool
    default: str | None
    """As written."""


class AnnotationFacts(NamedTuple):
    """`&НаКлиенте`; offsets of the piece."""

    start: int
    end: int
    word: str


class MethodFacts(NamedTuple):
    """A method without its nodes; offsets of the piece."""

    start: int
    """Of the name: a finding about the whole method marks it."""
    end: int
    name: str
    word: str
    is_function: bool
    exported: bool
    is_async: bool
    parameters: tuple[ParameterFacts, ...]
    annotations: tuple[AnnotationFacts, ...]
    directives: tuple[AnnotationFacts, ...]
    header: Range
    """From `Процедура` to the end of the parameters or of `Экспорт`."""
    is_empty: bool
    """Whether it has no statement."""


class VariableFacts(NamedTuple):
    """`Перем` of the module; offsets of the piece, of the name."""

    start: int
    end: int
    name: str
    word: str
    exported: bool
    declaration: Range
    """From its annotations to its end, with the other names that are declared with it."""


class PieceFacts(NamedTuple):
    """One piece: a method, or what stands between two. ``start`` and ``end`` are bytes of the module."""

    start: int
    end: int
    method: MethodFacts | None
    variables: tuple[VariableFacts, ...]
    body: Range | None
    """The statements of the module's body in it; offsets of the piece."""
    results: Mapping[str, Any]
    """What rules collected, by their keys."""

    def place(self, one: Range | MethodFacts | VariableFacts | ParameterFacts | AnnotationFacts) -> Range:
        """A place of the piece in bytes of the module."""
        return Range(self.start + one.start, self.start + one.end)


class ModuleFacts:
    """One version of a module. Offsets are bytes of the module; those of `PieceFacts` are of the piece."""

    def __init__(
        self, document: Document, scene: Scene, pieces: Sequence[PieceFacts], project: Project | None
    ) -> None:
        self.document = document
        self.scene = scene
        self.pieces = pieces
        self.project = project
        """The workspace; None while it is not known."""

    @property
    def data(self) -> bytes:
        """The text in UTF-8."""
        return self.document.text.data

    @property
    def lines(self) -> LineIndex:
        """Where its lines begin."""
        return self.document.text.lines

    @cached_property
    def methods(self) -> list[PieceFacts]:
        """The pieces that are methods."""
        return [one for one in self.pieces if one.method is not None]

    @cached_property
    def method_by_name(self) -> dict[str, PieceFacts]:
        """Methods by folded name; of two of one name the first."""
        found: dict[str, PieceFacts] = {}
        for one in self.methods:
            if one.method is not None:
                found.setdefault(one.method.word, one)
        return found

    @cached_property
    def variables(self) -> dict[str, tuple[PieceFacts, VariableFacts]]:
        """The module's variables by folded name."""
        return {one.word: (piece, one) for piece in self.pieces for one in piece.variables}

    def collected(self, rule: Rule) -> Iterator[tuple[PieceFacts, Any]]:
        """What the rule collected of each piece."""
        key = rule.key
        for one in self.pieces:
            if key in one.results:
                yield one, one.results[key]

    @cached_property
    def instructions(self) -> list[Instruction]:
        """All preprocessor lines."""
        return list(instructions(self.document))

    @cached_property
    def regions(self) -> list[Region]:
        """The outermost regions, each with those inside of it."""
        return pair_regions(self.instructions)

    def all_regions(self) -> Iterator[Region]:
        """Every region, outer ones first."""
        waiting = list(reversed(self.regions))
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(reversed(one.children))

    def regions_around(self, offset: int) -> list[Region]:
        """The regions that a byte is in, the outermost first."""
        last = len(self.data)
        return [one for one in self.all_regions() if one.first.start <= offset < one.span(last).end]

    def comment_above(self, piece: PieceFacts) -> bytes:
        """The lines of comment right above a method, slashes included."""
        known = self._above.get(piece.start)
        if known is None:
            known = self._above[piece.start] = above(self.data, piece.start)
        return known

    @cached_property
    def _above(self) -> dict[int, bytes]:
        return {}

    def doc(self, piece: PieceFacts) -> Doc:
        """What the comment above a method says."""
        return read_doc(self.comment_above(piece))

    @cached_property
    def head(self) -> Range:
        """The first token of the module that is no comment: what findings about its metadata mark."""
        for child in self.document.root.children:
            node = child
            if node.type == "comment":
                continue
            while node.child_count:
                node = node.children[0]
            return Range(node.start_byte, node.end_byte)
        return Range(0, 0)


# ---- made of a piece while its nodes are there


def facts_of(code: Code) -> tuple[MethodFacts | None, tuple[VariableFacts, ...], Range | None]:
    """What a module remembers of a piece."""
    if code.method is not None:
        return _method(code.method), (), None
    if code.is_method:
        return None, (), None
    return None, tuple(_variables(code)), _body(code)


def _method(method: Method) -> MethodFacts:
    first = method.node.token("procedure", "function") or method.node
    last = method.export or method.node.child("parameters") or method.name
    return MethodFacts(
        method.name.start,
        method.name.end,
        method.name.text,
        method.word,
        method.is_function,
        method.exported,
        method.is_async,
        tuple(
            ParameterFacts(
                one.name.start,
                one.name.end,
                one.name.text,
                one.word,
                one.by_value,
                one.default.text if one.default is not None else None,
            )
            for one in method.parameters
        ),
        tuple(AnnotationFacts(one.node.start, one.node.end, one.word) for one in method.annotations),
        tuple(AnnotationFacts(one.node.start, one.node.end, one.word) for one in method.directives),
        Range(first.start, last.end),
        method.body is None or not any(one.named for one in method.body.children),
    )


def _variables(code: Code) -> Iterator[VariableFacts]:
    for declaration in code.of("module_variable"):
        for one in declaration.children:
            name = one.child("name") if one.kind == "variable" else None
            if name is not None:
                place = Range(declaration.start, declaration.end)
                exported = one.child("export") is not None
                yield VariableFacts(name.start, name.end, name.text, name.word, exported, place)


_NO_BODY = frozenset({"module_variable", "ERROR", ";"})


def _body(code: Code) -> Range | None:
    found: list[Node] = [
        one
        for one in code.root.children
        if one.named and one.kind not in _NO_BODY and one.kind != "comment" and one.kind[:8] != "preproc_"
    ]
    return Range(found[0].start, found[-1].end) if found else None
