"""What inference finds out in a workspace, kept as long as it holds: worlds, codes of modules, inferences.

An edit of one document changes what other modules may infer from it, but not what it infers from them. So a world
belongs to a state of everything but the module that asks, and typing costs nothing that was known.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bsl_pilot.features.kept import Kept
from bsl_pilot.features.surroundings import Surroundings
from bsl_pilot.project.layout import Layout, Module, ModuleKind, ObjectName
from bsl_pilot.project.metadata.snapshot import Metadata
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.project.root import Root
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import Catalogue, current
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.module import DocumentCode, ModuleCode
from bsl_pilot.types.ports import Modules, World

if TYPE_CHECKING:
    from bsl_pilot.index import modules as index

NO_METADATA: MetadataView = Metadata(Root(Path(), Layout.LOOSE), ())
"""Where no configuration is known."""
USES = "uses"
"""Under this key a world remembers where symbols are used (see `features.typed_uses`)."""
_OF_CODE = ("results", "said", USES)
"""Under these keys a world remembers what follows from code (see `types.infer`); the rest follows from metadata."""
_WORLDS, _CODES, _INFERENCES = 4, 96, 6


class State(Protocol):
    """What the background has found out (`features.project.Known`)."""

    @property
    def modules(self) -> index.Modules | None: ...
    @property
    def metadata(self) -> Mapping[str, MetadataView]: ...
    @property
    def disk(self) -> int: ...


@dataclass(frozen=True, slots=True, eq=False)
class _World:
    """`types.ports.World`."""

    catalogue: Catalogue
    metadata: MetadataView
    modules: Modules
    memory: dict[object, object]


class Worlds:
    """Of one workspace folder, for its whole life. Any thread may ask."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self._worlds: Kept[tuple[object, ...], _World] = Kept(_WORLDS)
        self._codes: Kept[str, tuple[object, ModuleCode]] = Kept(_CODES)
        self._inferences: Kept[tuple[int, str], Inference] = Kept(_INFERENCES)

    def metadata(self, state: State, path: str) -> MetadataView:
        """The configuration that a module belongs to; an empty one where none is known."""
        return state.metadata.get(_family(state, path), NO_METADATA)

    def world(self, state: State, path: str) -> World:
        """The world of a module."""
        family = _family(state, path)
        metadata = state.metadata.get(family, NO_METADATA)
        own = self._surroundings.edits[path]
        others = self._surroundings.all_edits - own
        key = (state.modules, state.disk, metadata, family, path if own else "", others)
        known = self._worlds.get(key)
        if known is None:
            known = self._new_world(state, path, metadata)
            self._worlds.put(key, known)
        return known

    def inference(self, world: World, code: ModuleCode) -> Inference:
        """The inference of a code in a world. Two threads never share one: it notes what it is about to find."""
        key = (threading.get_ident(), code.where.path)
        known = self._inferences.get(key)
        if known is None or known.world is not world or known.code is not code:
            known = Inference(world, code)
            self._inferences.put(key, known)
        return known

    def code(self, document: Document, path: str, module: Module | None) -> DocumentCode:
        """The code of an open document; ``where.path`` of it is the path, since roots share relative ones."""
        where = (module or Module(path, ModuleKind.UNKNOWN))._replace(path=path)
        known = self._codes.get(path)
        if known is not None and known[0] is document and known[1].where == where:
            assert isinstance(known[1], DocumentCode)
            return known[1]
        code = DocumentCode(where, document)
        self._codes.put(path, (document, code))
        return code

    def code_of(self, path: str, module: Module, disk: int) -> ModuleCode | None:
        """The code of any module of the folder, as it stands."""
        document = self._surroundings.documents.get(path)
        if document is not None:
            return self.code(document, path, module)
        known = self._codes.get(path)
        if known is not None and known[0] == disk:
            return known[1]
        data = self._surroundings.read(path)
        if data is None:
            return None
        code = ModuleCode(module._replace(path=path), data)
        self._codes.put(path, (disk, code))
        return code

    def _new_world(self, state: State, path: str, metadata: MetadataView) -> _World:
        before = self._worlds.find(lambda one: one.metadata is metadata)
        memory = dict(before.memory) if before is not None else {}
        for key in _OF_CODE:
            memory.pop(key, None)
        return _World(current(), metadata, _FamilyModules(self, state, path), memory)


class _FamilyModules:
    """`types.ports.Modules`: the modules that a module sees."""

    def __init__(self, worlds: Worlds, state: State, seen_from: str) -> None:
        self._worlds = worlds
        self._state = state
        self._seen_from = seen_from

    def common(self, name: str) -> ModuleCode | None:
        modules = self._state.modules
        return self._first(modules.common(fold(name), self._seen_from)) if modules is not None else None

    def class_(self, name: str) -> ModuleCode | None:
        modules = self._state.modules
        paths = modules.class_(fold(name), self._seen_from) if modules is not None else []
        return self._first(paths) if len(paths) == 1 else None

    def application(self, kind: ModuleKind) -> ModuleCode | None:
        modules = self._state.modules
        return self._first(modules.of(kind, ("", ""), "", self._seen_from)) if modules is not None else None

    def of(self, owner: ObjectName, kind: ModuleKind, form: str = "") -> ModuleCode | None:
        modules = self._state.modules
        if modules is None:
            return None
        return self._first(modules.of(kind, (owner.kind, fold(owner.name)), fold(form), self._seen_from))

    def _first(self, paths: list[str]) -> ModuleCode | None:
        """The code of a base's module; an extension's adds to it what nobody else calls."""
        modules = self._state.modules
        module = modules.module(paths[0]) if modules is not None and paths else None
        return self._worlds.code_of(paths[0], module, self._state.disk) if module is not None else None


def _family(state: State, path: str) -> str:
    identity = state.modules.identity(path) if state.modules is not None else None
    return identity.family if identity else ""
