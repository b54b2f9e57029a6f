"""In which subsystem a module is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from bsl_pilot.features.architecture.model import Chain, Known
from bsl_pilot.project.layout import Layout, ObjectName
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.project.root import Root
from bsl_pilot.text.words import fold

_CONFIGURATIONS = (Layout.DESIGNER, Layout.EDT)
"""Layouts that have subsystems; the modules of others are in folders."""


class Home(NamedTuple):
    """Where a module belongs."""

    kind: str
    """``Subsystem``, ``Folder`` or ``Rest``, as in `model.Node`."""
    chain: Chain
    """Of the rest that of its project; empty where there is one project only."""
    path: str = ""
    """The description of the subsystem."""


class Homes:
    """The subsystem of every object. Of several that list an object the smallest is meant: the one made for it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._prefix = known.resolver.view.prefix
        self._homes: dict[tuple[str, ObjectName], tuple[int, Home]] = {}
        roots = [one for one in known.roots.roots if one.layout in _CONFIGURATIONS]
        self._several = len([one for one in roots if one.base is None]) > 1
        for root in roots:
            metadata = known.of_root.get(root.key)
            if metadata is not None:
                self._collect(root, metadata)

    def of(self, path: str) -> Home:
        """The home of a module; of an extension's module that of the object it extends."""
        relative = path.removeprefix(self._prefix)
        root = self._known.roots.of(self._known.roots.folder / relative)
        if root.layout not in _CONFIGURATIONS:
            folder = PurePosixPath(relative).parent.as_posix()
            return Home("Folder", () if folder == "." else (folder,))
        module = self._known.resolver.modules.module(path)
        owner = module.owner if module is not None else None
        rest = 0, Home("Rest", self._project(root))
        if owner is None:
            return rest[1]
        return self._homes.get((_family(root), ObjectName(owner.kind, fold(owner.name))), rest)[1]

    def _collect(self, root: Root, metadata: MetadataView) -> None:
        for name in metadata.names("Subsystem"):
            one = metadata.get("Subsystem", name)
            if one is None:
                continue
            path = (root.folder / one.path).relative_to(self._known.roots.folder).as_posix()
            home = Home("Subsystem", (*self._project(root), *one.name.split(".")), self._prefix + path)
            content = set(_objects(one.lists.get("Content", ())))
            for item in content:
                key, found = (_family(root), item), (len(content), home)
                self._homes[key] = min(found, self._homes.get(key, found), key=_rank)

    def _project(self, root: Root) -> Chain:
        base = next((one for one in self._known.roots.roots if one.folder == root.base), root)
        return (base.name,) if self._several else ()


def _rank(found: tuple[int, Home]) -> tuple[int, int, Chain]:
    """The smallest subsystem first, of equal ones the deepest."""
    size, home = found
    return size, -len(home.chain), home.chain


def _objects(content: tuple[str, ...]) -> Iterator[ObjectName]:
    """The objects that the content of a subsystem names: ``Catalog.Товары``."""
    for item in content:
        kind, dot, name = item.partition(".")
        if dot:
            yield ObjectName(kind, fold(name))


def _family(root: Root) -> str:
    return str(root.base or root.folder)
