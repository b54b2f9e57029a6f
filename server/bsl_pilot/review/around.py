"""What is around a file: its root by the folders above it, and the workspace where that is known."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from bsl_pilot.features.project import ProjectView
from bsl_pilot.project.detect import root_at
from bsl_pilot.project.layout import Layout
from bsl_pilot.project.root import Root
from bsl_pilot.review.diagnose import Where
from bsl_pilot.review.project import Project
from bsl_pilot.review.rule import Need
from bsl_pilot.review.scenes import scene_of
from bsl_pilot.syntax.document import Document

HIGHEST = 12
"""How many folders above a file a project may begin."""


class Around:
    """Asked for each file of a run. Without ``view`` only paths tell what a module is."""

    def __init__(self, view: ProjectView | None = None, knows: Need = Need.TEXT) -> None:
        self._view = view
        self._knows = knows

    def where(self, path: str, document: Document) -> Where:
        """What rules may know of the module at ``path``."""
        file = Path(os.path.realpath(path))
        root = root_around(file)
        relative = root.relative(file)
        view = self._view
        if view is None or self._knows is Need.TEXT:
            return Where(scene_of(root, relative))
        name = file.as_posix()
        return Where(
            scene_of(root, relative, view.metadata(name)), Project(view, name, document, self._knows)
        )


def root_around(file: Path) -> Root:
    """The innermost project that a file (absolute, no links) lies in; one for loose files where there is none."""
    for folder in list(file.parents)[:HIGHEST]:
        root = _root(folder)
        if root is not None:
            return root
    return Root(file.parents[min(HIGHEST, len(file.parents)) - 1], Layout.LOOSE)


@lru_cache(maxsize=4096)
def _root(folder: Path) -> Root | None:
    entries = _entries(folder)
    return root_at(folder, set(entries), [name for name, is_folder in entries.items() if is_folder])


def _entries(folder: Path) -> Mapping[str, bool]:
    """Names in a folder, and whether each is a folder itself; none where it can't be read."""
    try:
        with os.scandir(folder) as opened:
            return {one.name: one.is_dir(follow_symlinks=False) for one in opened}
    except OSError:
        return {}
