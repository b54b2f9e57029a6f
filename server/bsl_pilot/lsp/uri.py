"""File URIs and paths."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bsl_pilot.text.words import upper

_DRIVE = re.compile(r"/[A-Za-z](:|%3A)", re.IGNORECASE)


def path_of(uri: str) -> Path | None:
    """The path of a ``file:`` URI; None for another scheme (``untitled:``, ``git:``) or a damaged one."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if parts.scheme != "file" or "\x00" in (path := unquote(parts.path)):
        return None
    if _DRIVE.match(path):  # editors write C: in either case and as %3A
        path = upper(path[1]) + path[2:]
    return Path(f"//{parts.netloc}{path}" if parts.netloc and parts.netloc != "localhost" else path)


def uri_of(path: str) -> str:
    """The ``file:`` URI of an absolute path."""
    return Path(path).as_uri()
