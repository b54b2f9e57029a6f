"""What the editor's features know of one folder while the server runs: the live index, put in the shape they ask for.

What takes long (which module each file is, metadata with extensions over them) is worked out on the thread of the
index and published whole, so that a request costs no more than picking up what is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.live_index import SUFFIXES, LiveIndex
from bsl_pilot.app.progress import Advance
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.features.faces import NOTHING_CHANGED, Changed
from bsl_pilot.features.project import NOTHING_KNOWN, Known, ProjectView
from bsl_pilot.features.surroundings import Surroundings
from bsl_pilot.syntax.document import Document

if TYPE_CHECKING:
    from bsl_pilot.app.indexing import Indexed
    from bsl_pilot.project.metadata.view import MetadataView
    from bsl_pilot.project.root import RootKey

_GROWS_EVERY = 2.0
"""Seconds between two states that are published while the index grows."""


class LiveProject:
    """Follows one folder until it is closed."""

    def __init__(
        self,
        workspace: Workspace,
        told: Callable[[Indexed | None], None],
        advance: Advance = lambda _done, _all: None,
        renewed: Callable[[Changed | None], None] = lambda _changed: None,
    ) -> None:
        """
        Args:
            workspace: the folder with its settings.
            told: told, on the thread of the index, that all is known (with what it is), or that it never will be.
            advance: told there how far it is.
            renewed: told there which open modules declare something else now; None: files are others.
        """
        self.folder = workspace.folder
        self._told = told
        self._advance = advance
        self._tell_renewed = renewed
        self._surroundings = Surroundings(workspace.settings.max_file_mb * 1024 * 1024)
        self._known = NOTHING_KNOWN
        self._published = 0.0
        self._live = LiveIndex(workspace, self._ready, self._grown, self._renewed, lambda: told(None))

    def start(self) -> None:
        """Begins; returns at once."""
        self._live.start()

    def view(self, *, fresh: bool = False) -> ProjectView:
        """The project as it is now.

        Args:
            fresh: the index first takes in what was typed last, which takes some ten milliseconds.
        """
        indexed = self._live.indexed
        if fresh and indexed is not None:
            self._freshen(indexed)
        return ProjectView(
            self.folder, self._known, indexed.index.view if indexed else None, self._surroundings
        )

    def changed(self, path: Path, document: Document | None) -> None:
        """An open document is now so, for whoever asks; None: it was closed. Called by the event loop."""
        self._surroundings.changed(path.as_posix(), document)

    def settled(self, path: Path, document: Document | None) -> None:
        """An open document stays as it is for a moment, or was closed: the index may take it in."""
        if self._surroundings.unsettled.get(path.as_posix()) is document:
            self._surroundings.unsettled.pop(path.as_posix(), None)
        self._live.document(path, document)

    def close(self) -> None:
        """Ends all work; what was learnt is saved."""
        self._live.close()

    def _freshen(self, indexed: Indexed) -> None:
        around = self._surroundings
        for path, document in list(around.unsettled.items()):
            if path.endswith(SUFFIXES):
                indexed.index.update(path, document)
            if path not in around.documents:  # it was closed meanwhile, and the index told so before us
                indexed.index.close(path)
            if around.unsettled.get(path) is document:
                around.unsettled.pop(path, None)

    # ---- on the thread of the index

    def _ready(self, complete: bool) -> None:
        from bsl_pilot.types.catalogue import current  # noqa: PLC0415  (here it keeps nobody waiting)

        current()
        _ = self._surroundings.worlds
        self._publish(disk=True, complete=complete)
        self._compare_faces()
        if complete:
            self._told(self._live.indexed)

    def _grown(self, done: int, of: int) -> None:
        self._advance(done, of)
        if time.monotonic() - self._published > _GROWS_EVERY:
            self._publish(disk=True, complete=self._known.complete)

    def _renewed(self, disk: bool) -> None:
        self._publish(disk=disk, complete=self._known.complete)
        changed = self._compare_faces()
        if disk or changed.own:
            self._tell_renewed(None if disk else changed)

    def _compare_faces(self) -> Changed:
        around, indexed = self._surroundings, self._live.indexed
        return (
            around.faces.compare(indexed.index.view, list(around.documents)) if indexed else NOTHING_CHANGED
        )

    def _publish(self, *, disk: bool, complete: bool) -> None:
        indexed = self._live.indexed
        if indexed is None:
            return
        before = self._known
        modules = indexed.resolver().modules
        if modules is before.modules and not disk and complete is before.complete:
            return
        of_root: Mapping[RootKey, MetadataView] = dict(indexed.metadata)
        same = of_root == before.of_root
        metadata = before.metadata if same else families(indexed, of_root)
        self._known = Known(modules, indexed.roots, metadata, of_root, before.disk + disk, complete)
        self._published = time.monotonic()


def families(indexed: Indexed, of_root: Mapping[RootKey, MetadataView]) -> dict[str, MetadataView]:
    """The metadata of each family: of a base with its extensions over it."""
    from bsl_pilot.project.metadata.overlay import Overlay  # noqa: PLC0415

    found: dict[str, MetadataView] = {}
    for root in indexed.roots.roots:
        own = of_root.get(root.key)
        if own is None or root.base is not None:
            continue
        above = [of_root[one.key] for one in indexed.roots.extensions_of(root) if one.key in of_root]
        found[root.family] = Overlay(own, above) if above else own
    return found
