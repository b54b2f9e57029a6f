"""The workspace at one moment, for commands: what `LiveProject` is for the server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.live_project import families
from bsl_pilot.features.project import Known, ProjectView
from bsl_pilot.features.surroundings import Surroundings

if TYPE_CHECKING:
    from bsl_pilot.app.indexing import Indexed


def snapshot(indexed: Indexed, max_bytes: int) -> ProjectView:
    """What features and rules may ask of an indexed folder. Modules over ``max_bytes`` are not read."""
    of_root = dict(indexed.metadata)
    known = Known(
        indexed.resolver().modules, indexed.roots, families(indexed, of_root), of_root, 0, complete=True
    )
    return ProjectView(Path(indexed.shown), known, indexed.index.view, Surroundings(max_bytes))
