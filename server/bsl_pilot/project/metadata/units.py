"""What there is to read in a root: its objects, found by the names of files and folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.project.kinds import Kind, kinds
from bsl_pilot.project.layout import Layout
from bsl_pilot.project.root import Root

BATCH = 24
"""Units that one task of a pool reads: some 15 ms."""

_MAX_NESTING = 16
"""Of subsystems."""


class Unit(NamedTuple):
    """An object of metadata to read: where it is in the tree, its main file and the folder of its other files
    (relative to the root's folder, ``/`` as separator)."""

    kind: str
    name: str
    path: str
    folder: str


def units(root: Root) -> Iterator[Unit]:
    """Everything there is to read in a root, in the order of the configuration's tree. Reads folders, no files."""
    if root.layout is Layout.EXTERNAL:
        for path, (kind, name) in root.externals.items():
            yield Unit(kind, name, f"{path}.xml", path)
    elif root.layout in (Layout.DESIGNER, Layout.EDT):
        for one in kinds():
            yield from _units_of(root, one)


def _units_of(root: Root, kind: Kind) -> Iterator[Unit]:
    in_edt = root.layout is Layout.EDT
    source = "src/" if in_edt and (root.folder / "src").is_dir() else ""
    if kind.folder:
        listed = _edt_units if in_edt else _designer_units
        yield from listed(root.folder, kind, source + kind.folder, "", 0)
        return
    path = source + "Configuration/Configuration.mdo" if in_edt else "Configuration.xml"
    if (root.folder / path).is_file():
        yield Unit(kind.en, "", path, "")


def _designer_units(root: Path, kind: Kind, folder: str, prefix: str, depth: int) -> Iterator[Unit]:
    """Objects that have a file in the folder of their kind; of subsystems the nested ones, too."""
    for entry in _entries(root / folder):
        name = entry.name.removesuffix(".xml")
        if name == entry.name or not entry.is_file():
            continue
        yield Unit(kind.en, prefix + name, f"{folder}/{entry.name}", f"{folder}/{name}")
        if kind.en == "Subsystem" and depth < _MAX_NESTING:
            below = f"{folder}/{name}/Subsystems"
            yield from _designer_units(root, kind, below, f"{prefix}{name}.", depth + 1)


def _edt_units(root: Path, kind: Kind, folder: str, prefix: str, depth: int) -> Iterator[Unit]:
    """Objects that have a folder in the folder of their kind."""
    for entry in _entries(root / folder):
        name = entry.name
        path = f"{folder}/{name}/{name}.mdo"
        if not entry.is_dir(follow_symlinks=False) or not (root / path).is_file():
            continue
        yield Unit(kind.en, prefix + name, path, f"{folder}/{name}")
        if kind.en == "Subsystem" and depth < _MAX_NESTING:
            yield from _edt_units(root, kind, f"{folder}/{name}/Subsystems", f"{prefix}{name}.", depth + 1)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, by name; nothing where it can't be read."""
    try:
        with os.scandir(folder) as opened:
            return sorted(opened, key=lambda entry: entry.name)
    except OSError:
        return []


def unit_again(root: Root, kind: str, name: str, path: str) -> Unit:
    """The unit that was read before, by the main file that it was read from."""
    if kind == "Configuration":
        return Unit(kind, name, path, "")
    return Unit(
        kind, name, path, path.rpartition("/")[0] if root.layout is Layout.EDT else path.removesuffix(".xml")
    )


def batches(found: Iterable[Unit]) -> Iterator[tuple[Unit, ...]]:
    """The units in portions for a pool."""
    rest = list(found)
    for at in range(0, len(rest), BATCH):
        yield tuple(rest[at : at + BATCH])
