"""What a project knows without one of its modules: the workspace as it was before that module was written."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import isqrt

from bsl_pilot.completion.vocabulary import Either, Vocabulary, VocabularyBuilder
from bsl_pilot.evaluation.modules import Modules


class OtherNames:
    """For each module the names of all others.

    To build them anew for every module would take the square of the project's size. So modules are dealt to groups:
    the names of all other groups are built once a group, those of the group's other modules once a module.
    """

    def __init__(self, modules: Modules) -> None:
        self._modules = modules
        self._count = isqrt(len(modules)) + 1
        self._group = {path: at % self._count for at, path in enumerate(modules)}
        self._outside = lru_cache(maxsize=self._count)(self._build_outside)
        self._inside = lru_cache(maxsize=len(modules) + 1)(self._build_inside)

    def of(self, path: str) -> Vocabulary:
        """The names of all modules but this one."""
        group = self._group.get(path, -1)
        return Either(self._outside(group), self._inside(group, path))

    def _build_outside(self, group: int) -> Vocabulary:
        return self._built(path for path, its in self._group.items() if its != group)

    def _build_inside(self, group: int, without: str) -> Vocabulary:
        return self._built(path for path, its in self._group.items() if its == group and path != without)

    def _built(self, paths: Iterable[str]) -> Vocabulary:
        builder = VocabularyBuilder()
        for path in paths:
            builder.add(self._modules[path].text, path)
        return builder.freeze()
