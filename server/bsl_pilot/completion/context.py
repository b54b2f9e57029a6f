"""Step 6: what a writer is told. What is not known in time is left out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath

from bsl_pilot.completion.cursor import Cursor
from bsl_pilot.completion.names import Resolver
from bsl_pilot.completion.ports import Prompt
from bsl_pilot.completion.prompt import header
from bsl_pilot.completion.request import Request

SECONDS = 0.06
"""What whoever knows something of the place is given to say it."""

NamesProvider = Callable[[Request], Awaitable[Resolver | None]]
"""Gives the names that exist at a request's cursor; None where nothing is known."""


async def nothing_known(_request: Request) -> Resolver | None:
    """A provider where there is none."""
    return None


def prompt(cursor: Cursor) -> Prompt:
    """The text around the cursor under the name of its module."""
    path = cursor.request.path
    name = header(path) if PurePosixPath(path).name else ""
    return Prompt(name, cursor.window.prefix, cursor.window.suffix, path)


async def names_in_time(provider: NamesProvider, cursor: Cursor, seconds: float = SECONDS) -> Resolver | None:
    """The names that exist at the cursor; None where they are not known within ``seconds``."""
    try:
        async with asyncio.timeout(seconds):
            return await provider(cursor.request)
    except TimeoutError:
        return None
