"""What the worker does with messages: mirrors documents and runs methods of the registry on them."""

from __future__ import annotations

import traceback
from typing import Any

from bsl_pilot.errors import PilotError
from bsl_pilot.lsp import registry
from bsl_pilot.lsp.registry import KEPT
from bsl_pilot.lsp.rpc.message import dumps
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.view import Request
from bsl_pilot.lsp.worker.wire import Asked, Closed, Edited, Opened, Reply, ToWorker
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextSnapshot


class Mirror:
    """A document as the server has it."""

    __slots__ = ("document", "memory", "revision", "version")

    def __init__(self, version: int, revision: int, document: Document) -> None:
        self.version = version
        self.revision = revision
        self.document = document
        self.memory: dict[str, Any] = {}


class Desk:
    """Handles one message after another."""

    def __init__(self) -> None:
        self._mirrors: dict[str, Mirror] = {}

    def handle(self, message: ToWorker) -> Reply | None:
        """Takes a message; the answer to it where it asks for one."""
        match message:
            case Opened():
                document = Document.parse(TextSnapshot(message.data))
                self._mirrors[message.uri] = Mirror(message.version, message.revision, document)
            case Edited():
                mirror = self._mirrors[message.uri]
                mirror.version, mirror.revision = message.version, message.revision
                mirror.document = mirror.document.edit(message.edits)
                kept = mirror.memory.get(KEPT)
                if kept is not None:
                    kept.edited(message.edits)
            case Closed():
                self._mirrors.pop(message.uri, None)
            case Asked():
                return self._answer(message)
        return None

    def _answer(self, asked: Asked) -> Reply:
        mirror = self._mirrors[asked.uri]
        params = Params(asked.params)
        request = Request(mirror.document, asked.uri, mirror.version, params, asked.view, mirror.memory)
        try:
            value = registry.resolve(registry.BY_METHOD[asked.method])(request)
            return Reply(asked.ident, mirror.revision, value if isinstance(value, bytes) else dumps(value))
        except PilotError as problem:
            return Reply(asked.ident, mirror.revision, error=problem.to(asked.view.locale))
        except Exception as problem:  # noqa: BLE001  (the server logs it; the worker must live on)
            return Reply(asked.ident, mirror.revision, error=repr(problem), traceback=traceback.format_exc())
