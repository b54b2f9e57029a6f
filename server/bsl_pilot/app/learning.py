"""The memory of one folder of a running server: read from disk at the start, then built by another process."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.app.knowledge import project_folder
from bsl_pilot.app.workspace import Workspace

if TYPE_CHECKING:
    from bsl_pilot.completion.memory import Memory, View
    from bsl_pilot.completion.vocabulary import Vocabulary

log = logging.getLogger(__name__)

QUIET = 20.0
"""Seconds after a save in which nothing else was saved, before the memory is brought up to date."""
ENCODER = "bsl_pilot.backends.bulk:encoder"
BUILDER = "bsl_pilot.completion.build"
SUFFIXES = (".bsl", ".os")


class Tokenizer(NamedTuple):
    """The tokenizer whose tokens are remembered."""

    path: Path
    key: str
    """Its sha256."""
    size: int


class Learner:
    """Keeps what is known of a folder's code up to date."""

    def __init__(self, workspace: Workspace) -> None:
        self.folder = workspace.folder
        self.names: Vocabulary | None = None
        self._workspace = workspace
        self._memory: Memory | None = None
        self._saved = asyncio.Event()
        self._builder: asyncio.subprocess.Process | None = None

    def holds(self, path: str) -> bool:
        """Whether the file is in this folder."""
        return path.startswith(f"{self.folder.as_posix()}/")

    def memory(self, path: str) -> View | None:
        """What is remembered, without the old state of the file itself."""
        if self._memory is None:
            return None
        return self._memory.view(path.removeprefix(f"{self.folder.as_posix()}/"))

    def saved(self, path: Path) -> None:
        """A file was saved."""
        if path.suffix in SUFFIXES and self.holds(path.as_posix()):
            self._saved.set()

    async def learn(self, tokenizer: Tokenizer) -> None:
        """Runs until it is cancelled: takes over what is on disk, then builds anew whenever files were saved."""
        await asyncio.to_thread(self._take_over, tokenizer)
        while True:
            try:
                await self._build(tokenizer)
            except (OSError, ValueError, KeyError) as error:
                log.warning("the memory of %s was not built: %s", self.folder.name, error)
            await self._until_quiet()

    async def close(self) -> None:
        """Ends the builder."""
        builder = self._builder
        if builder is not None and builder.returncode is None:
            builder.kill()
            await builder.wait()

    def _take_over(self, tokenizer: Tokenizer) -> None:
        from bsl_pilot.completion import store  # noqa: PLC0415  (numpy)
        from bsl_pilot.completion.vocabulary import Vocabulary  # noqa: PLC0415

        folder = project_folder(self.folder)
        stored = store.newest(folder, tokenizer.key)
        if stored is not None:
            self._memory = stored.memory
            self.names = Vocabulary.load(folder)

    async def _build(self, tokenizer: Tokenizer) -> None:
        began = time.monotonic()
        self._saved.clear()
        order = await asyncio.to_thread(self._order, tokenizer)
        self._builder = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            BUILDER,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self._builder.stdin is not None
        assert self._builder.stdout is not None
        self._builder.stdin.write(order)
        report = json.loads(await self._builder.stdout.readline() or b"{}")
        self._builder.stdin.close()
        await self._builder.wait()
        await asyncio.to_thread(self._open, Path(report["store"]))
        spent = time.monotonic() - began
        log.info("%s: %d tokens of %d files remembered in %.1f s", self.folder.name, report["tokens"],
                 report["files"], spent)  # fmt: skip

    def _order(self, tokenizer: Tokenizer) -> bytes:
        from bsl_pilot.completion.build import Order  # noqa: PLC0415  (numpy)

        found = self._workspace.sources([str(self.folder)])
        paths = [Path(one.shown).relative_to(self.folder).as_posix() for one in found.files]
        folder = str(project_folder(self.folder))
        order = Order(
            str(self.folder), paths, folder, ENCODER, str(tokenizer.path), tokenizer.key, tokenizer.size
        )
        return json.dumps(asdict(order)).encode() + b"\n"

    def _open(self, path: Path) -> None:
        from bsl_pilot.completion import store  # noqa: PLC0415  (numpy)
        from bsl_pilot.completion.vocabulary import Vocabulary  # noqa: PLC0415

        self._memory = store.load(path).memory
        self.names = Vocabulary.load(path.parent)

    async def _until_quiet(self) -> None:
        """Waits for a save, and then until no more come."""
        await self._saved.wait()
        while self._saved.is_set():
            self._saved.clear()
            await asyncio.sleep(QUIET)
