"""Findings of open documents: what the worker finds in their text, joined with what only the workspace tells."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from bsl_pilot.errors import PilotError
from bsl_pilot.features.project import ProjectView
from bsl_pilot.lsp import registry
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.projects import name_of
from bsl_pilot.lsp.publisher import Publisher
from bsl_pilot.lsp.registry import CONCLUSIONS, Entry
from bsl_pilot.lsp.rpc.endpoint import Endpoint
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.rpc.message import RawJson
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.stepping import Stepping
from bsl_pilot.lsp.view import Request, Told
from bsl_pilot.syntax.document import Document

if TYPE_CHECKING:
    from bsl_pilot.features.diagnostics import Diagnostic

log = logging.getLogger(__name__)

CALM = 1.0
"""Seconds without a change before methods are looked at again that only have to do with one that changed."""
_RELATED, _AROUND, _TYPED = range(3)
"""How urgent it is to look: at what has to do with a change, at a document around which something changed, at one that
was typed into. Of two the one goes first that was touched last."""
_OUTSIDE = Told(None, ())


FOUND = "found"
"""Under this name a document keeps what the workspace told of it last, a `_Found`."""


class _Found(NamedTuple):
    revision: int
    scene: object
    findings: tuple[Diagnostic, ...]


class Around(Protocol):
    """The service, as seen from here."""

    def project_of(self, uri: str) -> ProjectView:
        """What is known around a document."""

    def request_of(self, opened: OpenDocument, document: Document, params: Params) -> Request:
        """A request about a document in this process."""

    async def ask_worker(
        self, entry: Entry, document: OpenDocument, revision: int, params: Any, told: Told
    ) -> bytes:
        """The worker's answer about a revision of a document."""


