"""Inline completion, joined: a model, the memories, the names that exist, and an engine over them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bsl_pilot.app.knowledge import NO_KNOWLEDGE, Knowledge
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import BackendError

if TYPE_CHECKING:
    from bsl_pilot.backends.artefacts import Installed
    from bsl_pilot.backends.choose import Mix
    from bsl_pilot.backends.desk import Changed, Desk, Status
    from bsl_pilot.backends.manifest import Manifest
    from bsl_pilot.completion.engine import Engine
    from bsl_pilot.completion.ledger import Ledger
    from bsl_pilot.completion.names import Resolver
    from bsl_pilot.completion.post.types import Draft, Filtered, Place
    from bsl_pilot.completion.recall import Recaller
    from bsl_pilot.completion.request import Request
    from bsl_pilot.completion.show import Curve
    from bsl_pilot.completion.words_here import DocumentWords
    from bsl_pilot.completion.writers import Writer

_PATIENCE = 60.0
"""Seconds that a command waits for a model to load."""


@dataclass(frozen=True, slots=True)
class CompletionOptions:
    """Which parts write."""

    model: str = ""
    """Name of an installed model; empty for the one in use."""
    use_model: bool = True
    """Without it the memories write alone."""
    use_memory: bool = True
    """Without them the model writes alone."""
    use_names: bool = True
    """Whether names that don't exist are kept out."""
    use_filters: bool = True
    """Whether texts pass the filters behind the model."""


