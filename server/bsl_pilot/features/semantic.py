"""Semantic tokens of a document, encoded as LSP has it: five integers a token, relative to the one before.

Each unit of the module keeps its tokens encoded. What a keystroke costs is the unit that it changed, and a
copy of the others with the line and column of their first token set right.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

from bsl_pilot.features.declarations import ModuleNames, module_names
from bsl_pilot.features.names import Role
from bsl_pilot.features.semantic_encode import Encoded, encoded
from bsl_pilot.features.semantic_known import Decided, KnownNames
from bsl_pilot.features.semantic_legend import Modifier, TokenType
from bsl_pilot.features.semantic_unit import Open, comment_pieces, unit_pieces
from bsl_pilot.features.units import Unit, unit_fact, units
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.positions import PositionEncoding
from bsl_pilot.text.positions import units as length_in

_CALLED = frozenset({Role.METHOD, Role.CALL})
_VALUES = frozenset({Role.ASSIGNED, Role.FREE})
_TYPE, _MODIFIERS = 3, 4  # places of the type and of the modifiers among the five integers


class _UnitTokens:
    """Encoded tokens of one unit, with those that the module or what is around it decides, and the last decision."""

    __slots__ = ("_open", "_resolved", "_resolved_for", "documentation", "names", "plain")

    def __init__(self, plain: Encoded, open_names: tuple[Open, ...] = ()) -> None:
        self.plain = plain
        self.documentation = plain
        self.names = frozenset(one.name for one in open_names if not one.chain)
        self._open = open_names
        self._resolved = plain
        self._resolved_for: tuple[ModuleNames, KnownNames | None] | None = None

    def resolved(self, module: ModuleNames, known: KnownNames | None) -> Encoded:
        """The tokens in a module that has these names."""
        mine = self.names
        if not mine:
            return self.plain
        about = ModuleNames(mine & module.methods, mine & module.variables, mine & module.deprecated)
        if known is None and not about.methods and not about.variables:
            return self.plain
        if (about, known) != self._resolved_for:
            self._resolved = self.plain.with_values(_decided(self.plain.values, self._open, about, known))
            self._resolved_for = about, known
        return self._resolved


def _decided(
    values: array[int], open_names: Iterable[Open], module: ModuleNames, known: KnownNames | None
) -> array[int]:
    values = values[:]
    for one in open_names:
        at = 5 * one.piece
        decided = _of_module(one, module)
        if decided is None and known is not None:
            decided = _of_platform(one, module, known)
        if decided is not None:
            values[at + _TYPE] = decided.type
            values[at + _MODIFIERS] |= decided.modifiers
    return values


def _of_module(one: Open, module: ModuleNames) -> Decided | None:
    """What a name is that the module itself declares."""
    if one.role in _CALLED:
        if one.name not in module.methods:
            return None
        out_of_use = Modifier.DEPRECATED if one.name in module.deprecated else Modifier.NONE
        return Decided(TokenType.METHOD, out_of_use)
    if one.role in _VALUES and one.name in module.variables:
        return Decided(TokenType.VARIABLE, Modifier.STATIC)
    return None


def _of_platform(one: Open, module: ModuleNames, known: KnownNames) -> Decided | None:
    """What a name is that stands for something outside of the module."""
    if one.chain:
        return known.member(one.chain, one.name) if one.chain[0] not in module.variables else None
    if one.role is Role.CALL:
        return known.call(one.name)
    if one.role is Role.TYPE:
        return known.type(one.name)
    return known.free(one.name) if one.role is Role.FREE else None


def semantic_tokens(
    document: Document,
    encoding: PositionEncoding,
    start: int = 0,
    end: int | None = None,
    known: KnownNames | None = None,
) -> array[int]:
    """Encoded tokens of the document, or of the units that touch the bytes ``start:end``.

    ``known`` tells what names are that the module does not declare; the same object as long as it tells the same.
    Types and modifiers are numbered as in `semantic_legend`; lengths and columns are in units of ``encoding``.
    """
    limit = len(document.text.data) if end is None else end
    compute = _COMPUTE[encoding]
    found = list(units(document))
    documentation = _documentation(document, found)
    module = module_names(document)
    out = array("I")
    place = _Place(document, encoding)
    for at, unit in enumerate(found):
        if unit.start > limit:
            break
        if unit.end >= start:
            tokens = unit_fact(document, unit, compute)
            place.append(
                out, unit, tokens.documentation if at in documentation else tokens.resolved(module, known)
            )
    return out


class _Place:
    """Where the last token stands that was written."""

    def __init__(self, document: Document, encoding: PositionEncoding) -> None:
        self._data = document.text.data
        self._lines = document.text.lines
        self._encoding = encoding
        self._line = self._column = 0

    def append(self, out: array[int], unit: Unit, tokens: Encoded) -> None:
        if not tokens.values:
            return
        base = unit.start
        line = self._lines.line_of(base)
        line_start = self._lines.starts[line]
        column = length_in(self._data[line_start:base], self._encoding) if line_start < base else 0
        first_line, first_column = tokens.place_of_first(line, column)
        at = len(out)
        out.extend(tokens.values)
        out[at] = first_line - self._line
        out[at + 1] = first_column - (self._column if first_line == self._line else 0)
        self._line, self._column = tokens.place_of_last(line, column)


def _documentation(document: Document, found: list[Unit]) -> set[int]:
    """Indexes of the comments that stand right above a method, without a blank line between."""
    data = document.text.data
    documentation: set[int] = set()
    below = -1  # start of the method, or of the comment that belongs to it
    for at in range(len(found) - 1, -1, -1):
        unit = found[at]
        if unit.kind in METHODS:
            below = unit.start
        elif below < 0:
            continue
        elif (
            unit.kind == "comment"
            and data.count(b"\n", unit.end, below) == 1
            and document.text.lines.begins_line(unit.start)
        ):
            documentation.add(at)
            below = unit.start
        else:
            below = -1
    return documentation


def _tokens_of(document: Document, unit: Unit, encoding: PositionEncoding) -> _UnitTokens:
    data = unit.data(document)
    if unit.kind == "comment":
        tokens = _UnitTokens(encoded(data, comment_pieces(data, documentation=False), encoding))
        tokens.documentation = encoded(data, comment_pieces(data, documentation=True), encoding)
        return tokens
    found = unit_pieces(document, unit)
    return _UnitTokens(encoded(data, found.pieces, encoding), found.open)


def _compute_in(encoding: PositionEncoding) -> Callable[[Document, Unit], _UnitTokens]:
    """One function for each encoding: the memory of the parts goes by function."""

    def compute(document: Document, unit: Unit) -> _UnitTokens:
        return _tokens_of(document, unit, encoding)

    return compute


_COMPUTE = {encoding: _compute_in(encoding) for encoding in PositionEncoding}