class Reviewing:
    """For one client, which is either told or asks itself."""

    def __init__(self, endpoint: Endpoint, around: Around, *, pulls: bool, refreshes: bool) -> None:
        """
        Args:
            endpoint: the client.
            around: whom to ask.
            pulls: the client asks for diagnostics.
            refreshes: it can be told to ask again.
        """
        self._endpoint = endpoint
        self._around = around
        self._refreshes = refreshes
        self._publisher = None if pulls else Publisher(self._publish_at_once, self._publish)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="repair")
        self._stepping = Stepping("review")
        self._following: dict[OpenDocument, asyncio.Task[None]] = {}
        self._touches = count()
        self._touched: dict[OpenDocument, int] = {}

    def changed(self, document: OpenDocument) -> None:
        """The document was opened or edited."""
        self._touched[document] = next(self._touches)
        if self._publisher is not None:
            self._publisher.changed(document)

    def renewed(self, documents: Iterable[OpenDocument]) -> None:
        """Settings or the workspace are others now: each document is looked at again."""
        if self._publisher is not None:
            for document in documents:
                self._publisher.changed(document, typed=False)
        self._refresh()

    def reconsidered(self, documents: Iterable[OpenDocument]) -> None:
        """The text is the same, but what other modules declare, or what the index knows of this one, is not."""
        for document in documents:
            if document in self._following or document.memory.get(FOUND) is not None:
                self._follow(document, document.revision, _AROUND)

    def closed(self, document: OpenDocument) -> None:
        """The document was closed."""
        self._touched.pop(document, None)
        following = self._following.pop(document, None)
        if following is not None:
            following.cancel()
        if self._publisher is not None:
            self._publisher.closed(document)
            self._endpoint.notify(registry.PUBLISH, {"uri": document.uri, "diagnostics": []})

    def close(self) -> None:
        """Ends all work."""
        if self._publisher is not None:
            self._publisher.close()
        for task in self._following.values():
            task.cancel()
        self._stepping.close()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def told(self, document: OpenDocument) -> Told:
        """What the worker must know to find the same as before."""
        project = self._around.project_of(document.uri)
        if not project.complete:
            return Told()
        before = document.memory.get("told")
        if before is None or before[0] is not project.known:
            before = project.known, await self._on_thread(_scene, project, document.uri)
            document.memory["told"] = before
        told: Told = before[1]
        return told

    async def pulled(self, entry: Entry, document: OpenDocument, revision: int, params: Any) -> bytes:
        """The worker's answer to a client that asks for diagnostics. What the workspace tells comes with a later one:
        the client is told when there is something to ask for."""
        told = await self.told(document)
        if told.scene is not None:
            found: _Found | None = document.memory.get(FOUND)
            if found is not None and found.revision == revision and found.scene is told.scene:
                told = told._replace(findings=found.findings)
            else:
                self._follow(document, revision, _TYPED)
        return await self._around.ask_worker(entry, document, revision, params, told)

    async def repaired(self, document: OpenDocument, params: Params) -> dict[str, Any]:
        """``codeAction/resolve`` of a repair that only the workspace can work out."""
        tree, told = await document.ready(), await self.told(document)
        request = self._around.request_of(document, tree, params)
        action: dict[str, Any] = await self._on_thread(_repair, request, told)
        return action

    # ---- pushing

    async def _publish_at_once(self, document: OpenDocument) -> None:
        entry = registry.BY_METHOD[registry.PUBLISH_AT_ONCE]
        await self._send(entry, document, document.revision, await self.told(document))

    async def _publish(self, document: OpenDocument) -> None:
        revision = document.revision
        told = await self.told(document)
        entry = registry.BY_METHOD[registry.PUBLISH]
        await self._send(entry, document, revision, _OUTSIDE if told.scene is None else told)
        if told.scene is not None:
            self._follow(document, revision, _TYPED)

    async def _send(self, entry: Entry, document: OpenDocument, revision: int, told: Told) -> None:
        if document.too_large:
            return self._endpoint.notify(registry.PUBLISH, {"uri": document.uri, "diagnostics": []})
        json = await self._around.ask_worker(entry, document, revision, None, told)
        _expect(document, revision)  # it may be another one since the answer came and before we ran
        return self._endpoint.notify(registry.PUBLISH, RawJson(json)) if json != b"null" else None

    def _follow(self, document: OpenDocument, revision: int, urgency: int) -> None:
        """What the workspace tells comes when it is found: nothing waits for it."""
        before = self._following.pop(document, None)
        if before is not None:
            before.cancel()
        task = asyncio.get_running_loop().create_task(self._look_around(document, revision, urgency))
        self._following[document] = task

    async def _look_around(self, document: OpenDocument, revision: int, urgency: int) -> None:
        try:
            told = await self.told(document)
            if told.scene is None:
                return
            await self._tell(
                document, revision, told, await self._findings(document, revision, told, urgency)
            )
            await asyncio.sleep(CALM)
            await self._tell(
                document, revision, told, await self._findings(document, revision, told, _RELATED)
            )
        except PilotError as error:
            if not (isinstance(error, ResponseError) and error.code == ErrorCode.CONTENT_MODIFIED):
                log.warning("diagnostics: %s", error)
        except Exception:
            log.exception("diagnostics of the workspace failed")
        finally:
            if self._following.get(document) is asyncio.current_task():
                del self._following[document]

    async def _tell(
        self, document: OpenDocument, revision: int, told: Told, findings: tuple[Diagnostic, ...]
    ) -> None:
        """Tells the client of findings that it does not know."""
        before: _Found | None = document.memory.get(FOUND)
        document.memory[FOUND] = _Found(revision, told.scene, findings)
        if self._publisher is not None:
            told = told._replace(findings=findings)
            await self._send(registry.BY_METHOD[registry.PUBLISH], document, revision, told)
        elif findings != (before.findings if before is not None else ()):
            self._refresh()

    # ---- the workspace

    async def _findings(
        self, document: OpenDocument, revision: int, told: Told, urgency: int
    ) -> tuple[Diagnostic, ...]:
        """Of the rules that ask the workspace. Only what changed is looked at, and dropped when it changes again."""
        tree = await document.ready()
        request = self._around.request_of(document, tree, Params(None))
        request = replace(request, view=replace(request.view, told=told))
        found: tuple[Diagnostic, ...] | None = None
        while found is None:
            _expect(document, revision)
            handed = await self._handed(document, revision, told, urgency)
            steps = _steps(request, handed, related=urgency is _RELATED)
            found = await self._stepping.do(steps, (urgency, self._touched.get(document, 0)))
        _expect(document, revision)
        return found

    async def _handed(self, document: OpenDocument, revision: int, told: Told, urgency: int) -> bytes:
        """What the worker collected since we were told last; nothing where the text is that of then."""
        if urgency is _RELATED:
            return b""
        have = document.memory[CONCLUSIONS].state if CONCLUSIONS in document.memory else 0
        entry = registry.BY_METHOD[registry.PIECES]
        return await self._around.ask_worker(entry, document, revision, {"have": have}, told)

    def _on_thread(self, call: Callable[..., Any], *arguments: object) -> Awaitable[Any]:
        return asyncio.get_running_loop().run_in_executor(self._thread, call, *arguments)

    def _refresh(self) -> None:
        if self._refreshes:
            self._endpoint.background(self._endpoint.request("workspace/diagnostic/refresh", None))


def _expect(document: OpenDocument, revision: int) -> None:
    if document.closed or document.revision != revision:
        raise ResponseError(ErrorCode.CONTENT_MODIFIED, "the document changed before the answer")


def _scene(project: ProjectView, uri: str) -> Told:
    from bsl_pilot.lsp.methods.workspace_rules import scene_told  # noqa: PLC0415  (loads the rules)

    return scene_told(project, name_of(uri))


def _steps(request: Request, handed: bytes, *, related: bool) -> Generator[None, None, Any]:
    from bsl_pilot.lsp.methods.workspace_rules import workspace_findings  # noqa: PLC0415  (loads the rules)

    yield
    found: tuple[Diagnostic, ...] | None = yield from workspace_findings(request, handed, related=related)
    return found


def _repair(request: Request, told: Told) -> dict[str, Any]:
    from bsl_pilot.lsp.methods.fixes import resolve_fix  # noqa: PLC0415  (loads the rules)

    return resolve_fix(replace(request, view=replace(request.view, told=told)))