class Completion:
    """Parts that are joined; engines are made of them. ``learn`` may come at any time."""

    def __init__(
        self, workspace: Workspace, options: CompletionOptions, installed: Installed, told: Changed
    ) -> None:
        from bsl_pilot.backends.manifest import TOKENIZER  # noqa: PLC0415  (most commands need no model)
        from bsl_pilot.backends.tokens import Tokens  # noqa: PLC0415
        from bsl_pilot.backends.verify import checksum  # noqa: PLC0415

        self.manifest: Manifest | None = installed.manifest if options.use_model else None
        self.tokens = Tokens.load(installed.folder / TOKENIZER)
        self.tokenizer = installed.folder / TOKENIZER
        self.key = checksum(self.tokenizer).sha256
        """Of the file as it is, not as it should be: a memory that another tokenizer made must not be taken for it."""
        self._workspace = workspace
        self._options = options
        self._knowledge = NO_KNOWLEDGE
        self._words: dict[str, DocumentWords] = {}
        self._loaded = threading.Event()
        self._told = told
        self._fallback: Desk | None = None
        self.desk = self._edge(installed) if options.use_model else self._memory()

    def learn(self, knowledge: Knowledge) -> None:
        """What is known of the project from now on."""
        self._knowledge = knowledge

    def prepare(self, path: str) -> None:
        """Builds what is known of the project without this module, where that is built when it is first asked."""
        self._knowledge.names(path)
        self._knowledge.project(path)

    def wait(self) -> None:
        """Waits until the backend is ready.

        Raises:
            BackendError: it is not, and why.
        """
        from bsl_pilot.backends.desk import State  # noqa: PLC0415

        self._loaded.wait(_PATIENCE)
        status = self.desk.status
        if status.state is not State.READY:
            raise BackendError(status.reason or "")

    def writer(self) -> Writer:
        """The backend under the name that the engine's cache knows it by."""
        from bsl_pilot.completion.writers import Writer  # noqa: PLC0415

        if not self._options.use_model:
            return Writer("memory", self.desk)
        return Writer(f"edge:{self.manifest.sha256[:12]}" if self.manifest else "edge", self.desk)

    def writers(self) -> list[Writer]:
        """The backend, and behind a model the memories, which write while it can't."""
        from bsl_pilot.completion.writers import Writer  # noqa: PLC0415

        if not self._options.use_model:
            return [self.writer()]
        self._fallback = self._memory()
        return [self.writer(), Writer("memory", self._fallback)]

    def engine(
        self,
        writers: Sequence[Writer],
        clock: Callable[[], float] = time.monotonic,
        curve: Curve | None = None,
        ledger: Ledger | None = None,
        excluded: Callable[[str], bool] = lambda _path: False,
    ) -> Engine:
        """An engine over ``writers``; ``curve`` in place of the show-filter that ships."""
        from bsl_pilot.completion.context import nothing_known  # noqa: PLC0415
        from bsl_pilot.completion.engine import Engine, Parts  # noqa: PLC0415
        from bsl_pilot.completion.ledger import Ledger  # noqa: PLC0415
        from bsl_pilot.completion.post.chain import run  # noqa: PLC0415
        from bsl_pilot.completion.show import shipped  # noqa: PLC0415

        return Engine(
            Parts(
                writers,
                self._workspace.settings.completion,
                self._names if self._options.use_names else nothing_known,
                clock=clock,
                excluded=excluded,
                ledger=ledger or Ledger(),
                filters=run if self._options.use_filters else _unfiltered,
                curve=curve or shipped(),
            )
        )

    def closed(self, uri: str) -> None:
        """A document was closed: its words are forgotten."""
        self._words.pop(uri, None)

    def close(self) -> None:
        """Unloads the model."""
        self.desk.close()
        if self._fallback is not None:
            self._fallback.close()

    async def _names(self, request: Request) -> Resolver | None:
        from bsl_pilot.completion.names import KnownNames  # noqa: PLC0415
        from bsl_pilot.completion.words_here import DocumentWords  # noqa: PLC0415

        words = self._words.setdefault(request.uri, DocumentWords())
        return KnownNames.at(request.document, request.offset, words, self._knowledge.names(request.path))

    def _project(self, path: str) -> Recaller | None:
        return self._knowledge.project(path) if self._options.use_memory else None

    def _edge(self, installed: Installed) -> Desk:
        from bsl_pilot.backends.artefacts import Artefacts  # noqa: PLC0415
        from bsl_pilot.backends.edge import EdgeBackend  # noqa: PLC0415
        from bsl_pilot.backends.model import Model  # noqa: PLC0415

        def load() -> Model:
            loaded = Artefacts().load(installed)
            return Model(loaded.runtime, self.tokens, loaded.manifest.prompt)

        return EdgeBackend(load, self._mix(), self._project, self._changed)

    def _changed(self, status: Status) -> None:
        self._loaded.set()
        self._told(status)

    def _memory(self) -> Desk:
        from bsl_pilot.backends.memory_backend import MemoryBackend  # noqa: PLC0415

        return MemoryBackend(lambda: self.tokens, self._project, lambda _status: self._loaded.set())

    def _mix(self) -> Mix:
        from bsl_pilot.completion.mix import mix  # noqa: PLC0415

        return mix if self._options.use_memory else lambda likely, _recalls: likely


def open_completion(
    workspace: Workspace, options: CompletionOptions, told: Changed = lambda _status: None
) -> Completion:
    """Joins the parts for a workspace; the model loads in the background, ``told`` hears what becomes of it.

    Raises:
        ModelError: there is no such model, or its tokenizer is missing or damaged.
    """
    from bsl_pilot.backends.artefacts import Artefacts  # noqa: PLC0415

    return Completion(workspace, options, Artefacts().active(options.model), told)


def open_memory(workspace: Workspace) -> Completion:
    """The same without the model in use, for when there is none: the shipped tokenizer, the memories alone.

    Raises:
        ModelError: the shipped tokenizer is missing or damaged, too.
    """
    from bsl_pilot.backends.artefacts import Artefacts  # noqa: PLC0415

    options = CompletionOptions(use_model=False)
    return Completion(workspace, options, Artefacts().shipped(), lambda _status: None)


def _unfiltered(draft: Draft, _place: Place) -> Filtered:
    from bsl_pilot.completion.post.types import Filtered  # noqa: PLC0415

    return Filtered(draft.text or None, "" if draft.text else "empty")
