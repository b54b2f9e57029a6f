"""One client from ``initialize`` to ``exit``: the life cycle, and who handles what when."""

from __future__ import annotations

import asyncio
import logging
from enum import Enum
from typing import TYPE_CHECKING, Any

from bsl_pilot import __version__
from bsl_pilot.lsp import registry
from bsl_pilot.lsp.configuration import Configuration
from bsl_pilot.lsp.log import ROOT, ToClient
from bsl_pilot.lsp.rpc.endpoint import Endpoint, Handler
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.transport import parent
from bsl_pilot.lsp.transport.channel import Send

if TYPE_CHECKING:
    from bsl_pilot.lsp.service import Service

log = logging.getLogger(__name__)

INCREMENTAL = 2
WITHOUT_DOCUMENT = ("workspace/executeCommand", "workspace/diagnostic", "bslPilot/stats")
"""Requests about no document."""
STARTS_AFTER = 0.05
"""Seconds behind ``initialized`` after which model and index are loaded: the first documents come first."""


class State(Enum):
    """Where in its life a session is."""

    NEW = "new"
    RUNNING = "running"
    SHUT_DOWN = "shut down"


class Session:
    """The conversation with one client."""

    def __init__(self, send: Send) -> None:
        self.exited: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._endpoint = Endpoint(send, self)
        self._state = State.NEW
        self._configuration: Configuration | None = None
        self._service: Service | None = None
        self._log = ToClient(self._endpoint)
        ROOT.addHandler(self._log)

    def receive(self, body: bytes) -> None:
        """Takes the body of one message."""
        self._endpoint.receive(body)

    def complain(self, text: str) -> None:
        """Takes the news that the stream held something that is no message."""
        self._endpoint.complain(ErrorCode.PARSE_ERROR, text)

    async def close(self) -> None:
        """Ends everything that the session started."""
        ROOT.removeHandler(self._log)
        self._endpoint.close()
        if self._service is not None:
            await self._service.close()

    def request(self, method: str) -> Handler:
        """Router: the handler of a request."""
        if self._state is State.SHUT_DOWN:
            raise ResponseError(ErrorCode.INVALID_REQUEST, f"{method} after shutdown: only exit may follow")
        if method == "initialize":
            return self._initialize
        if self._state is State.NEW:
            raise ResponseError(ErrorCode.SERVER_NOT_INITIALIZED, f"{method} before initialize")
        if method == "shutdown":
            return self._shutdown
        if method in WITHOUT_DOCUMENT:
            return self._loaded().requests[method]
        entry = registry.BY_METHOD.get(method)
        if entry is None or entry.internal:
            raise ResponseError(ErrorCode.METHOD_NOT_FOUND, f"{method} is not supported")
        return lambda params: self._loaded().request(entry, params)

    def notification(self, method: str) -> Handler | None:
        """Router: the handler of a notification; None where it is ignored."""
        if method == "exit":
            return self._exit
        if self._state is not State.RUNNING:
            return None
        if method == "initialized":
            return self._initialized
        if method == "$/setTrace":
            return self._set_trace
        assert self._configuration is not None
        handlers = {**self._loaded().notifications, **self._configuration.notifications}
        if method not in handlers and not method.startswith("$/"):
            log.debug("the notification %s is not known", method)
        return handlers.get(method)

    def _initialize(self, params: Params) -> dict[str, Any]:
        if self._state is not State.NEW:
            raise ResponseError(ErrorCode.INVALID_REQUEST, "initialize was sent before")
        configuration = Configuration(self._endpoint, params, self._settings_changed)
        self._configuration = configuration
        self._state = State.RUNNING
        self._endpoint.locale = configuration.locale
        self._trace(params.get("trace").string_or("off"))
        self._watch(params.get("processId").value)
        asyncio.get_running_loop().call_soon(self._loaded)  # while the client reads the answer
        return {
            "capabilities": {
                "positionEncoding": configuration.client.encoding.value,
                "textDocumentSync": {"openClose": True, "change": INCREMENTAL, "save": True},
                "workspace": {"workspaceFolders": {"supported": True, "changeNotifications": True}},
                **registry.capabilities(configuration.client),
            },
            "serverInfo": {"name": "BSL Pilot", "version": __version__},
        }

    def _initialized(self, _params: Params) -> None:
        assert self._configuration is not None
        self._configuration.start()
        asyncio.get_running_loop().call_later(STARTS_AFTER, self._start)

    def _start(self) -> None:
        if self._state is State.RUNNING:
            self._loaded().start()

    def _shutdown(self, _params: Params) -> None:
        self._state = State.SHUT_DOWN

    def _exit(self, _params: Params) -> None:
        self._end(0 if self._state is State.SHUT_DOWN else 1)

    def _set_trace(self, params: Params) -> None:
        self._trace(params["value"].string())

    def _trace(self, value: str) -> None:
        """At ``messages`` or ``verbose`` the client is told how long each request took."""
        self._endpoint.traced = None if value == "off" else self._log_trace

    def _log_trace(self, method: str, seconds: float) -> None:
        self._endpoint.notify("$/logTrace", {"message": f"{method}: {seconds * 1000:.1f} ms"})

    def _watch(self, pid: object) -> None:
        """Ends with the client's process, unless it can't be seen from here (another machine, a container)."""
        if not isinstance(pid, int) or isinstance(pid, bool) or pid <= 0:
            return
        if parent.is_alive(pid):
            self._endpoint.background(self._until_gone(pid))
        else:
            log.info("the client's process %d is not one of this machine: its end will not be noticed", pid)

    async def _until_gone(self, pid: int) -> None:
        await parent.gone(pid)
        log.info("the client's process has ended")
        self._end(1)

    def _end(self, code: int) -> None:
        if not self.exited.done():
            self.exited.set_result(code)

    def _settings_changed(self) -> None:
        if self._service is not None:
            self._service.settings_changed()

    def _loaded(self) -> Service:
        """The service, loaded when it is first needed: the parser is most of the start-up time."""
        if self._service is None:
            from bsl_pilot.lsp.service import Service  # noqa: PLC0415  (see above)

            assert self._configuration is not None
            self._service = Service(self._endpoint, self._configuration)
        return self._service
