"""One end of a JSON-RPC conversation: messages in, handlers called, answers out.

Handlers run on the event loop, in the order of the messages, until their first ``await``; so a request
sees exactly the state that the notifications before it left.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any, Protocol

from bsl_pilot.errors import PilotError
from bsl_pilot.locale import Locale
from bsl_pilot.lsp.rpc import message as out
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.rpc.params import Params

log = logging.getLogger(__name__)

Handler = Callable[[Params], Any]
"""Gives the answer or an awaitable of it; what a notification's handler gives is not looked at."""
Id = int | str


class Router(Protocol):
    """Finds handlers."""

    def request(self, method: str) -> Handler:
        """The handler of a request; raises ``ResponseError`` where it can't be answered now."""

    def notification(self, method: str) -> Handler | None:
        """The handler of a notification; None for one that is ignored."""


class Endpoint:
    """Speaks JSON-RPC over ``send``, which takes the body of one message."""

    def __init__(self, send: Callable[[bytes], None], router: Router) -> None:
        self._send = send
        self._router = router
        self._running: dict[Id, asyncio.Future[Any]] = {}
        self._asked: dict[Id, asyncio.Future[Any]] = {}
        self._background: set[asyncio.Future[Any]] = set()
        self._next_id = 0
        self.locale = Locale.EN
        self.traced: Callable[[str, float], None] | None = None
        """Told how many seconds each request took."""

    def receive(self, body: bytes) -> None:
        """Handles one message; whatever it holds, this returns."""
        try:
            decoded = json.loads(body.decode("utf-8"))
        except (ValueError, RecursionError) as problem:
            reason = "nested too deeply" if isinstance(problem, RecursionError) else str(problem)
            return self.complain(ErrorCode.PARSE_ERROR, f"the message is not JSON: {reason}")
        if isinstance(decoded, list):
            return self.complain(
                ErrorCode.INVALID_REQUEST, "batches are not part of LSP: send one message at a time"
            )
        if not isinstance(decoded, dict):
            return self.complain(ErrorCode.INVALID_REQUEST, "a message is a JSON object")
        if "method" in decoded:
            return self._called(decoded)
        if "id" in decoded and ("result" in decoded or "error" in decoded):
            return self._answered(decoded)
        return self.complain(
            ErrorCode.INVALID_REQUEST, "a message has a method, or an id with a result or an error"
        )

    def complain(self, code: int, text: str) -> None:
        """Says that a message was no message: an error without an id, and a line in the log."""
        log.warning("a message from the client is refused: %s", text)
        self._send(out.error(None, ResponseError(code, text).to_json()))

    def notify(self, method: str, params: Any) -> None:
        """Sends a notification."""
        self._send(out.notification(method, params))

    def request(self, method: str, params: Any) -> asyncio.Future[Any]:
        """Sends a request; the future fails with ``ResponseError`` when the client answers with an error."""
        self._next_id += 1
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._asked[self._next_id] = future
        self._send(out.request(self._next_id, method, params))
        return future

    def background(self, work: Awaitable[Any]) -> None:
        """Runs work that no message waits for; an error of it is logged."""
        task = asyncio.ensure_future(work)
        self._background.add(task)
        task.add_done_callback(self._done_in_background)

    def cancel(self, ident: object) -> None:
        """Cancels a request that still runs."""
        task = self._running.get(ident) if isinstance(ident, int | str) else None
        if task is not None:
            task.cancel()

    def close(self) -> None:
        """Cancels everything; nothing more is sent by what ran."""
        self._send = lambda _body: None
        for task in [*self._running.values(), *self._background]:
            task.cancel()
        for future in self._asked.values():
            future.cancel()

    def _called(self, decoded: dict[str, Any]) -> None:
        method, params = decoded["method"], decoded.get("params")
        if not isinstance(method, str):
            return self.complain(ErrorCode.INVALID_REQUEST, "the method is a string")
        if "id" not in decoded:
            return self._notified(method, Params(params))
        ident = decoded["id"]
        if not isinstance(ident, int | str) or isinstance(ident, bool):
            return self.complain(ErrorCode.INVALID_REQUEST, "the id of a request is an integer or a string")
        if ident in self._running:
            return self.complain(
                ErrorCode.INVALID_REQUEST, "the id of a request is in use by an unanswered one"
            )
        return self._requested(ident, method, Params(params))

    def _notified(self, method: str, params: Params) -> None:
        if method == "$/cancelRequest":
            return self.cancel(params.get("id").value)
        try:
            handler = self._router.notification(method)
            answer = handler(params) if handler else None
        except PilotError as problem:
            return log.warning("%s: %s", method, problem)
        except Exception:  # noqa: BLE001  (logged: the loop must live on)
            return log.exception("%s failed", method)
        if isawaitable(answer):
            self.background(answer)
        return None

    def _requested(self, ident: Id, method: str, params: Params) -> None:
        since = time.perf_counter()
        try:
            answer = self._router.request(method)(params)
        except Exception as problem:  # noqa: BLE001  (answered and logged: the loop must live on)
            return self._failed(ident, method, problem)
        if not isawaitable(answer):
            return self._succeeded(ident, method, answer, since)
        task = asyncio.ensure_future(answer)
        self._running[ident] = task
        task.add_done_callback(lambda done: self._finished(ident, method, done, since))
        return None

    def _finished(self, ident: Id, method: str, task: asyncio.Future[Any], since: float) -> None:
        self._running.pop(ident, None)
        if task.cancelled():
            return self._failed(
                ident, method, ResponseError(ErrorCode.REQUEST_CANCELLED, "the request was cancelled")
            )
        problem = task.exception()
        if problem is not None:
            return self._failed(ident, method, problem)
        return self._succeeded(ident, method, task.result(), since)

    def _succeeded(self, ident: Id, method: str, value: Any, since: float) -> None:
        try:
            answer = out.result(ident, value)
        except (TypeError, ValueError) as problem:
            return self._failed(ident, method, problem)
        self._send(answer)
        return self.traced(method, time.perf_counter() - since) if self.traced else None

    def _done_in_background(self, task: asyncio.Future[Any]) -> None:
        self._background.discard(task)
        problem = None if task.cancelled() else task.exception()
        if isinstance(problem, PilotError):
            log.warning("%s", problem)
        elif problem is not None:
            log.error("background work failed", exc_info=problem)
        _forget_frames(problem)

    def _failed(self, ident: Id, method: str, problem: BaseException) -> None:
        if isinstance(problem, ResponseError):
            answer = problem
        elif isinstance(problem, PilotError):
            answer = ResponseError(ErrorCode.REQUEST_FAILED, problem.to(self.locale))
        else:
            log.error("%s failed", method, exc_info=problem)
            answer = ResponseError(
                ErrorCode.INTERNAL_ERROR, f"{method} failed: a defect of BSL Pilot, see its log"
            )
        self._send(out.error(ident, answer.to_json()))
        _forget_frames(problem)

    def _answered(self, decoded: dict[str, Any]) -> None:
        ident = decoded["id"]
        future = self._asked.pop(ident, None) if isinstance(ident, int | str) else None
        if future is None or future.done():
            return log.debug("an answer to a request that was not asked")
        if "error" not in decoded:
            return future.set_result(decoded["result"])
        error = Params(decoded["error"])
        code = error.get("code").value
        future.set_exception(
            ResponseError(code if isinstance(code, int) else 0, error.get("message").string_or(""))
        )
        return None


def _forget_frames(problem: BaseException | None) -> None:
    """Lets go what the frames of an error hold: they hold the future that holds the error, and whole documents."""
    if problem is not None:
        problem.__traceback__ = None
