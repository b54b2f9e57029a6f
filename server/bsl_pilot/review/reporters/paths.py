"""Paths as build servers want them: relative where they can be, without ``./``, ``/`` as separator."""

from __future__ import annotations

import os
import posixpath
import urllib.parse
from pathlib import Path


def relative(path: str) -> str:
    """The path from the current folder; unchanged when it leads out of it or to another drive."""
    if Path(path).is_absolute():
        try:
            inside = os.path.relpath(path).replace(os.sep, "/")
        except ValueError:
            return path
        return path if inside.startswith("../") else inside
    return posixpath.normpath(path)


def uri(path: str) -> str:
    """The path as a URI reference, every byte that must not stand in one escaped."""
    shown = relative(path)
    quoted = urllib.parse.quote(os.fsencode(shown))
    if not Path(shown).is_absolute():
        return quoted
    return "file://" + ("" if quoted.startswith("/") else "/") + quoted.replace("%3A", ":", 1)
