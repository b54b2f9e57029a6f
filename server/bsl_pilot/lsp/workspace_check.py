"""``workspace/diagnostic``: what `bsl-pilot check` finds in the folders, in the background, for a client that asks.

A client asks again as soon as it is answered, so a question waits until something is new: settings, or files that were
saved. Only what is new is looked at then. Open documents are left to ``textDocument/diagnostic``.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import PilotError
from bsl_pilot.locale import Text
from bsl_pilot.lsp.configuration import Configuration
from bsl_pilot.lsp.progress import Progress
from bsl_pilot.lsp.rpc.endpoint import Endpoint
from bsl_pilot.lsp.rpc.message import dumps
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.uri import uri_of
from bsl_pilot.lsp.view import View

if TYPE_CHECKING:
    from bsl_pilot.review.report import FileReport, Report

Json = dict[str, Any]

PORTION = 100
"""Files in one part of an answer."""
_TITLE = Text("Проверка {name}", "Checking {name}")


class _Cancelled(Exception):  # noqa: N818  (never leaves this file)
    """Nobody waits for the answer any more."""


class WorkspaceCheck:
    """For one client."""

    def __init__(
        self,
        endpoint: Endpoint,
        configuration: Configuration,
        progress: Progress,
        is_settled: Callable[[], bool],
        is_open: Callable[[str], bool],
    ) -> None:
        """
        Args:
            endpoint: the client.
            configuration: its folders and settings.
            progress: where the client is shown how far it is.
            is_settled: whether the folders are indexed, as far as they will be.
            is_open: whether the client has a document (its URI) open.
        """
        self._endpoint = endpoint
        self._configuration = configuration
        self._progress = progress
        self._is_settled = is_settled
        self._is_open = is_open
        self._news = asyncio.Event()
        self._news.set()
        self._stamps: dict[str, tuple[int, int]] = {}
        self._view_of_stamps: dict[Path, View] = {}

    def renewed(self) -> None:
        """Settings, files or what is known of them are others now."""
        self._news.set()

    async def answer(self, params: Params) -> Json:
        """Reports of the files about which there is news for the client."""
        known = (
            {one["uri"].string_or(""): one["value"].string_or("") for one in params.get("previousResultIds")}
            if params.get("previousResultIds")
            else {}
        )
        token = params.get("partialResultToken").value
        items: list[Json] = []
        while not items:
            await self._something_new()
            for folder in self._configuration.folders:
                items += _reports(await self._checked(folder), known, self._is_open)
        if token is None:
            return {"items": items}
        for start in range(0, len(items), PORTION):
            part = {"items": items[start : start + PORTION]}
            self._endpoint.notify("$/progress", {"token": token, "value": part})
        return {"items": []}

    async def _something_new(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            if self._is_settled():
                return

    async def _checked(self, folder: Path) -> Mapping[str, list[Json]]:
        """Diagnostics of the folder's new files by URI."""
        view = self._configuration.view(folder.as_uri())
        everything = self._view_of_stamps.get(folder) != view
        stop = threading.Event()
        done = 0

        def advance(count: int, of: int) -> None:
            nonlocal done
            done = 100 * count // max(of, 1)
            if stop.is_set():
                raise _Cancelled

        run = asyncio.ensure_future(asyncio.to_thread(self._run, folder, view, everything, advance))
        self._progress.follow(_TITLE.to(view.locale, name=folder.name), run, lambda: done)
        try:
            found = await asyncio.shield(run)
        except asyncio.CancelledError:
            stop.set()
            self._news.set()  # what was not told is new for the next question
            with suppress(_Cancelled, PilotError):
                await run
            raise
        self._view_of_stamps[folder] = view
        return found

    # ---- on a thread

    def _run(
        self, folder: Path, view: View, everything: bool, advance: Callable[[int, int], None]
    ) -> Mapping[str, list[Json]]:
        from bsl_pilot.app.checking import CheckRequest, check  # noqa: PLC0415  (not before it is needed)

        workspace = Workspace(folder, view.settings, [], view.locale)
        stamps = {one.shown: _stamp(one.shown) for one in workspace.sources((str(folder),)).files}
        new = [path for path, stamp in stamps.items() if everything or self._stamps.get(path) != stamp]
        if not new:
            return {}
        paths = (str(folder),) if len(new) == len(stamps) else tuple(new)
        report = check(workspace, CheckRequest(paths), advance)
        self._stamps.update(stamps)
        return dict(_by_uri(report, view))


def _stamp(path: str) -> tuple[int, int]:
    try:
        found = Path(path).stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _by_uri(report: Report, view: View) -> Iterator[tuple[str, list[Json]]]:
    for file in report.files:
        if not file.error:
            yield uri_of(Path(file.path).as_posix()), _items(file, view)


def _items(file: FileReport, view: View) -> list[Json]:
    from bsl_pilot.review.diagnose import tags_of  # noqa: PLC0415  (loads the rules)

    convert = _converter(file, view)
    found: list[Json] = []
    for one in file.findings:
        json: Json = {
            "range": {"start": convert(one.range.start), "end": convert(one.range.end)},
            "severity": one.severity,
            "code": one.code,
            "source": "bsl-pilot",
            "message": one.message,
        }
        if view.client.diagnostics_tags and (tags := tags_of(one.code)):
            json["tags"] = [int(tag) for tag in tags]
        found.append(json)
    return found


def _converter(file: FileReport, view: View) -> Callable[[Any], Json]:
    """From positions in UTF-16 to those of the client."""
    from bsl_pilot.text.files import read  # noqa: PLC0415
    from bsl_pilot.text.positions import PositionEncoding  # noqa: PLC0415
    from bsl_pilot.text.snapshot import TextSnapshot  # noqa: PLC0415

    encoding = view.client.encoding
    if encoding is PositionEncoding.UTF16 or not file.findings:
        return lambda one: {"line": one.line, "character": one.character}
    text = TextSnapshot.of(read(Path(file.path)).text)

    def convert(one: Any) -> Json:
        found = text.position(text.offset(one), encoding)
        return {"line": found.line, "character": found.character}

    return convert


def _reports(
    found: Mapping[str, list[Json]], known: Mapping[str, str], is_open: Callable[[str], bool]
) -> Iterable[Json]:
    """Reports of what the client does not have yet; a file without findings is told only if it had some."""
    for uri, items in found.items():
        if is_open(uri) or not (items or uri in known):
            continue
        result_id = blake2b(dumps(items), digest_size=12).hexdigest()
        if known.get(uri) == result_id:
            yield {"kind": "unchanged", "uri": uri, "version": None, "resultId": result_id}
        else:
            yield {"kind": "full", "uri": uri, "version": None, "resultId": result_id, "items": items}
