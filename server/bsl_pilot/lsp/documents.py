"""The documents that the client has open: their text at once, their tree as soon as it is there."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Iterator
from typing import Any, Protocol

from bsl_pilot.lsp.edits import Change, byte_edits
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import PositionEncoding
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

log = logging.getLogger(__name__)

AT_ONCE = 100 * 1024
"""Bytes that the event loop parses by itself (some 6 ms); more is parsed in a thread."""


class Observer(Protocol):
    """Told of every change."""

    def opened(self, document: OpenDocument) -> None:
        """A document was opened, or its text was replaced beyond recognition."""

    def edited(self, document: OpenDocument, edits: list[ByteEdit]) -> None:
        """A document is about to be edited; its version is the new one."""

    def reparsed(self, document: OpenDocument, edits: list[ByteEdit]) -> None:
        """The edits of a document are in its text, and in its tree where that is there."""

    def closed(self, document: OpenDocument) -> None:
        """A document was closed."""


class OpenDocument:
    """One open document. ``text`` is always the newest; ``document`` is None while it is being parsed."""

    def __init__(self, uri: str, version: int, text: TextSnapshot, max_bytes: int) -> None:
        self.uri = uri
        self.version = version
        self.revision = 0
        """Counts the changes: what a client calls a version may stand still or go back."""
        self.closed = False
        self.text = text
        self.memory: dict[str, Any] = {}
        self.document: Document | None = None
        self._max_bytes = max_bytes
        self._parsing: asyncio.Future[None] | None = None
        self._late: list[ByteEdit] = []

    @property
    def too_large(self) -> bool:
        """Whether the text is over the limit: it is kept, but not analysed."""
        return len(self.text.data) > self._max_bytes

    def parse(self) -> None:
        """Starts to parse the newest text from scratch."""
        self._late = []
        self.document = None
        if self.too_large:
            return
        if len(self.text.data) <= AT_ONCE:
            self.document = Document.parse(self.text)
            return
        loop = asyncio.get_running_loop()
        self._parsing = loop.create_future()
        threading.Thread(
            target=self._work, args=(self.text, self._parsing, loop), daemon=True, name="parse"
        ).start()

    def _work(self, text: TextSnapshot, done: asyncio.Future[None], loop: asyncio.AbstractEventLoop) -> None:
        document = Document.parse_politely(text, lambda: time.sleep(0))
        if not loop.is_closed():
            loop.call_soon_threadsafe(self._parsed, done, document)

    def _parsed(self, done: asyncio.Future[None], document: Document) -> None:
        if done is self._parsing:  # otherwise the text was replaced meanwhile
            self.document = document.edit(self._late)
            self._late, self._parsing = [], None
        if not done.done():
            done.set_result(None)

    def edit(self, edits: list[ByteEdit]) -> None:
        """Applies edits to the text and, where it is there, to the tree."""
        was_too_large = self.too_large
        if self.document is not None and sum(len(one.text) for one in edits) <= AT_ONCE:
            self.document = self.document.edit(edits)
            self.text = self.document.text
            return
        for one in edits:
            self.text = self.text.edit(one)
        if self.document is not None or was_too_large != self.too_large:
            self.parse()
        elif self._parsing is not None:
            self._late += edits

    async def ready(self) -> Document:
        """The newest document, parsed."""
        while self.document is None:
            if self._parsing is None:
                raise ResponseError(ErrorCode.CONTENT_MODIFIED, "the document was closed or is too large")
            await asyncio.shield(self._parsing)
        return self.document

    def close(self) -> None:
        """Lets everybody go who waits for the tree."""
        self.closed = True
        done, self._parsing, self.document = self._parsing, None, None
        if done is not None and not done.done():
            done.set_result(None)


class Documents:
    """All open documents by URI."""

    def __init__(self, encoding: PositionEncoding, observer: Observer) -> None:
        self._encoding = encoding
        self._observer = observer
        self._open: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(list(self._open.values()))

    def get(self, uri: str) -> OpenDocument | None:
        """The open document of a URI."""
        return self._open.get(uri)

    def open(self, uri: str, version: int, text: str, max_bytes: int) -> OpenDocument:
        """Opens a document; one that was open is replaced."""
        self.close(uri)
        opened = self._open[uri] = OpenDocument(uri, version, TextSnapshot.of(text), max_bytes)
        self._observer.opened(opened)
        opened.parse()
        return opened

    def change(self, uri: str, version: int, changes: list[Change]) -> None:
        """Applies a client's changes; those to a document that is not open are dropped."""
        document = self._open.get(uri)
        if document is None:
            return log.warning("a change of a document that is not open is dropped")
        edits = byte_edits(document.text, changes, self._encoding)
        document.version = version
        document.revision += 1
        self._observer.edited(document, edits)
        document.edit(edits)
        return self._observer.reparsed(document, edits)

    def close(self, uri: str) -> None:
        """Closes a document."""
        document = self._open.pop(uri, None)
        if document is not None:
            self._observer.closed(document)
            document.close()
