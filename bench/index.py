"""The index of a workspace: cold and warm start, one change, growth, size on disk, time of questions, resolution.

    python bench/index.py FOLDER [--copies 3] [--questions 500] [--seed 1]

The cold start and the warm one are commands of their own (``bsl-pilot index --json``), so that their memory and
processor time are theirs alone. Growth compares the cold start with that of ``--copies`` of the folder side by side,
which are made in a temporary folder and taken away again; processor time tells more than the clock on a busy machine.
Typing is completion over stdio after each key while a server indexes the folder for the first time.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bsl_pilot import app
from bsl_pilot.app.indexing import Indexed, IndexRequest
from bsl_pilot.app.knowledge import project_folder
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.index.calls import module_calls
from bsl_pilot.index.kinds import Use
from bsl_pilot.index.rows import Method
from bsl_pilot.index.search import search
from bsl_pilot.locale import Locale
from bsl_pilot.text.words import fold
from index_typing import typed_while_indexing

from table import milliseconds, table

_STARTS = ("cold", "warm", "warm, again", "cold, copies")
T = TypeVar("T")


class Run(NamedTuple):
    """A run of the command: its answer, wall time, processor time of all its processes."""

    answer: dict[str, Any]
    wall: float
    cpu: float

    def row(self, name: str) -> tuple[object, ...]:
        return (
            name,
            f"{self.answer['files']:,}",
            f"{self.answer['lines']:,}",
            f"{self.wall:.1f}",
            f"{self.cpu:.1f}",
            f"{self.answer['peak_rss_mb']:.0f}",
        )


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = home
        folder = str(options.folder)
        runs = [run(folder), run(folder), run(folder)]
        stored = project_folder(options.folder)
        if options.copies > 1:
            runs.append(copied(options.folder, options.copies))
        print(f"{folder}\n")
        head = ("start", "files", "lines", "wall s", "CPU s, all processes", "peak MB, all")
        print(table(head, [one.row(name) for name, one in zip(_STARTS, runs, strict=False)]))
        if options.copies > 1:
            print("\n" + growth(runs[0], runs[-1], options.copies))
        print(
            f"\nstore: {size(stored / 'index'):.1f} MB of modules, {size(stored / 'metadata'):.1f} MB of metadata"
        )
        head = (
            "typing while it is indexed, ms",
            "p50",
            "p95",
            "max",
            "until indexed, s",
            "CPU s of the server",
        )
        print("\n" + table(head, [typing(options.folder)]) + "\n")
        began, cpu = time.perf_counter(), time.process_time()
        indexed = Indexed(Workspace.of(folder, lambda _: Locale.EN), IndexRequest(folder))
        opened = time.perf_counter() - began, time.process_time() - cpu
        print(
            f"an index that was left can be asked after {opened[0] * 1000:.0f} ms ({opened[1] * 1000:.0f} ms CPU)\n"
        )
        indexed.refresh()
        print(table(("CPU ms", "p50", "p95", "max"), questions(indexed, options)))
        print("\n" + resolution(indexed))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def run(folder: str) -> Run:
    before, began = os.times(), time.perf_counter()
    out = subprocess.run(
        [sys.executable, "-m", "bsl_pilot", "index", folder, "--json"], capture_output=True, check=True
    ).stdout
    wall, after = time.perf_counter() - began, os.times()
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Run(json.loads(out), wall, cpu)


def copied(folder: Path, count: int) -> Run:
    """Several copies side by side, cold. Hidden folders (``.git``) are left out."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as side:
        for number in range(count):
            ignore = shutil.ignore_patterns(".*")
            shutil.copytree(folder, Path(side) / str(number), symlinks=True, ignore=ignore)
        return run(side)


def growth(one: Run, several: Run, count: int) -> str:
    """How much more several copies cost than one."""
    memory = several.answer["peak_rss_mb"] / one.answer["peak_rss_mb"]
    wall, cpu = several.wall / one.wall, several.cpu / one.cpu
    return f"growth, {count} copies: {cpu:.2f} times the CPU time, {wall:.2f} the wall time, {memory:.2f} the memory"


def typing(folder: Path) -> tuple[object, ...]:
    """Completion while a server indexes the folder, which no cache knows."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        before = os.environ["XDG_CACHE_HOME"]
        os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = home
        found = typed_while_indexing(folder)
        os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = before
    times = (f"{found.indexed:.1f}", f"{found.cpu:.1f}")
    return (f"completion, {len(found.answers)} keys", *milliseconds(found.answers), *times)


def size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def questions(indexed: Indexed, options: argparse.Namespace) -> list[tuple[object, ...]]:
    chance = random.Random(options.seed)
    index, resolver = indexed.index, indexed.resolver()
    methods = chance.choices(list(index.view.methods()), k=options.questions)
    paths = chance.choices(list(index.view.paths()), k=min(100, options.questions))
    view = index.view

    def references(method: Method) -> object:
        return list(resolver.references(method))

    return [
        ("definitions of a name", *timed(lambda one: resolver.definitions(one.name), methods)),
        ("references of a method", *timed(references, methods)),
        ("symbols, as the command", *timed(lambda one: app.symbols(indexed, one.name), methods[:100])),
        ("uses of a name", *timed(lambda one: list(view.occurrences(fold(one.name))), methods)),
        ("search, four letters", *timed(lambda one: search(view, one.name[:4]), methods[:50])),
        ("one file changed, taken in", *timed(index.update, paths)),
        ("calls between all modules", *timed(lambda _: module_calls(view, resolver.modules), [None])),
    ]


def timed(ask: Callable[[T], object], things: Sequence[T]) -> tuple[str, str, str]:
    times = []
    for thing in things:
        began = time.thread_time()
        ask(thing)
        times.append(time.thread_time() - began)
    return milliseconds(times)


def resolution(indexed: Indexed) -> str:
    """Calls ``Модуль.Метод(…)`` whose module is known: how many lead to a definition."""
    resolver = indexed.resolver()
    asked = found = 0
    for path in indexed.index.view.paths():
        for use in indexed.index.view.occurrences_in(path):
            if use.use is Use.METHOD and len(use.chain) == 1 and resolver.receiver(use):
                asked += 1
                found += bool(resolver.targets(use))
    return f"calls to common modules: {asked:,}, of them {100 * found / max(1, asked):.2f} % lead to a definition"


if __name__ == "__main__":
    main()
