"""The architecture of an indexed folder as a diagram."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.indexing import Indexed

if TYPE_CHECKING:
    from bsl_pilot.features.architecture.diagram import Wanted
    from bsl_pilot.features.architecture.model import Graph


def graph(indexed: Indexed, wanted: Wanted) -> Graph:
    """The diagram; ``wanted.origin`` may be a path as seen from the current folder.

    Raises:
        UsageError: there is no module of that name, or several.
    """
    from bsl_pilot.features.architecture.diagram import diagram  # noqa: PLC0415  (numpy)
    from bsl_pilot.features.architecture.model import Known  # noqa: PLC0415

    known = Known(indexed.resolver(), indexed.roots, indexed.metadata)
    return diagram(known, replace(wanted, origin=_in_project(indexed, wanted.origin)))


def _in_project(indexed: Indexed, origin: str) -> str:
    """A path to an existing file as the index writes it; any other name as it is."""
    file, folder = Path(origin), indexed.index.root
    if not origin or not file.is_file() or not file.resolve().is_relative_to(folder):
        return origin
    return indexed.index.prefix + file.resolve().relative_to(folder).as_posix()
