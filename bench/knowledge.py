"""Times hover, signature help and inlay hints in one module of a configuration: CPU milliseconds of each answer.

    python bench/knowledge.py FOLDER MODULE [--places N] [--seed S] [--store DIR]

MODULE is the name of a common module. Names and parentheses are drawn by the seed. "Still" asks in a document that
stays as it is; "typed" edits the method at the place before each question, so that nothing of it is remembered.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bsl_pilot.features.hover import hover
from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.inlay_hints import HintOptions, inlay_hints
from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.signature import signature_help
from bsl_pilot.locale import Locale
from bsl_pilot.project.layout import Layout, Module
from bsl_pilot.project.metadata.loading import load
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.project.modules import module_of
from bsl_pilot.project.roots import find_roots
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import ByteEdit
from bsl_pilot.types.catalogue import Catalogue, shipped
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.module import DocumentCode
from bsl_pilot.types.sources import FileModules

from table import milliseconds, table

STYLE = Style(markdown=True, locale=Locale.RU)
SCREEN = 3000
"""Bytes of a range of inlay hints: about fifty lines."""


@dataclass
class Surroundings:
    """A configuration as a world for inference."""

    metadata: MetadataView
    modules: FileModules
    catalogue: Catalogue = field(default_factory=shipped)
    memory: dict[object, object] = field(default_factory=dict)


Ask = Callable[[Document, Inference, int], object]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("module")
    parser.add_argument("--places", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--store", type=Path, help="where metadata is kept between runs")
    asked = parser.parse_args()
    root = next(one for one in find_roots(asked.folder).roots if one.layout in (Layout.DESIGNER, Layout.EDT))
    places = sorted(module_of(root, root.relative(path)) for path in root.folder.rglob("*.bsl"))
    modules = FileModules(
        places, lambda path: (root.folder / path).read_bytes().removeprefix(b"\xef\xbb\xbf")
    )
    world = Surroundings(load(root, asked.store), modules)
    code = modules.common(asked.module)
    if code is None:
        parser.error(f"there is no common module {asked.module}")
    document = Document.parse(code.data.decode())
    drawn = random.Random(asked.seed)
    rows = []
    for name, kind, ask in _QUESTIONS:
        found = [one.end for one in tokens(code.data) if one.kind == kind]
        spots = drawn.sample(found, min(asked.places, len(found)))
        for how, measure in (("still", _still), ("typed", _typed)):
            seconds, answered = measure(document, code.where, world, spots, ask)
            rows.append(
                (f"{name}, {how}", len(spots), f"{answered / len(spots):.0%}", *milliseconds(seconds))
            )
    print(table(("ms of CPU", "places", "answered", "p50", "p95", "most"), rows))


def _hints(document: Document, inference: Inference, offset: int) -> object:
    span = Span(offset, offset + SCREEN)
    return inlay_hints(document, inference, span, STYLE, HintOptions("all", variable_types=True))


_QUESTIONS: tuple[tuple[str, str, Ask], ...] = (
    (
        "hover",
        "identifier",
        lambda document, inference, at: hover(Asked(document, inference, values=True), at, STYLE),
    ),
    ("signature help", "(", lambda document, inference, at: signature_help(document, inference, at, STYLE)),
    ("inlay hints of 50 lines", "identifier", _hints),
)


def _still(
    document: Document, where: Module, world: Surroundings, spots: list[int], ask: Ask
) -> tuple[list[float], int]:
    inference = Inference(world, DocumentCode(where, document))
    return _timed(spots, lambda at: ask(document, inference, at))


def _typed(
    document: Document, where: Module, world: Surroundings, spots: list[int], ask: Ask
) -> tuple[list[float], int]:
    def question(at: int) -> object:
        edited = edits[at]
        return ask(edited, Inference(world, DocumentCode(where, edited)), at)

    edits = {at: document.edit([ByteEdit(at, at, b" ")]) for at in spots}
    return _timed(spots, question)


def _timed(spots: list[int], question: Callable[[int], object]) -> tuple[list[float], int]:
    seconds: list[float] = []
    answered = 0
    for at in spots:
        before = time.process_time()
        answered += bool(question(at))
        seconds.append(time.process_time() - before)
    return seconds, answered


if __name__ == "__main__":
    main()
