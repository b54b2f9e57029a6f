"""What rules find in a folder, and what each costs.

    python bench/rules.py FOLDER [--select Key,Key] [--limit 300] [--show 20] [--seed 1] [--project]

Runs in one process over a random choice of modules. Prints findings and CPU of each rule, and with `--show` so many
random findings of each with their lines. With `--project` the folder is indexed first, for rules that need it.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.app.indexing import Indexed, IndexRequest
from bsl_pilot.app.snapshots import snapshot
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.features.project import ProjectView
from bsl_pilot.locale import Locale
from bsl_pilot.project.root import Root
from bsl_pilot.project.roots import find_roots
from bsl_pilot.review.engine import run
from bsl_pilot.review.program import Chosen, Hit, Program
from bsl_pilot.review.project import Project
from bsl_pilot.review.registry import AnyRule, rule, rules
from bsl_pilot.review.rule import Need
from bsl_pilot.review.scenes import scene_of
from bsl_pilot.settings import Settings
from bsl_pilot.syntax.document import Document
from bsl_pilot.text import files
from bsl_pilot.text.snapshot import TextSnapshot

from table import table

LIMIT = 1 << 26


class Example(NamedTuple):
    """One finding with its line."""

    place: str
    line: str
    message: str


class Tally:
    """What one rule found, and its CPU seconds over what no rule costs."""

    def __init__(self) -> None:
        self.found = 0
        self.seconds = 0.0
        self.crashes: set[str] = set()
        self.examples: list[Example] = []


def main() -> None:
    options = arguments()
    workspace = Workspace(Path(options.folder), Settings(), [], Locale.EN)
    found = [Path(one.shown) for one in workspace.sources([options.folder]).files]
    random.seed(options.seed)
    paths = sorted(random.sample(found, min(options.limit, len(found))))
    view = indexed(workspace) if options.project else None
    chosen = [one for key in options.select.split(",") if (one := rule(key))] or list(rules().values())
    tallies: dict[str, Tally] = defaultdict(Tally)
    roots = find_roots(workspace.folder)
    lines = 0
    for path in paths:
        lines += examine(path, roots.of(path.resolve()), view, chosen, tallies)
        gc.collect()
    print(f"{len(paths)} modules, {lines:,} lines\n")
    order = sorted(tallies.items(), key=lambda pair: -pair[1].seconds)
    rows = [(key, one.found, f"{one.seconds:.2f}", "; ".join(one.crashes)) for key, one in order]
    print(table(("rule", "findings", "CPU s", "raised"), rows))
    for key, tally in order if options.show else ():
        print(f"\n{key}")
        for example in random.sample(tally.examples, min(options.show, len(tally.examples))):
            print(f"  {example.place}\n    {example.line}\n    {example.message}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--select", default="")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--project", action="store_true")
    return parser.parse_args()


def indexed(workspace: Workspace) -> ProjectView:
    known = Indexed(workspace, IndexRequest(str(workspace.folder)))
    known.refresh()
    return snapshot(known, LIMIT)


def examine(
    path: Path, root: Root, view: ProjectView | None, chosen: list[AnyRule], tallies: dict[str, Tally]
) -> int:
    """All rules over one module, each alone and with its facts already there; its lines."""
    document = Document.parse(TextSnapshot.of(files.read(path, LIMIT).text))
    metadata = view.metadata(path.as_posix()) if view is not None else None
    scene = scene_of(root, root.relative(path.resolve()), metadata)
    project = Project(view, path.as_posix(), document, Need.TYPES) if view is not None else None
    began = time.process_time()
    run(document, Program([], scene), project)
    idle = time.process_time() - began
    for one in chosen:
        program = Program([Chosen(one, one.parameters())], scene)
        tally = tallies[one.key]
        if not program.chosen:
            continue
        began = time.process_time()
        outcome = run(document, program, project)
        tally.seconds += time.process_time() - began - idle
        tally.found += len(outcome.hits)
        tally.crashes.update(crash.error for crash in outcome.crashes)
        tally.examples += (example(path, document, hit) for hit in outcome.hits)
    return len(document.text.lines)


def example(path: Path, document: Document, hit: Hit) -> Example:
    found = hit.finding
    lines = document.text.lines
    line = lines.line_of(found.start)
    start = lines.starts[line]
    end = min(len(document.text.data), max(found.end, start + len(lines.line_bytes(line))))
    text = document.text
    marked = (
        f"{text.slice(start, found.start)}⟦{text.slice(found.start, found.end)}⟧{text.slice(found.end, end)}"
    )
    return Example(
        f"{path.as_posix()}:{line + 1}", marked.strip(), found.message.to(Locale.RU, **found.fields)
    )


if __name__ == "__main__":
    main()
