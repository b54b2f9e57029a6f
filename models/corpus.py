"""Repositories of BSL → cleaned text, split by repository.

    python models/corpus.py REPOSITORIES OUT [SOURCES]

``REPOSITORIES`` holds one folder ``owner_name`` for each line of ``SOURCES`` (``sources.tsv``), which says what each may be used
for: ``train``, ``dev`` (weights of the mixture and thresholds are fitted on it, models are chosen by it) or
``evaluate`` (only measured on, never looked at while building). Writes ``train.jsonl``, ``dev.jsonl`` and
``evaluate.jsonl`` with ``{"repository", "path", "text"}`` a line, ``train_windows.npy`` (hashes of all windows of
five lines that were trained on) and ``corpus.json`` with the counts and licences.

A file is left out when most of it was there before: the held-out repositories are read first, so that no
near-duplicate of theirs is trained on.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.completion.prompt import normalise
from bsl_pilot.errors import InputError
from bsl_pilot.text.files import read
from bsl_pilot.text.words import fold

LICENCES = {"MIT", "BSD-3-Clause", "Apache-2.0", "MPL-2.0", "CC-BY-4.0"}
"""What may be trained on; anything else in ``sources.tsv`` is an error."""
ROLES = ("evaluate", "dev", "train")
"""Held-out first: see above."""

SOURCES = Path(__file__).parent / "sources.tsv"

MAX_BYTES = 3_000_000
MAX_LINE = 400
"""Longer lines are data (base64, generated tables), not code that anybody types."""
WINDOW = 5
"""Lines of a window."""
SEEN = 0.5
"""Share of a file's windows that were there before, from which on it is a duplicate."""

_BANNER = re.compile(r"\A(?:\s*//[^\n]*\n)+")
_RIGHTS = re.compile(r"copyright|\(c\)|©|лиценз|licen[cs]e|все права|all rights", re.IGNORECASE)
_BLANK_RUNS = re.compile(r"\n{3,}")


class Source(NamedTuple):
    """One repository and what it may be used for."""

    repository: str
    licence: str
    role: str
    commit: str


def main(repositories: Path, out: Path, listed: Path = SOURCES) -> None:
    """Reads all, writes all."""
    out.mkdir(parents=True, exist_ok=True)
    seen = Seen()
    report: dict[str, dict[str, object]] = {}
    texts: dict[str, list[dict[str, str]]] = {role: [] for role in ROLES}
    for source in sorted(sources(listed), key=lambda one: ROLES.index(one.role)):
        counts: Counter[str] = Counter()
        for path, text in cleaned(repositories / source.repository.replace("/", "_"), counts):
            if seen.mostly(text, counts, trained=source.role == "train"):
                continue
            texts[source.role].append({"repository": source.repository, "path": path, "text": text})
            counts.update(files=1, lines=text.count("\n"), characters=len(text))
        report[source.repository] = {**source._asdict(), **counts}
        print(f"{source.role:9}{source.repository:40}{dict(counts)}", flush=True)
    for role, rows in texts.items():
        with (out / f"{role}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    np.save(out / "train_windows.npy", np.unique(np.concatenate([np.zeros(0, np.uint64), *seen.trained])))
    (out / "corpus.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")


def sources(listed: Path) -> list[Source]:
    """The lines of ``sources.tsv``, or of a list like it.

    Raises:
        ValueError: a repository whose licence does not allow training is marked for it.
    """
    with listed.open(encoding="utf-8", newline="") as file:
        found = [Source(**row) for row in csv.DictReader(file, delimiter="\t")]
    for one in found:
        if one.role == "train" and one.licence not in LICENCES:
            raise ValueError(f"{one.repository}: {one.licence} does not allow training")
    return found


def cleaned(folder: Path, counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Path and text of each source file that is worth reading."""
    for path in sorted([*folder.rglob("*.bsl"), *folder.rglob("*.os")]):
        if path.stat().st_size > MAX_BYTES:
            counts["too large"] += 1
            continue
        try:
            text = clean(read(path).text)
        except InputError:
            counts["unreadable"] += 1
            continue
        if text.count("\n") < 3:
            counts["empty"] += 1
        else:
            yield path.relative_to(folder).as_posix(), text


def clean(text: str) -> str:
    """The text without what nobody types: banners with rights, trailing blanks, runs of empty lines, data."""
    text = normalise(text)
    banner = _BANNER.match(text)
    if banner and _RIGHTS.search(banner.group()):
        text = text[banner.end() :]
    lines = (line.rstrip() for line in text.split("\n"))
    text = "\n".join(line for line in lines if len(line) <= MAX_LINE)
    return _BLANK_RUNS.sub("\n\n", text).strip("\n") + "\n"


def windows(text: str) -> NDArray[np.uint64]:
    """Hashes of all windows of five lines, whatever their indentation and letter case; blank lines don't count."""
    lines = [fold(stripped) for line in text.split("\n") if (stripped := line.strip())]
    hashes = np.array([_hash(line) for line in lines], dtype=np.uint64)
    count = len(hashes) - WINDOW + 1
    if count < 1:
        return np.zeros(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for at in range(WINDOW):
        total = total * np.uint64(0x9E3779B97F4A7C15) + hashes[at : at + count]
    return total


def _hash(line: str) -> int:
    return int.from_bytes(hashlib.blake2b(line.encode("utf-8", "replace"), digest_size=8).digest(), "little")


class Seen:
    """The files and windows that were there before."""

    def __init__(self) -> None:
        self.trained: list[NDArray[np.uint64]] = []
        self._texts: set[int] = set()
        self._windows: set[int] = set()

    def mostly(self, text: str, counts: Counter[str], *, trained: bool) -> bool:
        """Whether the text, or most of it, was there before; if not, it is from now on."""
        whole = _hash(text)
        if whole in self._texts:
            counts["equal"] += 1
            return True
        these = windows(text)
        known = self._windows.intersection(these.tolist())
        if len(these) and sum(map(known.__contains__, these.tolist())) > SEEN * len(these):
            counts["similar"] += 1
            return True
        self._texts.add(whole)
        self._windows.update(these.tolist())
        if trained:
            self.trained.append(these)
        return False


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
