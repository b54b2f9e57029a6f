"""Files that a process is still writing: named after it, so that its end can take them along."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def unfinished(name: str) -> str:
    """How the names of files begin that this process is writing."""
    return f".{name}-{os.getpid()}-"


def abandon(folder: Path) -> None:
    """Deletes what this process did not finish, since it ends now."""
    for left in folder.glob(unfinished("*")):
        with contextlib.suppress(OSError):  # Windows keeps what is open; the next build finds it
            left.unlink()
