"""Parse throughput, re-parse latency after a keystroke, and memory of trees.

    python bench/parse.py FOLDER [--seed 1] [--keystrokes 300]

FOLDER holds .bsl and .os files. Throughput is of one core over all files, without reading; keystrokes are
letters typed at the ends of names in methods of every module of 15,000 lines or more.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

from table import milliseconds, table

BIG = 15_000
LETTER = "я".encode()


def texts(folder: Path) -> Iterator[TextSnapshot]:
    """Every source file of a folder, largest first."""
    paths = [path for path in folder.rglob("*") if path.suffix in (".bsl", ".os") and path.is_file()]
    for path in sorted(paths, key=lambda one: -one.stat().st_size):
        yield TextSnapshot(path.read_bytes())


def throughput(folder: Path) -> list[object]:
    """Files, lines, megabytes, seconds, MB/s and lines/s of parsing all."""
    count = lines = size = 0
    spent = 0.0
    for text in texts(folder):
        count, lines, size = count + 1, lines + len(text.lines), size + len(text.data)
        started = time.perf_counter()
        Document.parse(text)
        spent += time.perf_counter() - started
    return [
        count,
        lines,
        f"{size / 1e6:.1f}",
        f"{spent:.2f}",
        f"{size / 1e6 / spent:.1f}",
        f"{lines / spent:,.0f}",
    ]


def keystrokes(document: Document, count: int, seed: int) -> list[float]:
    """Seconds that each of ``count`` keystrokes takes, every second one undoing the one before."""
    chance = random.Random(seed)
    methods = [part for part in document.parts if part.body.kind in METHODS]
    found: list[float] = []
    while methods and len(found) < count:
        part = chance.choice(methods)
        middle = chance.randrange(part.start, part.end)
        node = document.parts.node(part).descendant_for_byte_range(middle, middle)
        if node is None or node.type != "identifier":
            continue
        edit = ByteEdit(node.end_byte, node.end_byte, LETTER)
        started = time.perf_counter()
        document.edit([edit])
        found.append(time.perf_counter() - started)
    return found


def tree_memory(text: TextSnapshot) -> float:
    """Bytes of resident memory per byte of source that eight more trees of a text take."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    documents = [Document.parse(text) for _ in range(8)]
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return grown * 1024 / (len(documents) * len(text.data))


def main() -> None:
    """Prints the three tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keystrokes", type=int, default=300)
    options = parser.parse_args()
    big = [text for text in texts(options.folder) if len(text.lines) >= BIG]
    if big:
        print(f"memory of a tree: {tree_memory(big[0]):.1f} bytes per byte of source\n")
    rows: list[list[object]] = []
    everything: list[float] = []
    for text in big:
        spent = keystrokes(Document.parse(text), options.keystrokes, options.seed)
        everything += spent
        rows.append([f"{len(text.lines):,} lines, {len(text.data) / 1e6:.1f} MB", *milliseconds(spent)])
    rows.append([f"all {len(big)} modules", *milliseconds(everything)])
    print(table(["re-parse after a keystroke", "p50 ms", "p95 ms", "max ms"], rows) + "\n")
    print(table(["files", "lines", "MB", "seconds", "MB/s", "lines/s"], [throughput(options.folder)]))


if __name__ == "__main__":
    main()
