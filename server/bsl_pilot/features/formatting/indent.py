"""Indentation of lines: from places to blanks."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.features.formatting.columns import columns, indentation
from bsl_pilot.features.formatting.lines import Line
from bsl_pilot.features.formatting.options import FormatOptions
from bsl_pilot.features.formatting.places import Mode, Place


def indent(data: bytes, lines: Sequence[Line], places: Sequence[Place], options: FormatOptions) -> None:
    """Sets ``indent`` of every line that may move."""
    unit = options.unit()
    for line, place in zip(lines, places, strict=True):
        if line.verbatim or place.mode is Mode.KEEP:
            continue
        if place.mode is Mode.LEVEL:
            line.indent = unit * place.level
        elif place.mode is Mode.DIRECTIVE:
            line.indent = b"" if line.start == line.head else unit * place.level
        else:
            line.indent = _follow(data, line, place, options)


def _follow(data: bytes, line: Line, place: Place, options: FormatOptions) -> bytes:
    """Indentation of a line that keeps its distance to the first line of its statement."""
    base = place.base
    assert base is not None
    old, old_base = indentation(data, line), indentation(data, base)
    new_base = old_base if base.indent is None else base.indent
    distance = columns(old, options.tab_size) - columns(old_base, options.tab_size)
    least = 1 if place.mode is Mode.DEEPER else 0
    stays = new_base == old_base and not (options.insert_spaces and b"\t" in old)
    if stays and distance >= least:
        return old  # with whatever blanks the author aligned it by
    if distance < least:
        distance = options.tab_size * least
    return options.blanks(columns(new_base, options.tab_size) + distance)
