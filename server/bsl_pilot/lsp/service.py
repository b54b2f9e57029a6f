"""Documents, settings, worker and the table of methods, joined for one client.

Loaded after the answer to ``initialize``: it brings the parser with it.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import logging
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import reduce
from pathlib import PurePath
from typing import Any

from bsl_pilot.features.module_facts import module_facts
from bsl_pilot.features.project import ProjectView
from bsl_pilot.locale import Text
from bsl_pilot.lsp import registry
from bsl_pilot.lsp.configuration import Configuration
from bsl_pilot.lsp.documents import Documents, OpenDocument
from bsl_pilot.lsp.edits import read_changes
from bsl_pilot.lsp.inline import Inline
from bsl_pilot.lsp.offers import ACCEPTED
from bsl_pilot.lsp.progress import Progress
from bsl_pilot.lsp.projects import Projects, name_of
from bsl_pilot.lsp.registry import Entry, Where
from bsl_pilot.lsp.reviewing import Reviewing
from bsl_pilot.lsp.rpc.endpoint import Endpoint
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.rpc.message import RawJson
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.uri import path_of, uri_of
from bsl_pilot.lsp.view import NOTHING_TOLD, Request, Told, WorkspaceRequest
from bsl_pilot.lsp.worker.client import Worker
from bsl_pilot.lsp.workspace_check import WorkspaceCheck
from bsl_pilot.settings import CheckSettings, Problem
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

log = logging.getLogger(__name__)

WARNING = 2
REPAIRS = "codeAction/resolve"
RESTS = "textDocument/documentHighlight"
"""What editors ask whenever the cursor has come to rest somewhere: there is no message of its own for that."""
THREADS = 2
"""That answer about the workspace: a long answer does not keep a short one waiting, and few keep what they know warm."""
_MODEL_FIRST = 5.0
"""Seconds that indexing waits for the model at most."""
BIG = 512 * 1024
"""Bytes from which the first analysis of a document is shown as progress."""

_TOO_LARGE = Text(
    "{name}: {size} МБ, больше предела в {limit} МБ (настройка bslPilot.maxFileMb); файл не анализируется",
    "{name}: {size} MB, over the limit of {limit} MB (setting bslPilot.maxFileMb); the file is not analysed",
)
_ANALYSIS = Text("Анализ {name}", "Analysing {name}")


class Service:
    """Answers about documents. Created when the client is known, closed with the session."""

    def __init__(
        self, endpoint: Endpoint, configuration: Configuration, worker: Worker | None = None
    ) -> None:
        self.worker = Worker() if worker is None else worker
        self._endpoint = endpoint
        self._configuration = configuration
        self._client = configuration.client
        self._progress = Progress(endpoint, self._client)
        self._reviewing = Reviewing(
            endpoint,
            self,
            pulls=self._client.pulls_diagnostics,
            refreshes=self._client.refreshes_diagnostics,
        )
        self._documents = Documents(self._client.encoding, self)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="project")
        self._uris: dict[str, str] = {}
        """Of open documents by path, as the client writes them."""
        self.inline = Inline(endpoint, configuration)
        self.projects = Projects(
            configuration, self._progress, lambda: self._documents, self._refresh, self._renewed
        )
        self._checking = WorkspaceCheck(
            endpoint,
            configuration,
            self._progress,
            lambda: self.projects.settled,
            lambda uri: self._documents.get(uri) is not None,
        )
        self._beginning: asyncio.Task[None] | None = None
        self.notifications = {
            "textDocument/didOpen": self._did_open,
            "textDocument/didChange": self._did_change,
            "textDocument/didClose": self._did_close,
            **self.inline.notifications,
            "textDocument/didSave": self._did_save,
        }
        self.requests = {
            "workspace/executeCommand": self._execute,
            "workspace/diagnostic": self._checking.answer,
            "bslPilot/stats": lambda _params: self.inline.stats(),
        }

    def start(self) -> None:
        """Begins with what takes long: the client is ready."""
        self.inline.start()
        self._beginning = asyncio.create_task(self._begin_projects(), name="begin to index")

    async def _begin_projects(self) -> None:
        """Ghost text comes first: what indexes would load half a second of its own beside the model."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.inline.loaded.wait(), _MODEL_FIRST)
        self.projects.start()

    def request(self, entry: Entry, params: Params) -> Any:
        """Answers a request of the table, or gives an awaitable of the answer."""
        if entry.method.endswith("/resolve") and not params.get(*entry.document):
            return entry.unanswered(params.value)  # there is nothing to add: we gave it no data
        if entry.where is Where.WORKSPACE:
            return self._of_workspace(entry, params)
        opened = self._documents.get(reduce(Params.__getitem__, entry.document, params).string())
        if opened is None or opened.too_large:
            return entry.unanswered(params.value)
        if entry.method == REPAIRS and params.get("data", "workspace"):
            return self._reviewing.repaired(opened, params)
        if entry.where is not Where.WORKER and opened.document is not None:
            return self._here(entry, opened, opened.document, params)
        return self._later(entry, opened, opened.revision, params)

    def settings_changed(self) -> None:
        """Analyses everything again."""
        self.inline.configured()
        self.projects.configured()
        self._reviewing.renewed(self._documents)
        self._checking.renewed()
        self._endpoint.background(self._tell_mistakes())

    async def _tell_mistakes(self) -> None:
        """What is wrong in the settings of rules takes the rules' files to say: not on the event loop."""
        checks = self._configuration.checks
        found = [await self._on_thread(_mistakes, one) for one in checks]
        if checks == self._configuration.checks:
            self._configuration.tell([problem for some in found for problem in some])

    async def close(self) -> None:
        """Ends the worker, the completion engine and the indexes."""
        if self._beginning is not None:
            self._beginning.cancel()
        self._reviewing.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        await self.inline.close()
        await self.projects.close()
        await self.worker.close()

    def opened(self, document: OpenDocument) -> None:
        """Observer: a document was opened."""
        self._uris[name_of(document.uri)] = document.uri
        if document.too_large:
            return self._say_too_large(document)
        return self._reviewing.changed(document)

    def edited(self, document: OpenDocument, edits: list[ByteEdit]) -> None:
        """Observer: a document is about to be edited; the worker gets the edit while we parse it."""
        self.worker.edited(document, edits)
        self._reviewing.changed(document)

    def reparsed(self, document: OpenDocument, edits: list[ByteEdit]) -> None:
        """Observer: the edits are in the tree."""
        self.inline.edited(document.uri, edits, document.document)
        self._tell_project(document)

    def closed(self, document: OpenDocument) -> None:
        """Observer: a document was closed."""
        self.worker.forget(document.uri)
        self.inline.closed(document.uri)
        self.projects.closed(document)
        self._uris.pop(name_of(document.uri), None)
        self._reviewing.closed(document)

    def _did_open(self, params: Params) -> None:
        item = params["textDocument"]
        uri, text = item["uri"].string(), item["text"].string()
        limit = self._configuration.view(uri).settings.max_file_mb * 1024 * 1024
        opened = self._documents.open(uri, item["version"].integer(), text, limit)
        self._tell_project(opened)
        if not opened.too_large:
            self._endpoint.background(self._get_to_know(opened))

    async def _get_to_know(self, document: OpenDocument) -> None:
        try:
            self.inline.opened(document.uri, await document.ready())
        except ResponseError:  # it was closed meanwhile
            return

    def _tell_project(self, document: OpenDocument) -> None:
        if document.document is not None:
            self.projects.changed(document)
        elif not document.too_large:
            self._endpoint.background(self._tell_when_parsed(document))

    async def _tell_when_parsed(self, document: OpenDocument) -> None:
        try:
            await document.ready()
        except ResponseError:  # it was closed meanwhile
            return
        self.projects.changed(document)

    def _did_change(self, params: Params) -> None:
        item = params["textDocument"]
        version = item.get("version").value
        changes = read_changes(params)
        self._documents.change(item["uri"].string(), version if isinstance(version, int) else 0, changes)

    def _did_save(self, params: Params) -> None:
        self._checking.renewed()
        self.inline.notifications["textDocument/didSave"](params)

    def _did_close(self, params: Params) -> None:
        self._documents.close(params["textDocument"]["uri"].string())

    def _here(self, entry: Entry, opened: OpenDocument, document: Document, params: Params) -> Any:
        """An answer of this process, or an awaitable of it."""
        if entry.where is Where.ENGINE:
            return self.inline.complete(opened, document, params)
        if entry.method == RESTS:
            self.inline.rested(opened, document, params)
        request = self.request_of(opened, document, params)
        if entry.where is Where.PROJECT:
            return self._on_thread(self._of_project, entry, request)
        return registry.resolve(entry)(request)

    def request_of(self, opened: OpenDocument, document: Document, params: Params) -> Request:
        """A request about a document in this process."""
        return Request(
            document,
            opened.uri,
            opened.version,
            params,
            self._configuration.view(opened.uri),
            opened.memory,
            self.projects.of(opened.uri),
            name_of(opened.uri),
            self._uri_of,
        )

    def project_of(self, uri: str) -> ProjectView:
        """What is known around a document."""
        return self.projects.of(uri)

    def _on_thread(self, call: Callable[..., Any], *arguments: object) -> Awaitable[Any]:
        return asyncio.get_running_loop().run_in_executor(self._threads, call, *arguments)

    def _of_project(self, entry: Entry, request: Request) -> Any:
        if entry.fresh:
            request = replace(request, project=self.projects.of(request.uri, fresh=True))
        return registry.resolve(entry)(request)

    def _of_workspace(self, entry: Entry, params: Params) -> Awaitable[Any]:
        uri = reduce(Params.__getitem__, entry.document, params).string() if entry.document else ""
        return self._on_thread(self._in_workspace, entry, params, uri)

    def _in_workspace(self, entry: Entry, params: Params, uri: str) -> Any:
        fresh = entry.fresh
        projects = [self.projects.of(uri, fresh=fresh)] if uri else self.projects.all(fresh=fresh)
        request = WorkspaceRequest(params, self._configuration.view(uri), projects, self._uri_of)
        return registry.resolve_workspace(entry)(request)

    def _refresh(self) -> None:
        """The client asks again for what an index that has grown tells better."""
        self._reviewing.renewed(self._documents)
        self._checking.renewed()
        for wanted, what in (
            (self._client.refreshes_lenses, "codeLens"),
            (self._client.refreshes_tokens, "semanticTokens"),
            (self._client.refreshes_hints, "inlayHint"),
        ):
            if wanted:
                self._endpoint.background(self._endpoint.request(f"workspace/{what}/refresh", None))

    def _renewed(self, documents: Sequence[OpenDocument], files: bool) -> None:
        """What is known around documents is another; ``files``: on disk, too."""
        if files:
            self._reviewing.renewed(documents)
            self._checking.renewed()
        else:
            self._reviewing.reconsidered(documents)

    def _uri_of(self, path: str) -> str:
        return self._uris.get(path) or uri_of(path)

    async def _later(self, entry: Entry, opened: OpenDocument, revision: int, params: Params) -> Any:
        """An answer about the text as it was when the request came, or none: it may be edited meanwhile."""
        try:
            if entry.where is Where.WORKER:
                return RawJson(await self._of_worker(entry, opened, revision, params.value))
            document = await opened.ready()
            if opened.revision != revision or opened.closed:
                raise ResponseError(ErrorCode.CONTENT_MODIFIED, "the document changed before the answer")
            answer = self._here(entry, opened, document, params)
            return await answer if inspect.isawaitable(answer) else answer
        except ResponseError as error:
            if entry.retriggers and error.code == ErrorCode.CONTENT_MODIFIED:
                raise ResponseError(
                    ErrorCode.SERVER_CANCELLED, error.message, {"retriggerRequest": True}
                ) from None
            raise

    async def _of_worker(self, entry: Entry, opened: OpenDocument, revision: int, params: Any) -> bytes:
        if entry.method == registry.PULL:
            return await self._reviewing.pulled(entry, opened, revision, params)
        told = await self._reviewing.told(opened) if entry.reviews else NOTHING_TOLD
        return await self.ask_worker(entry, opened, revision, params, told)

    async def ask_worker(
        self, entry: Entry, document: OpenDocument, revision: int, params: Any, told: Told
    ) -> bytes:
        """The worker's answer about a revision of a document."""
        view = replace(self._configuration.view(document.uri), told=told)
        if entry.names_modules:
            names = self.projects.of(document.uri).common_modules(name_of(document.uri))
            view = replace(view, common_modules=names)
        if entry.describes_module:
            project = self.projects.of(document.uri)
            facts = await self._on_thread(module_facts, project, name_of(document.uri))
            view = replace(view, module=facts)
        answer = self.worker.ask(entry.method, document, revision, params, view)
        if "analysed" in document.memory or len(document.text.data) < BIG:
            return await answer
        document.memory["analysed"] = True
        return await self._progress.during(_ANALYSIS.to(view.locale, name=_name(document)), answer)

    def _execute(self, params: Params) -> None:
        """``workspace/executeCommand``."""
        command = params["command"].string()
        if command != ACCEPTED:
            raise ResponseError(ErrorCode.INVALID_PARAMS, f"there is no command {command}")
        arguments = params.get("arguments")
        for argument in arguments if arguments.value is not None else ():
            self.inline.taken(argument.string())

    def _say_too_large(self, document: OpenDocument) -> None:
        view = self._configuration.view(document.uri)
        size = len(document.text.data) // (1024 * 1024)
        limit = view.settings.max_file_mb
        text = _TOO_LARGE.to(view.locale, name=_name(document), size=size, limit=limit)
        self._endpoint.notify("window/showMessage", {"type": WARNING, "message": text})


def _mistakes(check: CheckSettings) -> list[Problem]:
    from bsl_pilot.review.mistakes import mistakes  # noqa: PLC0415  (loads rules)

    return mistakes(check)


def _name(document: OpenDocument) -> str:
    """The document's file name, for messages."""
    path = path_of(document.uri)
    return path.name if path else PurePath(document.uri).name
