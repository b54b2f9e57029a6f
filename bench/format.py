"""Formats every module of a folder in memory and prints what the formatter must never do, and its speed.

    python bench/format.py FOLDER [--sample N] [--jobs N] [--show N]

``--show`` prints so many changed lines, drawn at random, to be read by a person.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from bsl_pilot.errors import PilotError
from bsl_pilot.features.format import FormatOptions, format_document, format_on_type
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.files import decode
from bsl_pilot.text.snapshot import apply

from table import milliseconds, table

_CONTINUATION = re.compile(rb"([\r\n])[ \t]+(?=[|/])")
_SHOWN_PER_FILE = 3
_BIG = 15_000
_KEYS = 100


@dataclass
class Tally:
    """Sums over files."""

    files: int = 0
    unreadable: int = 0
    size: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    lines: int = 0
    trimmed: int = 0
    dropped: int = 0
    changed: int = 0
    new_tokens: list[str] = field(default_factory=list)
    unstable: list[str] = field(default_factory=list)
    new_errors: list[str] = field(default_factory=list)
    samples: list[str] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Adds the sums of other files."""
        for name in ("files", "unreadable", "size", "seconds", "lines", "trimmed", "dropped", "changed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.slowest = max(self.slowest, other.slowest)
        for name in ("new_tokens", "unstable", "new_errors", "samples", "keys"):
            getattr(self, name).extend(getattr(other, name))


def spelled(data: bytes) -> list[tuple[str, bytes]]:
    """Kind and text of every token; the indentation inside of strings is no part of them."""
    return [(token.kind, _CONTINUATION.sub(rb"\1", data[token.start : token.end])) for token in tokens(data)]


def measure(path: Path) -> Tally:
    """Formats one file twice."""
    try:
        text = decode(path.read_bytes(), path).text
    except PilotError:
        return Tally(unreadable=1)
    before = Document.parse(text)
    started = time.process_time()
    edits = format_document(before)
    seconds = time.process_time() - started
    after = Document.parse(apply(before.text, edits))
    tally = Tally(files=1, size=len(before.text.data), seconds=seconds, slowest=seconds)
    if spelled(before.text.data) != spelled(after.text.data):
        tally.new_tokens.append(str(path))
    if after.root.has_error and not before.root.has_error:
        tally.new_errors.append(str(path))
    if format_document(after):
        tally.unstable.append(str(path))
    _compare(path, text, after.text.text, tally)
    if len(before.text.lines) >= _BIG:
        tally.keys.extend(enter(before))
    return tally


def enter(document: Document) -> Iterator[float]:
    """Seconds that the answer to Enter takes, at the begins of lines drawn at random."""
    for start in random.sample(document.text.lines.starts[1:], _KEYS):
        started = time.process_time()
        format_on_type(document, start, "\n", FormatOptions())
        yield time.process_time() - started


def _compare(path: Path, before: str, after: str, tally: Tally) -> None:
    """Counts changed lines: those that only lost blanks at their end, and the others.

    Tokens stay on their lines, so the lines that are not blank correspond one to one.
    """
    old = before.splitlines()
    full = [line.rstrip() for line in old if line.strip()]
    new = [line.rstrip() for line in after.splitlines() if line.strip()]
    tally.lines = len(old)
    tally.trimmed = sum(line != line.rstrip() for line in old)
    tally.dropped = len(old) - len(after.splitlines())
    found = [f"-{one}\n+{other}" for one, other in zip(full, new, strict=True) if one != other]
    tally.changed = len(found)
    for line in random.sample(found, min(_SHOWN_PER_FILE, len(found))):
        tally.samples.append(f"{path.name}\n{line}")


def report(tally: Tally) -> None:
    """Prints the table."""
    rows = [
        ("files (of these unreadable)", f"{tally.files} ({tally.unreadable})"),
        ("files whose tokens change", str(len(tally.new_tokens))),
        ("files that a second run changes", str(len(tally.unstable))),
        ("files that get a syntax error", str(len(tally.new_errors))),
        ("MB/s", f"{tally.size / 1e6 / max(tally.seconds, 1e-9):.2f}"),
        ("lines/s", f"{tally.lines / max(tally.seconds, 1e-9):,.0f}"),
        ("slowest file, s", f"{tally.slowest:.2f}"),
        ("lines", f"{tally.lines:,}"),
        ("lines with blanks at their end", f"{tally.trimmed / max(tally.lines, 1):.2%}"),
        ("blank lines removed", f"{tally.dropped / max(tally.lines, 1):.2%}"),
        ("lines changed otherwise", f"{tally.changed / max(tally.lines, 1):.2%}"),
    ]
    rows.append(
        (f"Enter in modules of {_BIG:,}+ lines, ms: p50, p95, max", " ".join(milliseconds(tally.keys)))
    )
    print(table(("formatting", ""), rows))
    for title in ("new_tokens", "unstable", "new_errors"):
        for path in getattr(tally, title)[:20]:
            print(f"{title}: {path}")


def main() -> int:
    """Runs the benchmark; 1 where the formatter did what it must never do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, help="so many files, drawn at random")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="changed lines to print")
    options = parser.parse_args()
    paths = sorted(
        path for path in options.folder.rglob("*") if path.suffix in (".bsl", ".os") and path.is_file()
    )
    random.seed(0)
    if options.sample and options.sample < len(paths):
        paths = random.sample(paths, options.sample)
    tally = Tally()
    with ProcessPoolExecutor(options.jobs) as pool:
        for one in pool.map(measure, paths, chunksize=16):
            tally.add(one)
    report(tally)
    for sample in random.sample(tally.samples, min(options.show, len(tally.samples))):
        print(sample)
    return bool(tally.new_tokens or tally.unstable or tally.new_errors)


if __name__ == "__main__":
    sys.exit(main())
