"""Which kind of module a file is, for whoever has nothing but its path."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePath

from bsl_pilot.project.kinds import kind_of_folder
from bsl_pilot.project.layout import Layout, ModuleKind
from bsl_pilot.project.modules import module_of
from bsl_pilot.project.root import Root

_ROOT = Root(Path(), Layout.DESIGNER)
"""Below the folder of a metadata kind, EDT's paths are those of a dump without ``Ext``."""


@lru_cache(maxsize=1024)
def module_kind(path: PurePath) -> ModuleKind:
    """The kind of the module at ``path``, told from the innermost folders that make sense.

    A folder above the project may be called as one of metadata is (``Documents``), so the path is read from its end.
    """
    parts = path.parts
    for at in range(len(parts) - 2, 0, -1):
        if kind_of_folder(parts[at]) is None:
            continue
        kind = module_of(_ROOT, "/".join(parts[at:])).kind
        if kind is not ModuleKind.UNKNOWN:
            return kind
    if path.suffix == ".os":
        return ModuleKind.SCRIPT
    return module_of(_ROOT, path.name).kind
