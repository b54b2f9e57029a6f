"""What a module declares: its methods and variables, found in any state of the code."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.features.doc_comment import deprecation
from bsl_pilot.features.headers import ENDS, HEADERS, Header, Variable, code_tokens, headers, variables
from bsl_pilot.features.units import LOOSE, Unit, unit_fact, unit_facts
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.nodes import METHODS, PREPROC
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold


class Declared(NamedTuple):
    """One method or variable. ``span`` covers annotations and body, ``selection`` the name; both are relative
    to the unit. ``kind`` is the keyword that declares it: ``procedure``, ``function`` or ``var``."""

    name: str
    folded: str
    kind: str
    span: Span
    selection: Span
    detail: str
    exported: bool


class ModuleNames(NamedTuple):
    """Folded names that a module declares; deprecated are those methods whose comment says so."""

    methods: frozenset[str]
    variables: frozenset[str]
    deprecated: frozenset[str]


class _Found(NamedTuple):
    """What one unit declares, and what it says about the next one where it is a comment."""

    declared: tuple[Declared, ...] = ()
    is_comment: bool = False
    says_deprecated: bool = False


_NOTHING = _Found()
_COMMENT = _Found(is_comment=True)
_DEPRECATION = _Found(is_comment=True, says_deprecated=True)
_LEFT_APART = HEADERS | {"ERROR", "var"}


def declarations(document: Document) -> Iterator[tuple[int, Declared, bool]]:
    """Each method and variable with the start of its unit and whether the comment right above says that it
    is out of use."""
    data, lines = document.text.data, document.text.lines
    deprecated = False
    end = 0
    for _, start, unit_end, found in unit_facts(document, _in_unit):
        if deprecated and data.count(b"\n", end, start) > 1:
            deprecated = False
        if found.is_comment:
            deprecated = deprecated or (found.says_deprecated and lines.begins_line(start))
            end = unit_end
            continue
        for one in found.declared:
            yield start, one, deprecated
        deprecated = False


def declared_in(document: Document, unit: Unit) -> tuple[Declared, ...]:
    """What one unit declares, remembered with it."""
    return unit_fact(document, unit, _in_unit).declared


def module_names(document: Document) -> ModuleNames:
    """The names that a module declares."""
    methods: set[str] = set()
    variables: set[str] = set()
    deprecated: set[str] = set()
    for _, one, is_deprecated in declarations(document):
        (variables if one.kind == "var" else methods).add(one.folded)
        if is_deprecated:
            deprecated.add(one.folded)
    return ModuleNames(frozenset(methods), frozenset(variables), frozenset(deprecated))


def leaves_apart(document: Document) -> bool:
    """Whether a declaration may be half typed, so that the tree has no node for it."""
    if document.tree.root_node.has_error:
        return True
    return any(body.kind in _LEFT_APART for _, body in document.parts.bodies())


def _in_unit(document: Document, unit: Unit) -> _Found:
    if unit.kind == "comment":
        return _DEPRECATION if deprecation(unit.data(document)) else _COMMENT
    if unit.kind in PREPROC:
        return _NOTHING
    _, node = next(unit.nodes(document))
    if unit.kind in METHODS and not node.has_error:
        return _Found(_in_method(node, unit.data(document)))
    if unit.kind == LOOSE and not _may_declare(unit):
        return _NOTHING
    return _Found(_in_broken(unit.data(document)))


def _may_declare(unit: Unit) -> bool:
    """Whether the parser left words of a declaration apart; the statements of a body hold none."""
    return any(part.body.kind in _LEFT_APART for part in unit.parts)


def _in_method(node: Node, data: bytes) -> tuple[Declared, ...]:
    """A whole method has one header, and only that is read."""
    last = node.child_by_field_name("export") or node.child_by_field_name("parameters")
    code = code_tokens(tokens(data, 0, last.end_byte - node.start_byte if last else None))
    for header in headers(data, code):
        return (_method(data, header, len(data)),)
    return ()


def _in_broken(data: bytes) -> tuple[Declared, ...]:
    """Broken code may hold any number of headers: each reaches to its end, to the next one, or to the last token."""
    code = code_tokens(tokens(data))
    found = list(headers(data, code))
    limits = [header.start for header in found[1:]] + [len(data)]
    methods = [
        _method(data, header, _method_end(code, header, limit))
        for header, limit in zip(found, limits, strict=False)
    ]
    return (*(_variable(data, one) for one in variables(code)), *methods)


def _method_end(code: list[Token], header: Header, limit: int) -> int:
    end = header.name.end
    before = header.keyword
    first = bisect_left(code, end, key=lambda token: token.start)
    for token in islice(code, first, None):
        if token.start >= limit or before.kind in ENDS:
            break
        before, end = token, token.end
    return end


def _method(data: bytes, header: Header, end: int) -> Declared:
    export = _text(data, header.export.start, header.export.end) if header.export else ""
    detail = " ".join(piece for piece in (header.parameters, export, *header.annotations) if piece)
    name = _text(data, *header.name)
    span = Span(header.start, end)
    return Declared(name, fold(name), header.keyword.kind, span, header.name, detail, bool(export))


def _variable(data: bytes, one: Variable) -> Declared:
    name = _text(data, *one.name)
    return Declared(name, fold(name), "var", one.declaration, one.name, "", one.exported)


def _text(data: bytes, start: int, end: int) -> str:
    return data[start:end].decode("utf-8", "replace")
