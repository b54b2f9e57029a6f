"""What git knows of a work tree; through the ``git`` command, which needs no library and honours every setting."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Text

TIMEOUT = 60
"""Seconds that git may take; the largest configurations need a few."""

_NO_GIT = Text("git не найден; установите git", "git is not installed; install it")
_NO_REPOSITORY = Text("{path}: это не репозиторий git", "{path}: not in a git repository")
_NO_REVISION = Text(
    "--since: в репозитории нет ревизии {revision!r}", "--since: the repository has no revision {revision!r}"
)
_FAILED = Text("git: {why}", "git: {why}")


Lines = tuple[tuple[int, int], ...]
"""Stretches of lines, from 0, the last one included."""
EVERY_LINE: Lines = ((0, 1 << 60),)


def changed_since(revision: str, path: str) -> dict[str, Lines]:
    """What differs from ``revision`` in the work tree of ``path``: the lines of each file, all those of untracked ones.

    Where lines were only removed, their neighbours count as changed. Keys are absolute paths, as in ``comparable``.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    top = top_of(path)
    unknown = _NO_REVISION.filled(revision=revision)
    if revision.startswith("-"):  # git would take it for an option
        raise UsageError(unknown)
    git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", error=unknown)
    names = git(top, "diff", "--name-only", "-z", "--no-ext-diff", "--diff-filter=d", revision, "--")
    untracked = git(top, "ls-files", "--others", "--exclude-standard", "-z")
    lines = dict(hunks(git(top, *_PATCH, "--diff-filter=d", revision, "--")))
    found = {comparable(top / name): EVERY_LINE for name in untracked.split("\0") if name}
    for name in filter(None, names.split("\0")):
        found[comparable(top / name)] = lines.get(name, EVERY_LINE)
    return found


_PATCH = (
    *("-c", "core.quotePath=false", "diff", "-U0", "--no-ext-diff", "--no-textconv", "--no-color"),
    *("--src-prefix=a/", "--dst-prefix=b/"),
)
"""The diff in the form that ``hunks`` reads, whatever the user's settings say."""
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")


def hunks(patch: str) -> Iterator[tuple[str, Lines]]:
    """The files of a diff without context, as git names them, with the lines that are new or beside removed ones.

    A file whose name git must quote is left out.
    """
    for part in re.split(r"^diff --git ", patch, flags=re.MULTILINE)[1:]:
        head, *rest = re.split(r"^(?=@@ )", part, flags=re.MULTILINE)
        name = re.search(r"^\+\+\+ b/(.*?)\t?$", head, re.MULTILINE)
        if name is not None:
            yield name[1], tuple(_stretch(match) for one in rest if (match := _HUNK.match(one)))


def _stretch(hunk: re.Match[str]) -> tuple[int, int]:
    first, count = int(hunk["first"]), int(hunk["count"] or 1)
    if not count:  # lines were removed behind this one
        return max(first - 1, 0), first
    return first - 1, first + count - 2


def comparable(path: str | Path) -> str:
    """The form in which two paths are equal when they are the same file."""
    return os.path.normcase(os.path.realpath(path))


def top_of(path: str) -> Path:
    """The folder of the work tree that a path is in.

    Raises:
        UsageError: there is no git, or it is in none.
    """
    folder = Path(path) if Path(path).is_dir() else Path(path).parent
    told = git(folder, "rev-parse", "--show-toplevel", error=_NO_REPOSITORY.filled(path=path))
    return Path(told.rstrip("\r\n"))


def git(folder: Path, *arguments: str, error: Text | None = None) -> str:
    """Output of a git command; ``error`` is what its failure means.

    Raises:
        UsageError: it failed, took longer than ``TIMEOUT``, or there is no git.
    """
    return os.fsdecode(git_bytes(folder, *arguments, error=error))


def git_bytes(folder: Path, *arguments: str, error: Text | None = None) -> bytes:
    """The same as ``git``, for what is no text."""
    try:
        done = subprocess.run(  # noqa: S603  (fixed command; the revision has been looked at)
            ["git", "-C", str(folder), *arguments],  # noqa: S607  (the user's own git)
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        raise UsageError(_NO_GIT) from None
    except (OSError, subprocess.TimeoutExpired) as failure:
        raise UsageError(_FAILED.filled(why=failure)) from None
    if done.returncode:
        why = os.fsdecode(done.stderr).strip().partition("\n")[0]
        raise UsageError(error or _FAILED.filled(why=why))
    return done.stdout
