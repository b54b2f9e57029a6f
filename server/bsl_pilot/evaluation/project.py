"""The modules of a real project as the evaluations of types and members walk through them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from bsl_pilot.features.completing.knowledge import Knowledge, knowledge_of
from bsl_pilot.features.project import ProjectView
from bsl_pilot.syntax.document import Document

FITTED = 4
"""One module of so many is left to ``bench/fit_members.py``, and the others to evaluations."""

Wanted = Callable[[str], bool]
"""Whether a module is taken, by its path below the folder."""


class Opened(NamedTuple):
    """A project that the server would show so, and the paths of its modules as its index knows them."""

    project: ProjectView
    folder: Path
    paths: Sequence[str]

    def knowledge(self, path: str, document: Document) -> Knowledge:
        """What completion knows around a document that stands for the module at ``path``."""
        return knowledge_of(self.project, document, path)

    def documents(self, chance: random.Random, wanted: Wanted) -> Iterator[tuple[str, Document]]:
        """The wanted modules that can be read, in a random order."""
        for path in chance.sample(sorted(self.paths), len(self.paths)):
            if not wanted(self.below(path)):
                continue
            data = self.project.text(path)
            if isinstance(data, bytes):
                yield path, Document.parse(data.decode("utf-8", "replace"))

    def below(self, path: str) -> str:
        """A path as it is the same on every machine."""
        return Path(path).relative_to(self.folder).as_posix()


def is_fitted(below: str) -> bool:
    """Whether a module is one of those that weights are fitted to."""
    return crc32(below.encode("utf-8", "surrogatepass")) % FITTED == 0


def is_judged(below: str) -> bool:
    """Whether a module is one of those that figures are taken from."""
    return not is_fitted(below)
