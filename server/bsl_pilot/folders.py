"""Where this user's files go, by the custom of the system. The folders need not exist."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "bsl-pilot"


def cache_folder() -> Path:
    """What can be computed again."""
    if sys.platform == "win32":
        return _local() / NAME / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / NAME
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / NAME


def data_folder() -> Path:
    """What is the user's own: imported models, statistics."""
    if sys.platform == "win32":
        return _local() / NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / NAME


def _local() -> Path:
    return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
