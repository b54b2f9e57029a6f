"""What git knows of a work tree; through the ``git`` command, which needs no library and honours every setting."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Text

TIMEOUT = 60
"""Seconds that git may take; the largest configurations need a few."""

_NO_GIT = Text(
    "--since: git не найден; установите git или уберите --since",
    "--since: git is not installed; install it or leave --since out",
)
_NO_REPOSITORY = Text("--since: {path}: это не репозиторий git", "--since: {path}: not in a git repository")
_NO_REVISION = Text(
    "--since: в репозитории нет ревизии {revision!r}", "--since: the repository has no revision {revision!r}"
)
_FAILED = Text("--since: git: {why}", "--since: git: {why}")


def changed_since(revision: str, path: str) -> set[str]:
    """Files that differ from ``revision`` in the work tree of ``path``, untracked ones included.

    Returns:
        Absolute paths, in the form of ``comparable``.

    Raises:
        UsageError: there is no git, no repository, or no such revision.
    """
    folder = Path(path) if Path(path).is_dir() else Path(path).parent
    top = Path(
        _git(folder, "rev-parse", "--show-toplevel", error=_NO_REPOSITORY.filled(path=path)).rstrip("\r\n")
    )
    unknown = _NO_REVISION.filled(revision=revision)
    if revision.startswith("-"):  # git would take it for an option
        raise UsageError(unknown)
    _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", error=unknown)
    changed = _git(top, "diff", "--name-only", "-z", "--no-ext-diff", "--diff-filter=d", revision, "--")
    untracked = _git(top, "ls-files", "--others", "--exclude-standard", "-z")
    return {comparable(top / name) for name in (changed + untracked).split("\0") if name}


def comparable(path: str | Path) -> str:
    """The form in which two paths are equal when they are the same file."""
    return os.path.normcase(os.path.realpath(path))


def _git(folder: Path, *arguments: str, error: Text | None = None) -> str:
    """Output of a git command; ``error`` is what its failure means."""
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
    return os.fsdecode(done.stdout)
