"""Which source files are in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.errors import InputError
from bsl_pilot.project.ignore import IgnoreList, ignore_list, is_ignored
from bsl_pilot.text.files import reason
from bsl_pilot.text.words import fold

SUFFIXES = (".bsl", ".os")
"""Modules of 1C:Enterprise and scripts of OneScript."""


class SourcePath(NamedTuple):
    """A source file: its path as it is shown (as given, ``/`` as separator) and its size in bytes."""

    shown: str
    size: int


@dataclass(slots=True)
class Found:
    """Source files in a stable order, and what could not be looked into."""

    files: list[SourcePath] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)


def find_sources(paths: Iterable[str], exclude: Iterable[str] = (), root: str = ".") -> Found:
    """The given files, and the source files in the given folders and below, each once.

    A file that is named counts whatever its suffix; ``exclude`` (patterns of ``.gitignore``, relative to
    ``root``) and, inside a git work tree, ``.gitignore`` files leave out what is found in folders. Links
    to folders are not followed, so a loop of links can't catch the walk.
    """
    found = Found()
    seen: set[str] = set()
    paths = tuple(paths)
    several = len(paths) > 1
    excluded = ignore_list(_slashed(str(Path(root).resolve())).rstrip("/") + "/", exclude)
    for path in paths:
        for source in _of_path(path, excluded, found.errors):
            key = os.path.normcase(Path(source.shown).resolve()) if several else source.shown
            if key not in seen:
                seen.add(key)
                found.files.append(source)
    return found


def _of_path(path: str, excluded: IgnoreList, errors: list[InputError]) -> Iterator[SourcePath]:
    """One path of the command line: a file as it is, a folder with what is in it."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError) as error:
        errors.append(_error(path, error))
        return
    if not Path(path).is_dir():
        yield SourcePath(_slashed(path), status.st_size)
        return
    real = str(Path(path).resolve())
    lists = [*_lists_above(real), excluded]
    shown = _slashed(path).rstrip("/") or "/"
    yield from _Walk(errors, honour_git=len(lists) > 1).folder(real, shown, lists)


class _Walk:
    """A walk through folders, in the order of names."""

    def __init__(self, errors: list[InputError], honour_git: bool) -> None:
        self._errors = errors
        self._honour_git = honour_git
        self._visited: set[tuple[int, int]] = set()

    def folder(self, real: str, shown: str, lists: list[IgnoreList]) -> Iterator[SourcePath]:
        """Source files below ``real``, shown below ``shown``; ``lists`` are innermost first."""
        try:
            status = os.stat(real)  # noqa: PTH116  (thousands of folders: Path costs more than the walk)
            with os.scandir(real) as opened:
                entries = list(opened)
        except OSError as error:
            self._errors.append(_error(shown, error))
            return
        identity = (status.st_dev, status.st_ino)
        if identity in self._visited:  # a junction or a mount inside of itself
            return
        self._visited.add(identity)
        if self._honour_git and any(entry.name == ".gitignore" for entry in entries):
            lists = [_git_list(real), *lists]
        prefix = shown if shown.endswith("/") else shown + "/"
        for entry in sorted(filter(_may_count, entries), key=_name):
            yield from self._entry(entry, prefix, lists)

    def _entry(self, entry: os.DirEntry[str], prefix: str, lists: list[IgnoreList]) -> Iterator[SourcePath]:
        shown = prefix + entry.name
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
            if not is_folder and not fold(entry.name).endswith(SUFFIXES):
                return
            if is_ignored(lists, _slashed(entry.path), is_folder):
                return
            if is_folder:
                yield from self.folder(entry.path, shown, lists)
            elif entry.is_file():
                yield SourcePath(shown, entry.stat().st_size)
        except OSError as error:
            self._errors.append(_error(shown, error))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _may_count(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, a source file by its name, or can't be told yet."""
    if fold(entry.name).endswith(SUFFIXES):
        return True
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return True


def _lists_above(folder: str) -> list[IgnoreList]:
    """The ``.gitignore`` files of the folders above, up to the root of the git work tree; innermost first.

    A list without patterns stands for the folder itself when it is in a work tree; nothing otherwise.
    """
    lists: list[IgnoreList] = []
    for one in (Path(folder), *Path(folder).parents):
        if str(one) != folder:
            lists.append(_git_list(str(one)))
        if (one / ".git").exists():
            return lists or [ignore_list("", ())]
    return []


def _git_list(folder: str) -> IgnoreList:
    """The patterns of a folder's ``.gitignore``; none when it can't be read, as git has it."""
    try:
        text = Path(folder, ".gitignore").read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        text = ""
    return ignore_list(_slashed(folder).rstrip("/") + "/", text.splitlines())


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")


def _error(path: str, error: OSError | ValueError) -> InputError:
    """The error of a path; a ``ValueError`` comes of a null character in it."""
    if isinstance(error, OSError):
        return InputError(reason(error).filled(path=_slashed(path)))
    return InputError(f"{path!r}: {error}")
