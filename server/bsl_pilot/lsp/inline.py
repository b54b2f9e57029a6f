"""Ghost text: the editor's requests and what it tells of what it shows, to the engine and back."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsl_pilot.app.statistics import ledger_path, statistics
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.completion.request import Request, Selected
from bsl_pilot.errors import PilotError
from bsl_pilot.lsp.configuration import Configuration
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.offers import Offers
from bsl_pilot.lsp.rpc.endpoint import Endpoint
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.uri import path_of
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

if TYPE_CHECKING:
    from bsl_pilot.app.serving import Serving

INVOKED = 1
"""``InlineCompletionTriggerKind``."""


class Inline:
    """Inline completion for one client."""

    def __init__(self, endpoint: Endpoint, configuration: Configuration) -> None:
        self._endpoint = endpoint
        self._configuration = configuration
        self._started = False
        self._serving: Serving | None = None
        self._ending: set[asyncio.Task[None]] = set()
        self._offers = Offers()
        self.loaded = asyncio.Event()
        """Set when it is clear for the first time whether there is a model."""
        self.notifications = {
            "textDocument/didSave": self._saved,
            "bslPilot/completion/shown": self._shown,
            "bslPilot/completion/accepted": self._accepted,
            "bslPilot/completion/rejected": self._rejected,
            "bslPilot/completion/snooze": self._snooze,
        }

    def start(self) -> None:
        """Begins to load the model and the project's memory, if completion is on anywhere."""
        self._started = True
        self.configured()
        if self._serving is None:
            self.loaded.set()

    def configured(self) -> None:
        """Settings or folders changed: what is not wanted any more is unloaded, what is wanted now is loaded."""
        if not self._started:
            return
        workspaces = self._workspaces()
        first = next((one for one in workspaces if one.settings.completion.enabled), None)
        if self._serving is not None and (
            first is None or first.settings.completion.model != self._serving.model
        ):
            self._unload(self._serving)
        if first is not None:
            self._serve(workspaces)

    def _serve(self, workspaces: list[Workspace]) -> None:
        if self._serving is not None:
            return self._serving.configure(workspaces)
        from bsl_pilot.app.serving import Serving  # noqa: PLC0415  (not before it is needed)

        self._serving = Serving(workspaces, ledger_path(), self._told)
        return None

    def _unload(self, serving: Serving) -> None:
        self._serving = None
        task = asyncio.create_task(serving.close(), name="unload completion")
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    def _workspaces(self) -> list[Workspace]:
        """The open folders with their settings; without any, the settings alone."""
        views = [
            (folder, self._configuration.view(folder.as_uri())) for folder in self._configuration.folders
        ]
        views = views or [(Path(), self._configuration.view(""))]
        return [Workspace(folder, view.settings, [], view.locale) for folder, view in views]

    def _told(self, state: str, problem: PilotError | None) -> None:
        """Tells the editor about the model; a state, never a message box."""
        if state != "loading":
            self.loaded.set()
        reason = problem.to(self._configuration.view("").locale) if problem else ""
        self._endpoint.notify("bslPilot/completion/status", {"state": state, "reason": reason})

    async def complete(self, opened: OpenDocument, document: Document, params: Params) -> dict[str, Any]:
        """``textDocument/inlineCompletion``."""
        view = self._configuration.view(opened.uri)
        places = Places(document.text, view.client.encoding)
        request = self._request(opened, document, params, places)
        if self._serving is None or opened.document is not document:  # edited since the request came
            return {"items": []}
        result = await self._serving.complete(request)
        return {"items": [self._offers.item(offer, document, places, view) for offer in result.offers]}

    def opened(self, uri: str, document: Document) -> None:
        """A document was opened: the model may get to know its text before it is asked."""
        if self._serving is not None:
            self._serving.opened(Request(uri, _path(uri), document, 0))

    def rested(self, opened: OpenDocument, document: Document, params: Params) -> None:
        """The cursor is somewhere: the model may read what is around it before it is asked."""
        if self._serving is not None:
            places = Places(document.text, self._configuration.client.encoding)
            self._serving.rested(self._request(opened, document, params, places))

    def edited(self, uri: str, edits: list[ByteEdit], document: Document | None) -> None:
        """A document was edited; without its tree nothing is offered in it yet."""
        if self._serving is not None and document is not None:
            self._serving.changed(uri, edits, document)

    def closed(self, uri: str) -> None:
        """A document was closed."""
        if self._serving is not None:
            self._serving.closed(uri)

    def stats(self) -> dict[str, Any]:
        """What was offered and what became of it."""
        return self._serving.stats() if self._serving is not None else statistics()

    async def close(self) -> None:
        """Ends everything."""
        if self._serving is not None:
            self._unload(self._serving)
        await asyncio.gather(*self._ending)

    def taken(self, offer_id: str) -> None:
        """The command :data:`ACCEPTED`."""
        if self._serving is not None:
            self._serving.accepted(offer_id)

    def _request(self, opened: OpenDocument, document: Document, params: Params, places: Places) -> Request:
        context = params.get("context")
        return Request(
            uri=opened.uri,
            path=_path(opened.uri),
            document=document,
            offset=places.offset(params["position"]),
            invoked=context.get("triggerKind").value == INVOKED,
            selected=_selected(context.get("selectedCompletionInfo"), places),
        )

    def _saved(self, params: Params) -> None:
        path = path_of(params["textDocument"]["uri"].string())
        if self._serving is not None and path is not None:
            self._serving.saved(path)

    def _shown(self, params: Params) -> None:
        if self._serving is not None:
            self._serving.shown(params["id"].string())

    def _accepted(self, params: Params) -> None:
        """Without ``characters`` all of it; they count UTF-16 units, those of earlier parts included."""
        offer_id, units = params["id"].string(), params.get("characters")
        taken = self._offers.characters(offer_id, units.integer()) if units.value is not None else None
        if self._serving is not None:
            self._serving.accepted(offer_id, taken)

    def _rejected(self, params: Params) -> None:
        if self._serving is not None:
            self._serving.rejected(params["id"].string())

    def _snooze(self, params: Params) -> None:
        if self._serving is not None:
            self._serving.snooze(max(0, params["seconds"].integer()))


def _path(uri: str) -> str:
    """The document's file; a document that is no file has none."""
    path = path_of(uri)
    return path.as_posix() if path else ""


def _selected(given: Params, places: Places) -> Selected | None:
    """The chosen entry of the suggestion list."""
    if given.value is None:
        return None
    span = given["range"]
    return Selected(places.offset(span["start"]), places.offset(span["end"]), given["text"].string())
