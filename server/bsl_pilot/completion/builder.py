"""Starts the process that builds the project's memory, and waits for it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import sys
from dataclasses import asdict

from bsl_pilot.completion.build import Order, Report
from bsl_pilot.errors import BackendError
from bsl_pilot.locale import Text

_logger = logging.getLogger(__name__)

_FAREWELL = 2.0
"""Seconds that an unwanted build gets to delete what it has not finished."""

_FAILED = Text(
    "не удалось построить память проекта, подробности в журнале: {why}",
    "the project's memory can't be built, see the log: {why}",
)


async def build(order: Order) -> Report:
    """Runs the build in a process of its own; cancelling this call ends it, and so does the end of our process.

    Raises:
        BackendError: the process can't be started or failed.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bsl_pilot.completion.build"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise BackendError(_FAILED.filled(why=error)) from error
    try:
        out, said = await _talk(process, json.dumps(asdict(order)).encode() + b"\n")
    finally:
        await _end(process)
    for line in said.decode("utf-8", "replace").splitlines():
        _logger.info("memory: %s", line)
    if process.returncode or not out:
        why = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise BackendError(_FAILED.filled(why=why or process.returncode))
    return Report(**json.loads(out))


async def _end(process: asyncio.subprocess.Process) -> None:
    """Lets the process tidy up, which the end of its input tells it to; one that does not listen is killed."""
    assert process.stdin
    process.stdin.close()
    try:
        await asyncio.wait_for(process.wait(), _FAREWELL)
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _talk(process: asyncio.subprocess.Process, order: bytes) -> tuple[bytes, bytes]:
    """Gives the order and reads to the end; the pipe stays open so long, since its end would end the build."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it died at once: its words say why
        process.stdin.write(order)
        await process.stdin.drain()
    out, said = await asyncio.gather(process.stdout.read(), process.stderr.read())
    await process.wait()
    return out, said
