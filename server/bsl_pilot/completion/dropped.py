"""The one way out of the engine's steps without a text."""

from __future__ import annotations


class Dropped(Exception):  # noqa: N818  (an outcome more than an error; never leaves the engine)
    """A step held the text back; ``reason`` is the step's name, as it is counted and told to the editor."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
