"""Measures completion on a real project: the member behind a dot and the field of a query, hidden and asked for.

    python bench/members.py FOLDER [--dots N] [--fields N] [--seed S] [--show N] [--json FILE] [--only members|fields]

FOLDER is indexed first (what an earlier run left is used). Prints one table; --show lists the most frequent misses,
--json writes the figures (bench/members.json is the committed snapshot of ssl_3_1, bench/members_edt.json of an EDT
project).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from bsl_pilot.app.indexing import IndexRequest, index_folder
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.errors import InputError
from bsl_pilot.evaluation.members import (
    PREFIXES,
    Answer,
    Hidden,
    Ranks,
    ask,
    field_words,
    member_words,
    sample,
)
from bsl_pilot.features.completing.item import Completion
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.usage import Usage
from bsl_pilot.features.completion import completion
from bsl_pilot.index.view import View
from bsl_pilot.locale import Locale
from bsl_pilot.project.layout import Layout, Module
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.project.modules import module_of
from bsl_pilot.project.roots import Root
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.files import read
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.types.catalogue import Catalogue, shipped
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.module import DocumentCode
from bsl_pilot.types.sources import FileModules

from table import milliseconds, table

FITTED = 4
"""One module of so many is left to bench/fit_members.py."""
EACH = 5
"""Places of one module at most."""
MOST_BYTES = 4_000_000


@dataclass
class Surroundings:
    """A configuration as a world for inference."""

    metadata: MetadataView
    modules: FileModules
    catalogue: Catalogue = field(default_factory=shipped)
    memory: dict[object, object] = field(default_factory=dict)


@dataclass
class Bench:
    """A project, ready to be asked."""

    root: Root
    places: dict[str, Module]
    world: Surroundings
    view: View
    prefix: str

    def knowledge(self, path: str, document: Document) -> Knowledge:
        code = DocumentCode(self.places[path], document)
        return Knowledge(Inference(self.world, code), Usage(self.view, self.prefix + path))

    def documents(self, chance: random.Random, *, fitted: bool = False) -> Iterator[tuple[str, Document]]:
        """The modules in a random order: those that weights are fitted to, or the others."""
        for path in chance.sample(sorted(self.places), len(self.places)):
            text = text_of(self.root, path) if (crc32(path.encode()) % FITTED == 0) == fitted else None
            if text is not None:
                yield path, Document.parse(text)


def text_of(root: Root, path: str) -> str | None:
    try:
        return read(root.folder / path, MOST_BYTES).text
    except InputError:
        return None


def opened(folder: Path) -> Bench:
    indexed = index_folder(Workspace.of(str(folder), lambda _settings: Locale.EN), IndexRequest(str(folder)))
    root = max(
        (one for one in indexed.roots.roots if one.layout in (Layout.DESIGNER, Layout.EDT)),
        key=lambda one: sum(1 for _ in one.folder.rglob("*.bsl")),
    )
    places = {}
    for path in root.folder.rglob("*.bsl"):
        module = module_of(root, root.relative(path))
        places[module.path] = module

    def data(path: str) -> bytes | None:
        text = text_of(root, path)
        return text.encode() if text is not None else None

    world = Surroundings(indexed.metadata[root.folder], FileModules(places.values(), data))
    prefix = indexed.index.prefix + root.folder.relative_to(folder.resolve()).as_posix().removeprefix(".")
    return Bench(root, places, world, indexed.index.view, prefix if prefix.endswith("/") else f"{prefix}/")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dots", type=int, default=2000)
    parser.add_argument("--fields", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    found = Found(opened(asked.folder))
    chance = random.Random(asked.seed)
    for path, document, word in sample(found.bench.documents(chance), member_words, asked.dots, EACH, chance):
        found.member(path, document, word)
    chance = random.Random(asked.seed)
    for path, document, word in sample(
        found.bench.documents(chance), field_words, asked.fields, EACH, chance
    ):
        found.field(path, document, word)
    _print(found, asked.show)
    if asked.json:
        asked.json.write_text(json.dumps(_figures(found, asked.seed), indent=1) + "\n", encoding="utf-8")


@dataclass
class Found:
    """Answers by the kind of place; of how many dots the receiver's type is known."""

    bench: Bench
    ranks: dict[str, Ranks] = field(default_factory=dict)
    dots: int = 0
    known: int = 0

    def member(self, path: str, document: Document, word: Hidden) -> None:
        hidden = document.edit([ByteEdit(word.start, word.rest, b"")])
        types = self.bench.knowledge(path, hidden).inference.receiver(word.start - 1)
        self.dots += 1
        self.known += bool(types)
        about = "|".join(sorted({one.name for one in types})) or "?"
        for typed in PREFIXES:
            name = f"members, {typed} letters" if types else f"unknown receiver, {typed} letters"
            self.ranks.setdefault(name, Ranks()).add(self._asked(path, document, word, typed), about)

    def field(self, path: str, document: Document, word: Hidden) -> None:
        self.ranks.setdefault("query fields", Ranks()).add(self._asked(path, document, word, 0), path)

    def _asked(self, path: str, document: Document, word: Hidden, typed: int) -> Answer:
        def answer(edited: Document, offset: int) -> Completion:
            return completion(edited, offset, knowledge=self.bench.knowledge(path, edited))

        return ask(document, word, typed, answer, time.process_time)


def _figures(found: Found, seed: int) -> dict[str, object]:
    return {
        "seed": seed,
        "dots": found.dots,
        "receiver_known": round(found.known / max(found.dots, 1), 4),
        **{
            name: {"places": len(one.answers), "in_list": round(one.found, 4), "mrr": round(one.mrr, 4)}
            for name, one in sorted(found.ranks.items())
        },
    }


def _print(found: Found, show: int) -> None:
    rows = [
        [name, len(one.answers), f"{one.found * 100:.1f}", f"{one.mrr:.3f}", *milliseconds(one.seconds)]
        for name, one in sorted(found.ranks.items())
    ]
    known = f"receiver known: {found.known / max(found.dots, 1) * 100:.1f} %"
    print(table([known, "places", "in the list, %", "MRR", "p50 ms CPU", "p95", "most"], rows))
    for name, one in sorted(found.ranks.items()):
        for miss, count in one.misses.most_common(show):
            print(f"{count:5} {name}: {miss}")


if __name__ == "__main__":
    main()
