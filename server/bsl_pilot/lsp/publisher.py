"""Pushing diagnostics: at once when nothing is under way, and never for a text that is old already."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bsl_pilot.errors import PilotError
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError

log = logging.getLogger(__name__)

QUIET = 0.03
"""Seconds without a change before another try, after one that came too late."""


class Publisher:
    """Publishes each document's newest version by ``publish``, one analysis of a document at a time."""

    def __init__(self, publish: Callable[[OpenDocument], Awaitable[None]]) -> None:
        self._publish = publish
        self._running: dict[OpenDocument, asyncio.Task[None]] = {}
        self._again: set[OpenDocument] = set()

    def changed(self, document: OpenDocument) -> None:
        """The document has a new version, or its diagnostics may be others now."""
        self._again.add(document)
        if document not in self._running:
            self._running[document] = asyncio.get_running_loop().create_task(self._run(document))

    async def _run(self, document: OpenDocument) -> None:
        try:
            await self._publish_until_newest(document)
        finally:  # not in a callback of the task: a change that comes before it would be lost
            self._again.discard(document)
            del self._running[document]

    async def _publish_until_newest(self, document: OpenDocument) -> None:
        while document in self._again and not document.closed:
            self._again.discard(document)
            try:
                await self._publish(document)
            except PilotError as error:
                if isinstance(error, ResponseError) and error.code == ErrorCode.CONTENT_MODIFIED:
                    await self._quiet(document)
                else:
                    log.warning("diagnostics: %s", error)
            except Exception:
                log.exception("diagnostics failed")

    async def _quiet(self, document: OpenDocument) -> None:
        """Waits until the document rests; every change that comes meanwhile is in the next try."""
        revision = -1
        while revision != document.revision and not document.closed:
            revision = document.revision
            await asyncio.sleep(QUIET)
