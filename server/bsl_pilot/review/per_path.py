"""Rules that the settings switch off in some files: ``check.per_path``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from bsl_pilot.project.ignore import IgnoreList, ignore_list, is_left_out
from bsl_pilot.text.words import fold


class PerPath:
    """Asked for each file. Patterns are those of ``.gitignore``, relative to the workspace's folder."""

    def __init__(self, patterns: Mapping[str, tuple[str, ...]], folder: Path) -> None:
        """
        Args:
            patterns: keys of rules (``*``: all) by pattern, as in the settings.
            folder: the workspace (absolute, no links).
        """
        self._base = folder.as_posix().rstrip("/") + "/"
        self._lists: list[tuple[IgnoreList, frozenset[str]]] = [
            (ignore_list(self._base, (pattern,)), frozenset(map(fold, keys)))
            for pattern, keys in patterns.items()
        ]

    def off(self, path: str) -> frozenset[str]:
        """Folded keys of the rules that don't run in a file (absolute, no links, ``/`` as separator)."""
        found: frozenset[str] = frozenset()
        for one, keys in self._lists:
            if is_left_out((one,), path, self._base):
                found |= keys
        return found


@lru_cache(maxsize=8)
def per_path(patterns: tuple[tuple[str, tuple[str, ...]], ...], folder: Path) -> PerPath:
    """The same for settings that can be hashed: made once for a workspace."""
    return PerPath(dict(patterns), folder)
