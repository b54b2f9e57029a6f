"""Which 1C projects and OneScript libraries a workspace folder holds."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from bsl_pilot.project.detect import externals_in, folders_in, names_in, root_at
from bsl_pilot.project.ignore import IgnoreList, ignore_list, is_ignored
from bsl_pilot.project.kinds import kind_of_folder
from bsl_pilot.project.layout import Layout, ObjectName
from bsl_pilot.project.root import Root

__all__ = ["Root", "Roots", "find_roots"]

MAX_DEPTH = 8
"""How far below the workspace's folder a project may lie."""

_NEVER = {".git", ".hg", ".svn", "node_modules", "oscript_modules", "__pycache__", ".venv"}


@dataclass(frozen=True, slots=True)
class Roots:
    """All roots of a workspace, the fallback for modules outside of them last."""

    folder: Path
    roots: tuple[Root, ...]

    def of(self, path: Path) -> Root:
        """The innermost root that ``path`` (absolute) lies in; the fallback where none does."""
        above = [one for one in self.roots[:-1] if one.holds(path)]
        return max(above, key=lambda one: len(one.folder.parts), default=self.roots[-1])

    def extensions_of(self, root: Root) -> tuple[Root, ...]:
        """The extensions whose base is ``root``."""
        return tuple(one for one in self.roots if one.extension and one.base == root.folder)


def find_roots(folder: Path, exclude: Iterable[str] = ()) -> Roots:
    """The projects in ``folder`` and below; folders that can't be read are passed over.

    Looks at names of files down to `MAX_DEPTH` folders and into the heads of the few that say what a project is; what
    is inside of a project is not looked through. ``exclude`` are patterns of ``.gitignore`` relative to ``folder``.
    """
    folder = Path(os.path.realpath(folder))
    excluded = ignore_list(folder.as_posix().rstrip("/") + "/", exclude)
    externals: list[tuple[Path, ObjectName]] = []
    found = list(_walk(folder, 0, excluded, externals))
    fallback = Root(folder, Layout.LOOSE, folder.name)
    return Roots(folder, (*_with_bases(found), *_external_roots(folder, externals), fallback))


def _walk(
    folder: Path, depth: int, excluded: IgnoreList, externals: list[tuple[Path, ObjectName]]
) -> Iterator[Root]:
    """Roots at this folder and below; external objects are added to ``externals``."""
    try:
        with os.scandir(folder) as opened:
            entries = sorted(opened, key=lambda entry: entry.name)
            folders = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
            names = {entry.name for entry in entries}
    except OSError:
        return
    root = root_at(folder, names, folders)
    if root:
        yield root
        if root.layout is not Layout.ONESCRIPT:
            return
    own = externals_in(folder, names, folders)
    externals.extend((folder / name, ObjectName(kind, name)) for name, kind in own.items())
    if depth == MAX_DEPTH:
        return
    for name in folders:
        below = folder / name
        if name in _NEVER or name in own or name.startswith("."):
            continue
        if not is_ignored([excluded], below.as_posix(), is_folder=True):
            yield from _walk(below, depth + 1, excluded, externals)


def _external_roots(folder: Path, externals: Iterable[tuple[Path, ObjectName]]) -> list[Root]:
    """Roots of the external objects: one, or more where several are of one name, since a root has each name once."""
    found: list[dict[str, ObjectName]] = []
    for path, one in externals:
        free = next((some for some in found if one not in some.values()), None)
        if free is None:
            found.append(free := {})
        free[path.relative_to(folder).as_posix()] = one
    return [
        Root(folder, Layout.EXTERNAL, f"external-{at}", externals=MappingProxyType(some))
        for at, some in enumerate(found, 1)
    ]


def _with_bases(roots: Sequence[Root]) -> tuple[Root, ...]:
    """The roots, each extension with the configuration that it extends."""
    configurations = [one for one in roots if one.layout in (Layout.DESIGNER, Layout.EDT)]
    return tuple(replace(one, base=_base_of(one, configurations)) if one.extension else one for one in roots)


def _base_of(extension: Root, roots: Sequence[Root]) -> Path | None:
    """The project that the extension names, else the configuration that has most of its objects, else the nearest."""
    bases = [one for one in roots if not one.extension]
    named = [one for one in bases if extension.base_project and one.project == extension.base_project]
    bases = named or bases
    if len(bases) < 2:
        return bases[0].folder if bases else None
    objects = _objects(extension)

    def likelihood(one: Root) -> tuple[int, int]:
        return len(objects & _objects(one)), _shared(one.folder, extension.folder)

    return max(bases, key=likelihood).folder


def _objects(root: Root) -> set[str]:
    """The objects of a root by the names of files and folders, so that one layout compares with the other."""
    source = (
        root.folder / "src" if root.layout is Layout.EDT and (root.folder / "src").is_dir() else root.folder
    )
    kinds = (name for name in folders_in(source) if kind_of_folder(name))
    return {f"{name}/{one.removesuffix('.xml')}" for name in kinds for one in names_in(source / name)}


def _shared(one: Path, other: Path) -> int:
    """How many folders two paths have in common."""
    return sum(1 for above in one.parents if other.is_relative_to(above))
