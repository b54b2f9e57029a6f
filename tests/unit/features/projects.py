"""Projects for tests of features: a folder that was indexed once, with documents that are open in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from bsl_pilot.app.live_project import LiveProject
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.locale import Locale
from bsl_pilot.settings import Settings
from bsl_pilot.syntax.document import Document

PATIENCE = 120.0


class Project:
    """A folder that a server would follow."""

    def __init__(self, live: LiveProject) -> None:
        self.live = live

    def open(self, name: str, text: str) -> Document:
        """A document that is open at a path below the folder."""
        document = Document.parse(text)
        self.live.changed(self.live.folder / name, document)
        return document

    def close(self, name: str) -> None:
        """Closes it."""
        self.live.changed(self.live.folder / name, None)

    def path(self, name: str) -> str:
        """A path as the project writes it."""
        return (self.live.folder / name).as_posix()


@contextmanager
def indexed(folder: Path) -> Iterator[Project]:
    """A project whose index is complete."""
    built = Event()
    workspace = Workspace(folder, Settings(), [], Locale.EN)
    live = LiveProject(workspace, lambda _indexed: built.set())
    live.start()
    assert built.wait(PATIENCE)
    yield Project(live)
    live.close()
