"""What is remembered of one folder while the server runs: read from disk, built by a process, added to by saves."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.knowledge import order_of, project_folder
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.completion.vocabulary import Either, Vocabulary, VocabularyBuilder
from bsl_pilot.errors import InputError, PilotError

if TYPE_CHECKING:
    from bsl_pilot.app.completion import Completion
    from bsl_pilot.completion.recall import Recaller

log = logging.getLogger(__name__)

QUIET = 60.0
"""Seconds between two builds, at least."""
SUFFIXES = (".bsl", ".os")


class Learner:
    """Keeps what is known of a folder's code up to date. Lives on the event loop."""

    def __init__(self, workspace: Workspace, joined: Completion) -> None:
        from bsl_pilot.completion import workspace as memory  # noqa: PLC0415  (numpy)

        self.folder = workspace.folder
        self._names: Vocabulary | None = None
        self._new_names = VocabularyBuilder()
        self._over: Vocabulary | None = None
        self._settings = workspace
        self._joined = joined
        self._cache = project_folder(workspace.folder)
        self._memory = memory.Workspace(joined.tokens.size)
        self._saved: asyncio.Queue[Path] = asyncio.Queue()

    def configure(self, workspace: Workspace) -> None:
        """Other settings hold from the next build on."""
        self._settings = workspace

    def holds(self, path: str) -> bool:
        """Whether the file is in this folder."""
        return path.startswith(f"{self.folder.as_posix()}/")

    def memory(self, path: str) -> Recaller:
        """What is remembered, without the file itself, which is open."""
        return self._memory.view(self._relative(path))

    @property
    def names(self) -> Vocabulary | None:
        """The names of the folder's code; None while they are not known."""
        if self._names is None or self._over is None:
            return self._names
        return Either(self._over, self._names)

    def saved(self, path: Path) -> None:
        """A file was saved: what it holds now is remembered at once."""
        if path.suffix in SUFFIXES and self.holds(path.as_posix()):
            self._saved.put_nowait(path)

    async def learn(self) -> None:
        """Runs until it is cancelled: what is on disk, then what is new, then what is saved."""
        await asyncio.to_thread(self._take_over)
        while True:
            await self._build()
            began = asyncio.get_running_loop().time()
            while not self._memory.full or asyncio.get_running_loop().time() - began < QUIET:
                await self._add(await self._saved.get())

    def _take_over(self) -> None:
        """Opens what an earlier run left."""
        from bsl_pilot.completion import store  # noqa: PLC0415  (numpy)

        stored = store.newest(self._cache, self._joined.key)
        if stored is not None:
            self._memory.replace(stored.memory, 0)
            self._names = Vocabulary.load(self._cache)

    async def _build(self) -> None:
        """Brings the memory on disk up to date in a process of its own, and opens it."""
        from bsl_pilot.completion import store  # noqa: PLC0415  (numpy)
        from bsl_pilot.completion.builder import build  # noqa: PLC0415

        moment = self._memory.moment
        try:
            order = await asyncio.to_thread(order_of, self._settings, self.folder, self._joined)
            report = await build(order)
            stored = await asyncio.to_thread(store.load, Path(report.store))
        except (PilotError, OSError, ValueError) as error:
            log.warning("the memory of %s was not built: %s", self.folder.name, error)
            return
        self._memory.replace(stored.memory, moment)
        self._names = await asyncio.to_thread(Vocabulary.load, self._cache)
        self._new_names, self._over = VocabularyBuilder(), None  # nothing was added while it was built
        log.info("%s: %d tokens of %d files are remembered, built in %.1f s", self.folder.name, report.tokens,
                 report.files, report.seconds)  # fmt: skip

    async def _add(self, path: Path) -> None:
        """Remembers a file that was saved."""
        try:
            await asyncio.to_thread(self._take, path)
        except InputError as error:
            log.info("left out of the project's memory: %s", error)

    def _take(self, path: Path) -> None:
        """Runs on a thread: to sort what was saved since the last build takes up to 0.2 s."""
        import numpy as np  # noqa: PLC0415  (as everything of the memory)

        from bsl_pilot.completion.cleaning import cleaned  # noqa: PLC0415
        from bsl_pilot.text.files import read  # noqa: PLC0415

        text, relative = read(path).text, self._relative(path.as_posix())
        tokens = self._joined.tokens.encode_once(cleaned(text))
        self._memory.saved(relative, np.array(tokens, np.int32))
        self._new_names.add(text, relative)
        self._over = self._new_names.freeze()

    def _relative(self, path: str) -> str:
        return path.removeprefix(f"{self.folder.as_posix()}/")
