"""A folder as the editor's features see it, all at once: for commands that ask what the server would answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.indexing import IndexRequest, index_folder
from bsl_pilot.app.progress import Advance
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError
from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from bsl_pilot.evaluation.project import Opened

_NOTHING = Text("здесь нет модулей (.bsl, .os): {path}", "there are no modules (.bsl, .os) here: {path}")


def open_project(workspace: Workspace, folder: str, advance: Advance | None = None) -> Opened:
    """Indexes a folder (what an earlier run left is used) and puts it in the shape that features ask for.

    Raises:
        InputError: there is no such folder, or it holds no modules.
    """
    from bsl_pilot.app.snapshots import snapshot  # noqa: PLC0415  (numpy)
    from bsl_pilot.evaluation.project import Opened  # noqa: PLC0415

    indexed = index_folder(workspace, IndexRequest(folder), advance)
    paths = tuple(indexed.index.view.paths())
    if not paths:
        raise InputError(_NOTHING.filled(path=folder))
    view = snapshot(indexed, workspace.settings.max_file_mb * 1024 * 1024)
    return Opened(view, Path(indexed.shown), paths)
