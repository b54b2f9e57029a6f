"""Inline completion of a running server: parts that load while the user types, and follow what is saved."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsl_pilot.app.completion import Completion, CompletionOptions, open_completion
from bsl_pilot.app.knowledge import Knowledge
from bsl_pilot.app.learning import Learner
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.completion.ledger import Ledger
from bsl_pilot.completion.request import Request, Result
from bsl_pilot.errors import ModelError, PilotError
from bsl_pilot.project.ignore import ignore_list, is_ignored
from bsl_pilot.text.snapshot import ByteEdit

if TYPE_CHECKING:
    from bsl_pilot.backends.desk import Status
    from bsl_pilot.completion.engine import Engine
    from bsl_pilot.completion.recall import Recaller
    from bsl_pilot.completion.vocabulary import Vocabulary
    from bsl_pilot.syntax.document import Document

log = logging.getLogger(__name__)

Told = Callable[[str, PilotError | None], None]
"""Told the state of the model: ``loading``, ``ready``, ``failed`` with the reason."""


class Serving:
    """Ghost text for all documents of one client. Until the model is there every answer is empty."""

    def __init__(self, workspaces: Sequence[Workspace], ledger: Path, told: Told) -> None:
        """``workspaces``: the folders that are open, the first one decides about the model; at least one."""
        self._workspaces = workspaces
        self._ledger = ledger
        self._told = told
        self._joined: Completion | None = None
        self._engine: Engine | None = None
        self._learners: list[Learner] = []
        self._tasks = {asyncio.ensure_future(self._load())}

    async def complete(self, request: Request) -> Result:
        """What is shown at the request's cursor."""
        if self._engine is None:
            return Result((), {"loading": 1})
        return await self._engine.complete(request)

    def changed(self, uri: str, edits: Sequence[ByteEdit], document: Document) -> None:
        """A document was edited."""
        if self._engine is not None:
            self._engine.changed(uri, edits, document)

    def saved(self, path: Path) -> None:
        """A file was saved: the project's memory is brought up to date soon."""
        for learner in self._learners:
            learner.saved(path)

    def rested(self, request: Request) -> None:
        """The cursor rests."""
        if self._engine is not None:
            self._engine.rested(request)

    def closed(self, uri: str) -> None:
        """A document was closed."""
        if self._engine is not None:
            self._engine.closed(uri)
        if self._joined is not None:
            self._joined.closed(uri)

    def shown(self, offer_id: str) -> None:
        """The editor shows an offer."""
        if self._engine is not None:
            self._engine.shown(offer_id)

    def accepted(self, offer_id: str, characters: int | None = None) -> None:
        """The user took an offer, or its first characters."""
        if self._engine is not None:
            self._engine.accepted(offer_id, characters)

    def rejected(self, offer_id: str) -> None:
        """The user refused an offer."""
        if self._engine is not None:
            self._engine.rejected(offer_id)

    def snooze(self, seconds: float) -> None:
        """Nothing is offered unasked for so long."""
        if self._engine is not None:
            self._engine.snooze(seconds)

    def stats(self) -> dict[str, Any]:
        """Counters and latencies of this user."""
        return self._engine.stats() if self._engine is not None else {}

    def configure(self, workspaces: Sequence[Workspace]) -> None:
        """Other settings hold; those that name the model count from the next start on."""
        self._workspaces = workspaces
        if self._engine is not None:
            self._engine.configure(workspaces[0].settings.completion)

    async def close(self) -> None:
        """Ends everything that was started."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._engine is not None:
            await self._engine.close()
        if self._joined is not None:
            await asyncio.to_thread(self._joined.close)

    async def _load(self) -> None:
        first = self._workspaces[0]
        self._told("loading", None)
        loop = asyncio.get_running_loop()

        def changed(status: Status) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._status, status)

        options = CompletionOptions(first.settings.completion.model)
        try:
            self._joined = await asyncio.to_thread(open_completion, first, options, changed)
        except ModelError as error:
            log.warning("no inline completion: %s", error)
            return self._told("failed", error)
        self._joined.learn(Knowledge(self._memory, self._names))
        self._engine = self._joined.engine(
            self._joined.writers(), ledger=Ledger(self._ledger), excluded=self._excluded
        )
        self._learners = [Learner(one, self._joined) for one in self._workspaces if one.folder != Path()]
        for learner in self._learners:
            self._tasks.add(asyncio.ensure_future(learner.learn()))
        return None

    def _status(self, status: Status) -> None:
        """The model is there, or is not to be had."""
        if status.reason is not None and status.state == "failed":
            log.warning("no model: %s; the project's memory writes alone", status.reason.en)
            self._told("failed", ModelError(status.reason))
        else:
            self._told(status.state.value, None)

    def _memory(self, path: str) -> Recaller | None:
        learner = self._learner(path)
        return learner.memory(path) if learner is not None else None

    def _names(self, path: str) -> Vocabulary | None:
        learner = self._learner(path)
        return learner.names if learner else None

    def _learner(self, path: str) -> Learner | None:
        """The one of the innermost folder that holds the file."""
        holding = [one for one in self._learners if one.holds(path)]
        return max(holding, key=lambda one: len(one.folder.parts), default=None)

    def _excluded(self, path: str) -> bool:
        """Whether the user wants no ghost text in this file."""
        for workspace in self._workspaces:
            patterns = workspace.settings.completion.exclude
            folder = f"{workspace.folder.as_posix()}/"
            if patterns and path.startswith(folder):
                return is_ignored([ignore_list(folder, patterns)], path, is_folder=False)
        return False
