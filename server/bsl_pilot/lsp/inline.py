"""Ghost text: the editor's requests and what it tells of what it shows, to the engine and back."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsl_pilot.app.workspace import Workspace
from bsl_pilot.completion.request import Offer, Request, Selected
from bsl_pilot.errors import PilotError
from bsl_pilot.locale import Text
from bsl_pilot.lsp.configuration import Configuration
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.documents import OpenDocument
from bsl_pilot.lsp.rpc.endpoint import Endpoint
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.uri import path_of
from bsl_pilot.lsp.view import View
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import ByteEdit

if TYPE_CHECKING:
    from bsl_pilot.app.serving import Serving

log = logging.getLogger(__name__)

INVOKED = 1
"""``InlineCompletionTriggerKind``."""
ACCEPTED = "bslPilot.completion.accepted"
"""The command that an editor runs when an offer was taken; its argument is the offer's id."""
COMMANDS = (ACCEPTED,)

_ACCEPTED = Text("Дополнение принято", "Completion accepted")


class Inline:
    """Inline completion for one client."""

    def __init__(self, endpoint: Endpoint, configuration: Configuration) -> None:
        self._endpoint = endpoint
        self._configuration = configuration
        self._serving: Serving | None = None
        self.notifications = {
            "textDocument/didSave": self._saved,
            "bslPilot/completion/shown": self._shown,
            "bslPilot/completion/accepted": self._accepted,
            "bslPilot/completion/rejected": self._rejected,
            "bslPilot/completion/snooze": self._snooze,
        }

    def start(self) -> None:
        """Begins to load the model and the project's memory."""
        if self._serving is None:
            from bsl_pilot.app.serving import Serving  # noqa: PLC0415  (not before it is needed)
            from bsl_pilot.app.statistics import ledger_path  # noqa: PLC0415

            self._serving = Serving(self._workspaces(), ledger_path(), self._told)

    def _workspaces(self) -> list[Workspace]:
        """The open folders with their settings; without any, the settings alone."""
        views = [
            (folder, self._configuration.view(folder.as_uri())) for folder in self._configuration.folders
        ]
        views = views or [(Path(), self._configuration.view(""))]
        return [Workspace(folder, view.settings, [], view.locale) for folder, view in views]

    def _told(self, state: str, problem: PilotError | None) -> None:
        """Tells the editor about the model; a state, never a message box."""
        reason = problem.to(self._configuration.view("").locale) if problem else ""
        self._endpoint.notify("bslPilot/completion/status", {"state": state, "reason": reason})

    async def complete(self, opened: OpenDocument, document: Document, params: Params) -> dict[str, Any]:
        """``textDocument/inlineCompletion``."""
        self.start()
        assert self._serving is not None
        view = self._configuration.view(opened.uri)
        places = Places(document.text, view.client.encoding)
        request = self._request(opened, document, params, places)
        result = await self._serving.complete(request)
        return {"items": [_item(offer, places, view) for offer in result.offers]}

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
        self.start()
        assert self._serving is not None
        return self._serving.stats()

    def configured(self) -> None:
        """Settings changed."""
        if self._serving is not None:
            self._serving.configure(self._workspaces())

    async def close(self) -> None:
        """Ends everything."""
        if self._serving is not None:
            await self._serving.close()

    def taken(self, offer_id: str) -> None:
        """The command :data:`ACCEPTED`."""
        if self._serving is not None:
            self._serving.accepted(offer_id)

    def _request(self, opened: OpenDocument, document: Document, params: Params, places: Places) -> Request:
        assert self._serving is not None
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
        characters = params.get("characters").value
        if self._serving is not None:
            self._serving.accepted(params["id"].string(), characters if isinstance(characters, int) else None)

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


def _item(offer: Offer, places: Places, view: View) -> dict[str, Any]:
    return {
        "insertText": offer.text,
        "range": places.range(offer.start, offer.end),
        "command": {"title": _ACCEPTED.to(view.locale), "command": ACCEPTED, "arguments": [offer.id]},
    }
