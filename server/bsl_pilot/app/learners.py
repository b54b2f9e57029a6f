"""The learners of all folders that are open: they come and go with the folders."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.app.learning import Learner
from bsl_pilot.app.workspace import Workspace

if TYPE_CHECKING:
    from bsl_pilot.app.completion import Completion
    from bsl_pilot.completion.recall import Recaller
    from bsl_pilot.completion.vocabulary import Vocabulary

log = logging.getLogger(__name__)


class _Learning(NamedTuple):
    learner: Learner
    task: asyncio.Task[None]


class Learners:
    """One learner for each folder in which completion is on. Lives on the event loop."""

    def __init__(self, joined: Completion) -> None:
        self._joined = joined
        self._by_folder: dict[Path, _Learning] = {}
        self._ending: set[asyncio.Task[None]] = set()

    def follow(self, workspaces: Sequence[Workspace]) -> None:
        """Begins with the folders that are new and leaves those that are gone."""
        wanted = {
            one.folder: one for one in workspaces if one.folder != Path() and one.settings.completion.enabled
        }
        for folder in self._by_folder.keys() - wanted.keys():
            self._end(self._by_folder.pop(folder).task)
        for folder, workspace in wanted.items():
            if folder in self._by_folder:
                self._by_folder[folder].learner.configure(workspace)
            else:
                self._begin(workspace)

    def saved(self, path: Path) -> None:
        """A file was saved."""
        for one in self._by_folder.values():
            one.learner.saved(path)

    def memory(self, path: str) -> Recaller | None:
        """What is remembered of the file's folder; None where it is in none."""
        learner = self._of(path)
        return learner.memory(path) if learner is not None else None

    def names(self, path: str) -> Vocabulary | None:
        """The names of the file's folder; None while they are not known."""
        learner = self._of(path)
        return learner.names if learner is not None else None

    async def close(self) -> None:
        """Ends all, the processes that they started too."""
        for one in self._by_folder.values():
            self._end(one.task)
        self._by_folder.clear()
        await asyncio.gather(*self._ending, return_exceptions=True)

    def _begin(self, workspace: Workspace) -> None:
        learner = Learner(workspace, self._joined)
        task = asyncio.create_task(learner.learn(), name=f"learn {workspace.folder.name}")
        task.add_done_callback(_ended)
        self._by_folder[workspace.folder] = _Learning(learner, task)

    def _end(self, task: asyncio.Task[None]) -> None:
        task.cancel()
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _of(self, path: str) -> Learner | None:
        """The one of the innermost folder that holds the file."""
        holding = [one.learner for one in list(self._by_folder.values()) if one.learner.holds(path)]
        return max(holding, key=lambda one: len(one.folder.parts), default=None)


def _ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a project is not learned any more", exc_info=error)
