"""Which modules belong to objects of some subsystems."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bsl_pilot.features.project import ProjectView
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.text.words import fold

_KIND = "Subsystem"


class Subsystems:
    """Subsystems by name, those nested in them included: ``Продажи``, ``Продажи.Отчеты``, in any letter case."""

    def __init__(self, view: ProjectView, names: Sequence[str]) -> None:
        self._view = view
        self._names = tuple(map(fold, names))

    def have(self, path: str) -> bool:
        """Whether the module at a path (as the index writes it) belongs to an object of one of them."""
        module = self._view.module(path)
        if module is None or module.owner is None:
            return False
        return fold(f"{module.owner.kind}.{module.owner.name}") in self._objects(self._view.metadata(path))

    @lru_cache(maxsize=16)  # noqa: B019  (lives as long as one command)
    def _objects(self, metadata: MetadataView) -> frozenset[str]:
        """Folded full names of the objects in them."""
        return frozenset(fold(one) for name in self._chosen(metadata) for one in _content(metadata, name))

    def _chosen(self, metadata: MetadataView) -> Iterator[str]:
        for name in metadata.names(_KIND):
            folded = fold(name)
            if any(folded == one or folded.startswith(one + ".") for one in self._names):
                yield name


def _content(metadata: MetadataView, name: str) -> Sequence[str]:
    found = metadata.get(_KIND, name)
    return found.lists.get("Content", ()) if found is not None else ()
