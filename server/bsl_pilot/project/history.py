"""What one person changed in the modules of a git work tree, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.project.files import SUFFIXES
from bsl_pilot.project.git import EVERY_LINE, Lines, git, git_bytes, hunks

_GONE = "D"


class Commit(NamedTuple):
    """A commit: its name, and its day (``2026-11-21``)."""

    name: str
    day: str


class Change(NamedTuple):
    """A module that a commit changed: its path from the top of the work tree; its contents as git names them."""

    path: str
    before: str
    """Empty where the module is new."""
    after: str


def author_of(top: Path) -> str:
    """The address of the person at this machine, as git has it; empty where git does not know."""
    told = git(top, "config", "--default", "", "--get", "user.email")
    return told.strip()


def commits(top: Path, author: str, limit: int) -> list[Commit]:
    """The last commits of an author that are no merges. ``author`` is a part of the name or address."""
    told = git(
        top,
        *("log", "--no-merges", "--fixed-strings", f"--author={author}", f"--max-count={limit}"),
        *("--format=%H %cs", "--", *_modules()),
    )
    return [Commit(*line.split(" ", 1)) for line in told.splitlines() if " " in line]


def changes(top: Path, commit: Commit) -> Iterator[Change]:
    """The modules that a commit wrote."""
    told = git(
        top,
        *("diff-tree", "-r", "--root", "--no-commit-id", "--raw", "--no-abbrev", "-M", "-z"),
        *(commit.name, "--", *_modules()),
    )
    fields = iter(told.split("\0"))
    for head in fields:
        if not head:
            continue
        _, _, before, after, state = head.split(" ")
        path = next(fields)
        if state[0] in "RC":
            path = next(fields)
        if state != _GONE:
            yield Change(path, before if before.strip("0") else "", after)


def contents(top: Path, name: str) -> bytes:
    """Contents by their name in git."""
    return git_bytes(top, "cat-file", "blob", name)


def changed_lines(top: Path, change: Change) -> Lines:
    """The lines that the change wrote."""
    if not change.before:
        return EVERY_LINE
    told = git(
        top,
        "diff",
        "-U0",
        "--no-ext-diff",
        "--no-textconv",
        "--no-color",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        change.before,
        change.after,
    )
    return next((lines for _, lines in hunks(told)), ())


def _modules() -> list[str]:
    return [f":(icase)*{suffix}" for suffix in SUFFIXES]
