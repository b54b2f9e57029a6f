"""Measures types on a real configuration: dots whose receiver is known, members that are there, time per question.

    python bench/receivers.py FOLDER [--modules N] [--seed S] [--show N] [--json FILE]

FOLDER holds a configuration in either layout. N modules are drawn by the seed. Prints one table; --show lists the
most frequent misses, --json writes the figures (bench/receivers.json is the committed snapshot of ssl_3_1).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from bsl_pilot.evaluation.receivers import Receivers, Sureness
from bsl_pilot.project.layout import Layout, Module
from bsl_pilot.project.metadata.loading import load
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.project.modules import module_of
from bsl_pilot.project.roots import Root, find_roots
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.parts import Part
from bsl_pilot.types.catalogue import Catalogue, shipped
from bsl_pilot.types.flow import flow_of
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.module import DocumentCode
from bsl_pilot.types.sources import FileModules

from table import milliseconds, table


@dataclass
class Surroundings:
    """A configuration as a world for inference."""

    metadata: MetadataView
    modules: FileModules
    catalogue: Catalogue = field(default_factory=shipped)
    memory: dict[object, object] = field(default_factory=dict)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--modules", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--store", type=Path, help="where metadata is kept between runs")
    asked = parser.parse_args()
    root = next(one for one in find_roots(asked.folder).roots if one.layout in (Layout.DESIGNER, Layout.EDT))
    places = sorted(module_of(root, root.relative(path)) for path in root.folder.rglob("*.bsl"))
    modules = FileModules(places, lambda path: _text(root, path))
    world = Surroundings(load(root, asked.store), modules)
    drawn = random.Random(asked.seed).sample(places, min(asked.modules, len(places)))
    found = Receivers()
    started = time.process_time()
    fresh: list[float] = []
    for place in drawn:
        _add(found, root, place, world, fresh)
    _print(found, fresh, time.process_time() - started, asked.show)
    if asked.json:
        asked.json.write_text(json.dumps(_figures(found, asked.seed), indent=1) + "\n", encoding="utf-8")


def _text(root: Root, path: str) -> bytes | None:
    try:
        return (root.folder / path).read_text(encoding="utf-8-sig").encode()
    except (OSError, UnicodeDecodeError):
        return None


def _add(found: Receivers, root: Root, place: Module, world: Surroundings, fresh: list[float]) -> None:
    text = _text(root, place.path)
    if text is None:
        return
    document = Document.parse(text.decode())
    found.add(DocumentCode(place, document), world, time.process_time)
    dots = [part.start + dot for part in document.parts for dot in _dots(document, part)]
    for dot in dots[:: len(dots) // 4 + 1]:
        started = time.process_time()
        Inference(world, DocumentCode(place, document)).receiver(dot)
        fresh.append(time.process_time() - started)


def _dots(document: Document, part: Part) -> list[int]:
    return [] if part.body.kind == "comment" else list(document.parts.fact(part, flow_of).receivers)


def _figures(found: Receivers, seed: int) -> dict[str, object]:
    return {
        "modules": found.modules,
        "seed": seed,
        "dots": found.dots,
        "known": round(found.share, 4),
        "judged": {kind.name.lower(): found.judged[kind] for kind in Sureness},
        "correct": {kind.name.lower(): round(found.correct(kind), 4) for kind in Sureness},
    }


def _print(found: Receivers, fresh: list[float], seconds: float, show: int) -> None:
    rows: list[tuple[str, object]] = [
        ("modules", found.modules),
        ("dots", found.dots),
        ("receiver known, %", f"{found.share * 100:.1f}"),
    ]
    rows += [
        (f"member there, {kind.name.lower()}, %", f"{found.correct(kind) * 100:.1f}") for kind in Sureness
    ]
    rows += [(f"judged, {kind.name.lower()}", found.judged[kind]) for kind in Sureness]
    rows += [
        ("dot after dot, p50 / p95 / most, ms CPU", " / ".join(milliseconds(found.seconds))),
        ("one dot after an edit, p50 / p95 / most, ms CPU", " / ".join(milliseconds(fresh))),
        ("all, s CPU", f"{seconds:.1f}"),
    ]
    print(table(("types", "value"), rows))
    for miss, count in found.misses.most_common(show):
        print(count, miss)


if __name__ == "__main__":
    main()
