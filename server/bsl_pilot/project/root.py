"""One project of a workspace: where it is and how its files lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from bsl_pilot.project.layout import Layout, ObjectName

_SIDE_BY_SIDE = (Layout.ONESCRIPT, Layout.LOOSE)
"""Layouts whose roots see each other: libraries use libraries."""


class RootKey(NamedTuple):
    """Which root is meant: several may have one folder (a library, external objects, what belongs to none)."""

    folder: Path
    layout: Layout
    name: str


@dataclass(frozen=True, slots=True)
class Root:
    """One configuration, extension or library, or the external objects of a workspace.

    ``folder`` is the absolute folder that paths of modules and metadata are relative to: of ``Configuration.xml``,
    of the EDT project (not its ``src``), of ``lib.config``; of external objects the workspace's.
    """

    folder: Path
    layout: Layout
    name: str = ""
    """Of the configuration, extension or library; the folder's where nothing states it."""
    extension: bool = False
    base: Path | None = None
    """Folder of the root that an extension extends, where it is in the workspace."""
    externals: Mapping[str, ObjectName] = field(default_factory=lambda: MappingProxyType({}))
    """The external processors and reports of Designer dumps, by the path of their folder relative to ``folder``; the
    description is beside it, ``<path>.xml``."""
    library: Mapping[str, ObjectName] = field(default_factory=lambda: MappingProxyType({}))
    """What the files of a OneScript library are, as its ``lib.config`` has it, by path."""
    project: str = ""
    """The name of an EDT project, by which extensions name their base."""
    base_project: str = ""
    """The EDT project that an extension names as its base."""

    @property
    def key(self) -> RootKey:
        """What tells this root from the others of its workspace."""
        return RootKey(self.folder, self.layout, self.name)

    @property
    def family(self) -> str:
        """The same for roots that are one program at run time: a base and its extensions, all libraries."""
        if self.layout in _SIDE_BY_SIDE:
            return ""
        if self.layout is Layout.EXTERNAL:
            return f"{self.folder}:{self.name}"
        return str(self.base or self.folder)

    def relative(self, path: Path) -> str:
        """A path below the folder as the other parts of `project` have it."""
        return path.relative_to(self.folder).as_posix()

    def external(self, path: str) -> str:
        """The external object that a path relative to the folder belongs to, as in ``externals``; empty for none."""
        parts = path.removesuffix(".xml").split("/")
        above = ("/".join(parts[:at]) for at in range(1, len(parts) + 1))
        return next((one for one in above if one in self.externals), "")

    def holds(self, path: Path) -> bool:
        """Whether a file or folder (absolute) belongs to this root, if to none inside of it."""
        if not path.is_relative_to(self.folder):
            return False
        return self.layout is not Layout.EXTERNAL or bool(self.external(self.relative(path)))
