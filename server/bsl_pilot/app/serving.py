"""Inline completion of a running server: parts that load while the user types, and follow what is saved."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsl_pilot.app.completion import Completion, CompletionOptions, open_completion, open_memory
from bsl_pilot.app.knowledge import Knowledge
from bsl_pilot.app.learners import Learners
from bsl_pilot.app.statistics import statistics
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.completion.ledger import Ledger
from bsl_pilot.completion.request import Request, Result
from bsl_pilot.errors import ModelError, PilotError
from bsl_pilot.project.ignore import ignore_list, is_left_out
from bsl_pilot.text.snapshot import ByteEdit

if TYPE_CHECKING:
    from bsl_pilot.backends.desk import Status
    from bsl_pilot.completion.engine import Engine
    from bsl_pilot.completion.recall import Recaller
    from bsl_pilot.completion.vocabulary import Vocabulary
    from bsl_pilot.syntax.document import Document

log = logging.getLogger(__name__)

Told = Callable[[str, PilotError | None], None]
"""Told the state of the model: ``loading``, ``ready``, ``failed`` with the reason, ``closed``."""


class Serving:
    """Ghost text for all documents of one client. Until the parts are there every answer is empty."""

    def __init__(self, workspaces: Sequence[Workspace], ledger: Path, told: Told) -> None:
        """``workspaces``: the folders that are open, completion is on in one of them at least."""
        self._workspaces = workspaces
        self._ledger = ledger
        self._told = told
        self._loop = asyncio.get_running_loop()
        self._joined: Completion | None = None
        self._engine: Engine | None = None
        self._learners: Learners | None = None
        self.model = self._first.settings.completion.model
        """Name of the model that was asked for; empty for the one in use."""
        self._news: list[tuple[str, PilotError | None]] | None = []
        """What became of the model before the engine was there; None from then on."""
        self._opening = asyncio.ensure_future(asyncio.to_thread(self._open, self._first))
        self._loading = asyncio.create_task(self._load())

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
        if self._learners is not None:
            self._learners.saved(path)

    def opened(self, request: Request) -> None:
        """See ``Engine.opened``."""
        if self._engine is not None:
            self._engine.opened(request)

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
        """The user took an offer, or its first characters (code points)."""
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
        return statistics(self._engine.stats() if self._engine is not None else None)

    def configure(self, workspaces: Sequence[Workspace]) -> None:
        """Other settings hold, or other folders are open. Another model needs another ``Serving``."""
        self._workspaces = workspaces
        if self._engine is not None:
            self._engine.configure(self._first.settings.completion)
        if self._learners is not None:
            self._learners.follow(workspaces)

    async def close(self) -> None:
        """Ends everything that was started. The thread that loads can't be cancelled: it is waited for."""
        self._loading.cancel()
        await asyncio.gather(self._loading, return_exceptions=True)
        (joined,) = await asyncio.gather(self._opening, return_exceptions=True)
        if self._learners is not None:
            await self._learners.close()
        if self._engine is not None:
            await self._engine.close()
        if isinstance(joined, Completion):
            await asyncio.to_thread(joined.close)

    @property
    def _first(self) -> Workspace:
        """The folder that decides about the model and when text is offered: the first in which it is on."""
        return next(one for one in self._workspaces if one.settings.completion.enabled)

    def _open(self, first: Workspace) -> Completion | None:
        """Runs on a thread: the vocabulary alone takes longer than the editor may wait."""
        try:
            options = CompletionOptions(first.settings.completion.model)
            return open_completion(first, options, self._heard)
        except ModelError as error:
            self._on_loop(self._tell, "failed", error)
        try:
            return open_memory(first)
        except ModelError as error:
            log.info("no memory either: %s", error)
            return None

    async def _load(self) -> None:
        self._told("loading", None)
        self._joined = await asyncio.shield(self._opening)
        if self._joined is not None:
            self._learners = Learners(self._joined)
            self._joined.learn(Knowledge(self._memory, self._names))
            self._engine = self._joined.engine(
                self._joined.writers(), ledger=Ledger(self._ledger), excluded=self._excluded
            )
            self.configure(self._workspaces)
        news, self._news = self._news or [], None
        for state, error in news:
            self._tell(state, error)

    def _heard(self, status: Status) -> None:
        """The model is there, or is not to be had; told on its own thread."""
        failed = status.state == "failed" and status.reason is not None
        error = ModelError(status.reason) if failed else None
        self._on_loop(self._tell, status.state.value, error)

    def _tell(self, state: str, error: PilotError | None) -> None:
        """Passes a state on, not before there is an engine: whoever hears of it may ask at once."""
        if self._news is not None:
            return self._news.append((state, error))
        if error is not None:
            log.warning("no model: %s; the project's memory writes alone", error)
        return self._told(state, error)

    def _on_loop(self, call: Callable[..., None], *arguments: object) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call, *arguments)

    def _memory(self, path: str) -> Recaller | None:
        return self._learners.memory(path) if self._learners is not None else None

    def _names(self, path: str) -> Vocabulary | None:
        return self._learners.names(path) if self._learners is not None else None

    def _excluded(self, path: str) -> bool:
        """Whether the user wants no ghost text in this file."""
        holding = [one for one in self._workspaces if path.startswith(f"{one.folder.as_posix()}/")]
        innermost = max(holding, key=lambda one: len(one.folder.parts), default=None)
        if innermost is None:
            return False
        chosen = innermost.settings.completion
        folder = f"{innermost.folder.as_posix()}/"
        return not chosen.enabled or is_left_out([ignore_list(folder, chosen.exclude)], path, folder)
