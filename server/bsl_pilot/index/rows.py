"""What the index answers with. These objects are made for an answer and kept nowhere: the index holds columns.

Lines and characters are LSP's (0-based, UTF-16), so that an answer needs no file. Bytes are offsets into the UTF-8
text of the module without its byte order mark, as everywhere else: with them a header or a comment is sliced from
the file when somebody wants to see it.
"""

from __future__ import annotations

from typing import NamedTuple

from bsl_pilot.index.kinds import Directive, Overlay, Use
from bsl_pilot.text.positions import Position, Range, Span


class Place(NamedTuple):
    """A name in a module."""

    path: str
    """As the index knows it: absolute or as given on the command line, ``/`` as separator."""
    line: int
    character: int
    length: int
    """UTF-16 units of the name."""

    @property
    def range(self) -> Range:
        """The name's range."""
        return Range(Position(self.line, self.character), Position(self.line, self.character + self.length))


class Method(NamedTuple):
    """A procedure or function."""

    place: Place
    """Of its name."""
    name: str
    """As written."""
    function: bool
    export: bool
    is_async: bool
    directive: Directive
    overlay: Overlay
    target: str
    """Name, folded, of the method that it stands over; empty for none."""
    parameters: int
    required: int
    """Parameters without a default value that no later one without a default follows: at least so many arguments."""
    doc: Span
    """The comment above it; empty where there is none."""
    header: Span
    """From its annotations to the end of ``Экспорт`` or of the parenthesis."""
    end: int
    """Byte after it."""
    lines: tuple[int, int]
    """First line of the header and last line of the method."""


class Variable(NamedTuple):
    """A variable of a module (``Перем`` outside of methods)."""

    place: Place
    name: str
    export: bool


class Region(NamedTuple):
    """``#Область``: its name and its first and last line."""

    path: str
    name: str
    lines: tuple[int, int]


class Occurrence(NamedTuple):
    """A use of a name."""

    place: Place
    name: str
    """Folded."""
    use: Use
    chain: tuple[str, ...]
    """Names, folded, before its dot: of ``Справочники.Валюты.Найти()`` it is ``("справочники", "валюты")``."""
    known: bool
    """Whether ``chain`` is the whole of what stands before the dot; false for ``Ф(А).Имя``."""
    local: bool
    """Whether the first name of the chain, or the name itself without one, is a local variable or parameter."""


class Size(NamedTuple):
    """How large a module is."""

    lines: int
    methods: int


class Stats(NamedTuple):
    """How much there is."""

    files: int
    lines: int
    methods: int
    variables: int
    calls: int
    """Calls, with and without a receiver."""
    occurrences: int
    names: int
