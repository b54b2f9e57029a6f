"""Small workspaces for the tests of the index."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bsl_pilot.index.index import Index
from bsl_pilot.index.jobs import crew_for
from bsl_pilot.index.modules import Modules
from bsl_pilot.index.refresh import Refresh, Refreshed
from bsl_pilot.index.resolve import Resolver
from bsl_pilot.index.rows import Occurrence
from bsl_pilot.project.files import find_sources
from bsl_pilot.project.roots import Root, find_roots

CONFIGURATION = '<MetaDataObject><Configuration uuid="1"><Properties><Name>{}</Name>{}</Properties></Configuration></MetaDataObject>'
PURPOSE = "<ConfigurationExtensionPurpose>Patch</ConfigurationExtensionPurpose>"


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes files: text as UTF-8, line ends as they are."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def refresh(index: Index, jobs: int = 1) -> Refreshed:
    """Brings an index up to date with its folder."""
    found = find_sources([str(index.root)]).files
    prefix = f"{index.root}/"
    return Refresh(index, crew_for(str(index.root), index.max_bytes), jobs=jobs).run(
        [one.shown.removeprefix(prefix) for one in found]
    )


def indexed(folder: Path, files: Mapping[str, str | bytes], cache: Path | None = None) -> Index:
    """The index of a folder with these files; answers have paths that begin with ``p/``."""
    write(folder, files)
    index = Index(folder, cache, "p")
    index.load()
    refresh(index)
    return index


def resolver(index: Index, *global_modules: str) -> Resolver:
    """What names mean; common modules of these names are global."""

    def is_global(_root: Root, name: str) -> bool:
        return name in global_modules

    return Resolver(
        index.view, Modules(list(index.view.paths()), index.prefix, find_roots(index.root), is_global)
    )


def told(use: Occurrence) -> str:
    """An occurrence as a line: what it is, the chain before it, its name, marks."""
    dots = "".join(f"{name}." for name in use.chain)
    marks = (" behind" if not use.known else "") + (" local" if use.local else "")
    return f"{use.use.name} {dots}{use.name}{marks}"
