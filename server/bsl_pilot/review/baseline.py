"""Findings that a project has accepted: kept in a file, not reported again.

The file is JSON that merges well: one line per finding, sorted, paths relative to the file's folder.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path

from bsl_pilot.errors import InputError, UsageError
from bsl_pilot.locale import Text
from bsl_pilot.review.report import Report
from bsl_pilot.text.files import reason

VERSION = 1

_BROKEN = Text(
    "{path}: это не файл базовой линии; создайте его заново: --write-baseline {path}",
    "{path}: not a baseline file; write it again with --write-baseline {path}",
)


class Baseline:
    """Fingerprints of the accepted findings, by file."""

    def __init__(self, folder: str, known: dict[str, frozenset[str]]) -> None:
        self._folder = folder
        self._known = known

    def known(self, path: str) -> frozenset[str]:
        """Fingerprints of the accepted findings of the file ``path``."""
        return self._known.get(_relative(path, self._folder), frozenset())


def load(path: str) -> Baseline:
    """The baseline of a file.

    Raises:
        InputError: the file can't be read.
        UsageError: it is something else.
    """
    try:
        values = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        known: defaultdict[str, set[str]] = defaultdict(set)
        for one in values["findings"]:
            known[str(one["path"])].add(str(one["fingerprint"]))
    except OSError as error:
        raise InputError(reason(error).filled(path=path)) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UsageError(_BROKEN.filled(path=path)) from None
    return Baseline(str(Path(path).parent), {name: frozenset(prints) for name, prints in known.items()})


def write(path: str, report: Report) -> int:
    """Accepts all findings of a report; returns how many.

    Raises:
        InputError: the file can't be written.
    """
    folder = str(Path(path).parent)
    entries = sorted((_relative(file, folder), one.code, one.fingerprint) for file, one in report.findings())
    lines = ",\n".join(
        "  " + json.dumps({"path": file, "code": code, "fingerprint": known}, ensure_ascii=False)
        for file, code, known in entries
    )
    body = f'{{"version": {VERSION}, "findings": [\n{lines}\n]}}\n'
    _write_whole(path, body)
    return len(entries)


def _write_whole(path: str, body: str) -> None:
    """Writes the file under another name first, so that there is never half of one."""
    temporary = Path(f"{path}.{os.getpid()}.tmp")
    try:
        temporary.write_text(body, encoding="utf-8", errors="backslashreplace", newline="\n")
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise InputError(reason(error).filled(path=path)) from None


def _relative(path: str, folder: str) -> str:
    """The path from the baseline's folder, ``/`` as separator; the whole path from another drive."""
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:
        return Path(path).resolve().as_posix()
