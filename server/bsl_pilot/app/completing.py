"""What the editor would show at one place."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.completion import Completion, CompletionOptions, open_completion
from bsl_pilot.app.knowledge import of_workspace
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError, UsageError
from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from bsl_pilot.completion.request import Request, Result
    from bsl_pilot.syntax.document import Document
    from bsl_pilot.text.positions import Position

_NO_LINE = Text(
    "{path}: нет строки {line}: последняя {last} (счёт от нуля)",
    "{path}: there is no line {line}: the last one is {last} (counted from zero)",
)
_OUTSIDE = Text("{path} не в папке {project}", "{path} is not in the folder {project}")


@dataclass(frozen=True, slots=True)
class CompleteRequest:
    """Where to complete: a file and a place in it, as LSP counts (from zero, UTF-16)."""

    path: Path
    position: Position
    project: Path | None = None
    """The project's folder; None for the workspace of the file."""
    invoked: bool = False
    """Asked for by hand: less is held back."""


@dataclass(frozen=True, slots=True)
class Completed:
    """What would be shown, and how long that took."""

    document: Document
    result: Result
    seconds: float
    """From the request to the answer, with everything loaded."""


def complete(workspace: Workspace, asked: CompleteRequest, options: CompletionOptions) -> Completed:
    """Completes at one place.

    Raises:
        InputError: the file can't be read, or is not in the project.
        UsageError: there is no such line.
        BackendError: there is nobody to write.
    """
    import asyncio  # noqa: PLC0415  (`check` and `format` need none)

    root = asked.project or workspace.folder
    request = _request(workspace, asked, root)
    joined = open_completion(workspace, options)
    try:
        if options.use_memory:
            joined.learn(of_workspace(workspace, root, joined))
        joined.wait()
        result, seconds = asyncio.run(_answer(joined, request))
    finally:
        joined.close()
    return Completed(request.document, result, seconds)


def _request(workspace: Workspace, asked: CompleteRequest, root: Path) -> Request:
    from bsl_pilot.completion.request import Request  # noqa: PLC0415  (loads the parser)
    from bsl_pilot.syntax.document import Document  # noqa: PLC0415
    from bsl_pilot.text.files import read  # noqa: PLC0415

    document = Document.parse(read(asked.path, workspace.settings.max_file_mb * 1024 * 1024).text)
    last = len(document.text.lines) - 1
    if not 0 <= asked.position.line <= last:
        raise UsageError(_NO_LINE.filled(path=asked.path, line=asked.position.line, last=last))
    absolute = asked.path.resolve()
    if not absolute.is_relative_to(root.resolve()):
        raise InputError(_OUTSIDE.filled(path=asked.path, project=root))
    path = absolute.relative_to(root.resolve()).as_posix()
    return Request(absolute.as_uri(), path, document, document.text.offset(asked.position), asked.invoked)


async def _answer(joined: Completion, request: Request) -> tuple[Result, float]:
    engine = joined.engine([joined.writer()])
    began = time.perf_counter()
    result = await engine.complete(request)
    seconds = time.perf_counter() - began
    await engine.close()
    return result, seconds
