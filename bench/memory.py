"""The project's memory of a folder: time to build, size, time of a recall, and what it is worth alone.

    python bench/memory.py FOLDER --tokenizer tokenizer.json [--questions 2000] [--cursors 400] [--seed 1]

Times of recalls are CPU time of the thread. The rest of a code line counts as right when it is written exactly, at
cursors between two tokens of lines drawn at random (nothing half-typed), with the file itself hidden from the
project; the file above and below the line is remembered.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.completion import store
from bsl_pilot.completion.build import Order
from bsl_pilot.completion.builder import build
from bsl_pilot.completion.local import LocalMemory
from bsl_pilot.completion.memory import Memory
from bsl_pilot.completion.recall import NOTHING, Recaller
from bsl_pilot.project.files import find_sources

from table import quantile, table

MOST = 32
"""Tokens of a line at most."""


def main() -> None:
    options = arguments()
    tokens = Tokens.load(options.tokenizer)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        order = ordered(options, tokens, folder)
        cold = asyncio.run(build(order))
        warm = asyncio.run(build(order))
        began = time.perf_counter()
        stored = store.newest(Path(folder), order.key)
        opened = time.perf_counter() - began
        assert stored
        size = stored.path.stat().st_size
        print(f"{options.folder}\n")
        print(
            table(
                ("files", "tokens", "cold s", "warm s", "open ms", "MB", "bytes a token"),
                [
                    (
                        cold.files,
                        f"{cold.tokens:,}",
                        f"{cold.seconds:.1f}",
                        f"{warm.seconds:.2f}",
                        f"{opened * 1000:.0f}",
                        f"{size / 1e6:.1f}",
                        f"{size / max(1, cold.tokens):.1f}",
                    )
                ],
            )
        )
        print("\n" + table(("recall, µs", "p50", "p95", "max"), recalls(stored.memory, options)))
        head = ("alone, rest of the line", "cursors", "shown %", "right %", "right of shown %")
        print("\n" + table(head, worth(stored.memory, tokens, options)))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--questions", type=int, default=2000)
    parser.add_argument("--cursors", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def ordered(options: argparse.Namespace, tokens: Tokens, folder: str) -> Order:
    found = [source.shown for source in find_sources([options.folder]).files]
    paths = [os.path.relpath(path, options.folder).replace(os.sep, "/") for path in found]
    name = str(options.tokenizer.resolve())
    key = sha256(options.tokenizer.read_bytes()).hexdigest()
    return Order(options.folder, paths, folder, "bsl_pilot.backends.bulk:encoder", name, key, tokens.size)


def recalls(memory: Memory, options: argparse.Namespace) -> list[tuple[str, ...]]:
    """Questions at random places: the project without the file, and the file itself."""
    chance = random.Random(options.seed)
    paths = [path for path, (first, end) in memory.documents.items() if end - first > 64]
    times: dict[str, list[float]] = {"project": [], "project, again": [], "local": []}
    for path in chance.choices(paths, k=options.questions):
        document = memory.document(path)
        at = chance.randrange(32, len(document))
        context = document[at - 32 : at].tolist()
        local = LocalMemory(document[:at], document[at:])
        project = memory.view(path)
        asked: tuple[Recaller, ...] = (project, project, local)
        for name, recaller in zip(times, asked, strict=True):
            times[name].append(timed(recaller, context))
    return [
        (name, *(f"{value * 1e6:.0f}" for value in (quantile(some, 0.5), quantile(some, 0.95), max(some))))
        for name, some in times.items()
    ]


def timed(memory: Recaller, context: list[int]) -> float:
    began = time.thread_time()
    memory.recall(context)
    return time.thread_time() - began


def worth(memory: Memory, tokens: Tokens, options: argparse.Namespace) -> list[tuple[object, ...]]:
    chance = random.Random(options.seed)
    paths = [path for path, (first, end) in memory.documents.items() if end - first > 300]
    counts = {"project": [0, 0, 0], "file": [0, 0, 0], "both": [0, 0, 0]}
    for path in chance.choices(paths, k=options.cursors) if paths else ():
        document = memory.document(path).tolist()
        ends = [at for at, token in enumerate(document) if tokens.spelling[token].startswith(b"\n")]
        at = chance.randrange(len(ends) - 1)
        first, last = ends[at] + 1, ends[at + 1]
        line = b"".join(tokens.spelling[token] for token in document[first:last]).strip()
        if len(line) < 6 or line.startswith((b"//", b"|", b"#")):
            continue
        cursor = chance.randrange(first, last)
        local = LocalMemory(document[:cursor], document[last:])
        project = memory.view(path)
        asked: dict[str, list[Recaller]] = {"project": [project], "file": [local], "both": [local, project]}
        for name, memories in asked.items():
            written = rest(memories, document[max(0, cursor - 64) : cursor], tokens)
            counts[name][0] += 1
            counts[name][1] += bool(written)
            counts[name][2] += written == document[cursor:last]
    return [
        (
            name,
            all_,
            f"{100 * shown / max(1, all_):.1f}",
            f"{100 * right / max(1, all_):.1f}",
            f"{100 * right / max(1, shown):.1f}",
        )
        for name, (all_, shown, right) in counts.items()
    ]


def rest(memories: list[Recaller], context: list[int], tokens: Tokens) -> list[int]:
    """What the memories write up to the line's end; nothing if they don't come to it."""
    written: list[int] = []
    while len(written) < MOST:
        path = [*context, *written]
        found = max((one.recall(path) for one in memories), key=lambda one: one.length, default=NOTHING)
        if found.best < 0:
            return []
        if tokens.spelling[found.best].startswith(b"\n"):
            return written
        written.append(found.best)
    return []


if __name__ == "__main__":
    main()
