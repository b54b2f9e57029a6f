"""What a name in the code means, and where a method is used.

Answers are right or missing: a receiver that only its type could explain gives no answer here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from bsl_pilot.index.kinds import Mark, Overlay, Use
from bsl_pilot.index.modules import Modules
from bsl_pilot.index.packing import Column
from bsl_pilot.index.rows import Method, Occurrence, Variable
from bsl_pilot.index.segment import Segment
from bsl_pilot.index.strings import THIS
from bsl_pilot.index.view import View
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import ModuleKind
from bsl_pilot.text.words import fold

_OF_METHODS = (Use.CALL, Use.METHOD, Use.HANDLER, Use.STRING, Use.ANNOTATION)
_OF_VARIABLES = (Use.PROPERTY, Use.ASSIGNED, Use.METHOD)


class Resolver:
    """Meanings of names at one moment. Cheap to make."""

    def __init__(self, view: View, modules: Modules) -> None:
        self.view = view
        self.modules = modules

    # ---- from a use to what it means

    def targets(self, use: Occurrence) -> list[Method]:
        """The methods that a use may reach, those of extensions included; none where that is not certain."""
        return [method for path in self._homes(use) for method in self._of_module(path, use.name)]

    def variables(self, use: Occurrence) -> list[Variable]:
        """The exported variables that a use means: ``Модуль.Переменная``."""
        if use.use not in _OF_VARIABLES or not use.chain:
            return []
        found = (one for path in self.receiver(use) for one in self.view.variables_of(path))
        return [one for one in found if fold(one.name) == use.name]

    def receiver(self, use: Occurrence) -> list[str]:
        """The files of the module that stands before the dot; none where that is not certain."""
        path, chain = use.place.path, use.chain
        if not use.known or use.local or not chain:
            return []
        if len(chain) == 1:
            return self.modules.same(path) if chain[0] in THIS else self.modules.common(chain[0], path)
        return self.modules.manager(*chain, path) if len(chain) == 2 else []

    def _homes(self, use: Occurrence) -> list[str]:
        """The files in which the method that is used may be declared."""
        path = use.place.path
        if use.use is Use.ANNOTATION:
            return [one for one in self.modules.same(path) if one != path]
        if use.chain:
            return self.receiver(use)
        if not use.known or use.use not in (Use.CALL, Use.HANDLER):
            return []
        own = self.modules.same(path)
        if any(self.view.method(one, use.name) for one in own):
            return own
        everywhere = self.modules.global_common(path)
        return [one for one in everywhere if self._exports(one, use.name)] if use.use is Use.CALL else []

    def _exports(self, path: str, name: str) -> bool:
        method = self.view.method(path, name)
        return method is not None and method.export

    def _of_module(self, path: str, name: str) -> Iterator[Method]:
        """The methods of a file that answer to a name: that of the name, and those that stand over it."""
        method = self.view.method(path, name)
        if method is not None:
            yield method
        if self._is_extension(path):
            yield from (one for one in self.view.methods_of(path) if one.overlay and one.target == name)

    def _is_extension(self, path: str) -> bool:
        same = self.modules.same(path)
        return len(same) > 1 and same[0] != path

    # ---- from a method to its uses

    def references(self, method: Method) -> Iterator[Occurrence]:
        """Where a method is used, in the order of the index. An extension's method over another one is used where
        that one is, and where its own name is called."""
        own = fold(method.name)
        names = (method.target, own) if method.overlay is not Overlay.NONE else (own,)
        homes = self.modules.same(method.place.path)
        for name in dict.fromkeys(names):
            for use in self.candidates(name, homes):
                if any(home in homes for home in self._homes(use)):
                    yield use

    def candidates(self, name: str, homes: list[str]) -> Iterator[Occurrence]:
        """Uses of a name that may mean a method of the module with these files, found without looking at each."""
        wanted = _Wanted.of(self.modules, homes)
        for at, rows in self.view.uses(name, _OF_METHODS):
            segment = self.view.segments[at]
            yield from self.view.answers(at, rows[wanted.among(segment, rows, self.view.prefix)])

    def unresolved(self, name: str) -> Iterator[Occurrence]:
        """Calls of a name behind a dot whose receiver only a type could explain."""
        for use in self.view.occurrences(name, (Use.METHOD,)):
            if not self.receiver(use):
                yield use

    def variable_references(self, variables: Iterable[Method | Variable]) -> Iterator[Occurrence]:
        """Where exported variables of modules are used as ``Модуль.Переменная``."""
        for one in variables:
            if isinstance(one, Method) or not one.export:
                continue
            for use in self.view.occurrences(fold(one.name), _OF_VARIABLES):
                if one in self.variables(use):
                    yield use

    def platform_calls(self, name: str, chain: tuple[str, ...]) -> Iterator[Occurrence]:
        """Calls of what no module declares; behind a dot only where ``chain`` says what stands there."""
        for use in self.view.occurrences(name, (Use.METHOD,) if chain else (Use.CALL,)):
            if use.known and use.chain[-len(chain) or len(use.chain) :] == chain and not self.targets(use):
                yield use

    # ---- by name

    def definitions(self, text: str) -> list[Method | Variable]:
        """What a user means by ``Метод`` or ``Модуль.Метод``, in any letter case; all that answer to it.

        Of a longer path the last two names count, so that ``Справочники.Валюты.Метод`` is understood.
        """
        *path, name = (fold(part.strip()) for part in text.split("."))
        found: list[Method | Variable] = [*self.view.methods_named(name), *self.view.variables_named(name)]
        if not path:
            return found
        named = set(self.modules.named(path[-1]))
        found = [one for one in found if one.place.path in named]
        wanted = kind(path[-2]) if len(path) > 1 else None
        return [one for one in found if wanted is None or self._kind(one.place.path) == wanted.en]

    def _kind(self, path: str) -> str:
        identity = self.modules.identity(path)
        return identity.owner[0] if identity else ""


class _Wanted(NamedTuple):
    """What stands before the name where it can mean a method of one module."""

    files: frozenset[str]
    """The module's own files."""
    receivers: tuple[str, ...]
    """Last names before the dot."""
    everywhere: bool
    """Whether it can be called without its name."""

    @classmethod
    def of(cls, modules: Modules, homes: list[str]) -> _Wanted:
        identity = modules.identity(homes[0])
        outside = identity is not None and identity.kind in (
            ModuleKind.COMMON,
            ModuleKind.MANAGER,
            ModuleKind.SCRIPT,
        )
        names = (identity.owner[1],) if identity and outside else ()
        everywhere = any(home in modules.global_common(homes[0]) for home in homes)
        return cls(frozenset(homes), names, everywhere)

    def among(self, segment: Segment, rows: Column, prefix: str) -> Column:
        """Which of the rows (of ``uses``) may be of the module."""
        kinds = segment.column("uses.kind")[rows]
        linked = (kinds & Mark.LINKED) != 0
        before = segment.column("uses.name")[np.maximum(rows - 1, 0)]
        files = segment.files_of("uses", rows)
        own = np.isin(files, self._own_files(segment, prefix, files))
        outside = np.isin(before, _numbers(segment, self.receivers))
        this = np.isin(before, _numbers(segment, THIS))
        bare = own | (((kinds & 0x0F) == Use.CALL) & self.everywhere)
        found: Column = np.where(linked, outside | (this & own), bare)
        return found

    def _own_files(self, segment: Segment, prefix: str, files: Column) -> list[int]:
        return [int(file) for file in np.unique(files) if prefix + segment.paths[int(file)] in self.files]


def _numbers(segment: Segment, names: Iterable[str]) -> list[int]:
    found = (segment.names.find(name) for name in names)
    return [number for number in found if number > 0]
