"""What a transport and a session know of each other."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

Send = Callable[[bytes], None]
"""Sends the body of one message; never blocks, and drops it when the client is gone."""


class Conversation(Protocol):
    """A session, as a transport sees it."""

    exited: asyncio.Future[int]
    """Done with the exit code of the process when the client sent ``exit`` or its process ended."""

    def receive(self, body: bytes) -> None:
        """Takes the body of one message."""

    def complain(self, text: str) -> None:
        """Takes the news that the stream held something that is no message."""

    async def close(self) -> None:
        """The client is gone, or the process ends: nothing more is sent."""


Open = Callable[[Send], Conversation]
"""Makes a session for a client."""
