"""What one module declares: methods, variables, regions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.index.kinds import DIRECTIVES, OVERLAYS, Directive, Overlay, Trait
from bsl_pilot.index.names import NONE, Names
from bsl_pilot.syntax.preproc import Region, instruction, pair_regions
from bsl_pilot.text.positions import LineIndex
from bsl_pilot.text.snapshot import TextSnapshot
from bsl_pilot.text.words import fold_bytes

_COMMENT_LINE = re.compile(rb"(?:[ \t\f\v]|\xc2\xa0)*//")


class MethodRow(NamedTuple):
    """A method; offsets are bytes. The fields are columns of the segment, and so is ``name_start``, as a place."""

    name: int
    spelling: bytes
    trait: int
    directive: int
    overlay: int
    target: int
    target_start: int
    """Byte of the target's name in the annotation; 0 for none."""
    parameters: int
    required: int
    doc: int
    start: int
    header_end: int
    end: int
    name_start: int


class VariableRow(NamedTuple):
    """A variable of the module."""

    name: int
    spelling: bytes
    trait: int
    name_start: int


class RegionRow(NamedTuple):
    """A region: its name and the bytes at which its first and last line begin."""

    spelling: bytes
    start: int
    end: int


def methods(text: TextSnapshot, captures: Mapping[str, list[Node]], names: Names) -> list[MethodRow]:
    """The methods of a module in the order of the text."""
    nodes = sorted(captures.get("definition", ()), key=lambda node: node.start_byte)
    return [row for node in nodes if (row := _method(text, node, names)) is not None]


def _method(text: TextSnapshot, node: Node, names: Names) -> MethodRow | None:
    name, parameters = node.child_by_field_name("name"), node.child_by_field_name("parameters")
    if name is None or name.start_byte == name.end_byte:
        return None
    data = text.data
    spelling = data[name.start_byte : name.end_byte]
    export = node.child_by_field_name("export")
    trait = Trait.FUNCTION if node.type == "function_definition" else Trait.NONE
    trait |= Trait.EXPORT if export is not None else Trait.NONE
    before = list(_before(node, name.start_byte))
    trait |= Trait.ASYNC if any(child.type == "async" for child in before) else Trait.NONE
    directive, overlay, target, target_start = _annotated(data, before)
    count, required = _counted(parameters)
    return MethodRow(
        names[spelling],
        spelling,
        trait,
        directive,
        overlay,
        names[target] if target else NONE,
        target_start,
        count,
        required,
        _doc_start(data, text.lines, node.start_byte),
        node.start_byte,
        (export or parameters or name).end_byte,
        node.end_byte,
        name.start_byte,
    )


def _before(method: Node, name: int) -> Iterator[Node]:
    """What stands before a method's name, at byte ``name``: the body, which may be long, is not looked through."""
    for at in range(method.child_count):
        child = method.child(at)
        if child is None or child.start_byte >= name:
            return
        yield child


def _annotated(data: bytes, before: Sequence[Node]) -> tuple[Directive, Overlay, bytes, int]:
    """Directive, overlay, and the overlay's target with its place, by what stands before a method's name."""
    directive, overlay, target, at = Directive.NONE, Overlay.NONE, b"", 0
    for node in before:
        if node.type != "annotation":
            continue
        name = node.child_by_field_name("name")
        folded = fold_bytes(data[name.start_byte : name.end_byte]) if name is not None else ""
        directive = DIRECTIVES.get(folded, directive)
        given = node.child_by_field_name("arguments")
        strings = [one for one in given.named_children if one.type == "string"] if given is not None else []
        if folded in OVERLAYS and strings:
            overlay, at = OVERLAYS[folded], strings[0].start_byte + 1
            target = data[at : strings[0].end_byte].rstrip(b'"')
    return directive, overlay, target, at


def _counted(parameters: Node | None) -> tuple[int, int]:
    """How many parameters there are, and how many arguments are needed at least."""
    found = (
        [one for one in parameters.named_children if one.type == "parameter"]
        if parameters is not None
        else []
    )
    needed = [at for at, one in enumerate(found, 1) if one.child_by_field_name("default") is None]
    return len(found), max(needed, default=0)


def _doc_start(data: bytes, lines: LineIndex, start: int) -> int:
    """Where the comment begins that ends in the line above ``start``; ``start`` where there is none."""
    line = lines.line_of(start)
    first = line
    while first and _COMMENT_LINE.match(data, lines.starts[first - 1], lines.starts[first]):
        first -= 1
    return start if first == line else lines.starts[first]


def variables(data: bytes, captures: Mapping[str, list[Node]], names: Names) -> list[VariableRow]:
    """The variables of a module in the order of the text."""
    found = []
    for node in sorted(captures.get("variable", ()), key=lambda node: node.start_byte):
        name = node.child_by_field_name("name")
        if name is None or name.start_byte == name.end_byte:
            continue
        export = node.child_by_field_name("export")
        spelling = data[name.start_byte : name.end_byte]
        trait = Trait.EXPORT if export is not None else Trait.NONE
        found.append(VariableRow(names[spelling], spelling, trait, name.start_byte))
    return found


def region_rows(data: bytes, captures: Mapping[str, list[Node]]) -> list[RegionRow]:
    """The regions of a module, outer ones before those inside of them."""
    nodes = sorted(captures.get("region", ()), key=lambda node: node.start_byte)
    lines = (instruction(data[node.start_byte : node.end_byte], node.start_byte) for node in nodes)
    return list(_rows(pair_regions(lines), len(data)))


def _rows(found: Sequence[Region], end: int) -> Iterator[RegionRow]:
    for region in found:
        last = region.last.start if region.last is not None else end
        yield RegionRow(region.name.encode(), region.first.start, last)
        yield from _rows(region.children, last)
