"""Editor features on real modules: checks that they hold on any text, then latencies, as tables.

    python bench/features.py CORPUS [--sample 300] [--mutants 100] [--seed 1] [--no-check]

checks     on the largest and on random modules, and on random mutants of them (cut off, or with pieces deleted):
           no exception; ranges inside the text; symbols nested; selections growing; semantic tokens in order,
           inside their lines, without overlap; what memory gives after edits equals a fresh document's answer
latency    cold, then after each of a series of keystrokes, on the modules nearest to 20,000 lines
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from bsl_pilot.errors import InputError
from bsl_pilot.features.folding import folding_ranges
from bsl_pilot.features.highlight import highlights
from bsl_pilot.features.selection import selection_ranges
from bsl_pilot.features.semantic import semantic_tokens
from bsl_pilot.features.semantic_encode import delta
from bsl_pilot.features.symbols import Symbol, document_symbols
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.files import read
from bsl_pilot.text.positions import PositionEncoding, Span
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

from table import quantile, table

LARGE = 10_000
"""Lines from which a module counts as large."""

TYPICAL = 20_000
"""Lines of the modules that are measured: the three that come nearest to it."""

TYPED = ["А", "б", " = ", "1", ";", "\n", "Если", "(", '"', ".", "//"]


def modules(folder: Path, sample: int, seed: int) -> list[Path]:
    """The 20 largest modules and a random sample of the others."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".bsl", ".os") and path.is_file())
    paths.sort(key=lambda path: path.stat().st_size, reverse=True)
    rest = paths[20:]
    return paths[:20] + random.Random(seed).sample(rest, min(sample, len(rest)))


def texts(paths: Iterable[Path]) -> Iterator[tuple[str, TextSnapshot]]:
    for path in paths:
        try:
            yield owner(path), TextSnapshot.of(read(path).text)
        except InputError as error:
            print(f"  skipped: {error}")


def owner(path: Path) -> str:
    """The folder that names a module: that of its object or form."""
    return next(
        (part for part in reversed(path.parts[:-1]) if part not in ("Ext", "Form", "Forms")), path.name
    )


def mutant(text: TextSnapshot, rng: random.Random) -> TextSnapshot:
    """The text cut off at a random place, or with up to ten pieces deleted."""
    source = text.text[:200_000]
    if rng.random() < 0.5:
        return TextSnapshot.of(source[: rng.randrange(len(source) + 1)])
    for _ in range(rng.randint(1, 10)):
        at = rng.randrange(len(source) + 1)
        source = source[:at] + source[at + rng.randint(1, 30) :]
    return TextSnapshot.of(source)


# ---- checks


def check(document: Document, rng: random.Random) -> None:
    """Everything that must hold for any text."""
    size = len(document.text.data)
    check_symbols(document_symbols(document), 0, size)
    for fold in folding_ranges(document):
        assert 0 <= fold.start <= fold.end <= size, fold
        assert fold.start_line < fold.end_line < len(document.text.lines), fold
    offsets = [boundary(document.text.data, rng.randrange(size + 1)) for _ in range(5)]
    for offset, chain in zip(offsets, selection_ranges(document, offsets), strict=True):
        check_chain(chain, offset, size)
    for offset in offsets[:3]:
        for one in highlights(document, offset):
            assert 0 <= one.start < one.end <= size, one
    for encoding in (PositionEncoding.UTF16, PositionEncoding.UTF8):
        check_tokens(document, semantic_tokens(document, encoding), encoding)


def check_symbols(symbols: list[Symbol], start: int, end: int) -> None:
    at = start
    for symbol in symbols:
        assert at <= symbol.span.start <= symbol.selection.start, symbol
        assert symbol.selection.end <= symbol.span.end <= end, symbol
        assert symbol.name, symbol
        check_symbols(symbol.children, symbol.span.start, symbol.span.end)
        at = symbol.span.start


def check_chain(chain: list[Span], offset: int, size: int) -> None:
    assert tuple(chain[-1]) == (0, size), chain
    assert chain[0][0] <= offset <= chain[0][1], (offset, chain)
    for inner, outer in pairwise(chain):
        assert outer[0] <= inner[0] <= inner[1] <= outer[1], (inner, outer)
        assert outer[1] - outer[0] > inner[1] - inner[0], (inner, outer)


def check_tokens(document: Document, values: array[int], encoding: PositionEncoding) -> None:
    line = column = end = 0
    lengths: dict[int, int] = {}
    for at in range(0, len(values), 5):
        if values[at]:
            line, column, end = line + values[at], values[at + 1], 0
        else:
            column += values[at + 1]
        assert column >= end, (line, column, end)
        end = column + values[at + 2]
        if line not in lengths:
            lengths[line] = document.text.position(
                document.text.lines.line_span(line).end, encoding
            ).character
        assert values[at + 2] > 0, (line, column)
        assert end <= lengths[line], (line, column, end, lengths[line])


def check_memory(document: Document, rng: random.Random, edits: int) -> None:
    """After edits, answers from memory equal those about a fresh document with the same tree's text."""
    for _ in range(edits):
        document = document.edit([keystroke(document, rng)])
        semantic_tokens(document, PositionEncoding.UTF16)
        document_symbols(document)
        folding_ranges(document)
    fresh = Document(document.text, document.tree)
    assert semantic_tokens(document, PositionEncoding.UTF16) == semantic_tokens(fresh, PositionEncoding.UTF16)
    assert document_symbols(document) == document_symbols(fresh)
    assert folding_ranges(document) == folding_ranges(fresh)


def keystroke(document: Document, rng: random.Random) -> ByteEdit:
    """Something typed at, or deleted from, a random place."""
    data = document.text.data
    at = boundary(data, rng.randrange(len(data) + 1))
    if rng.random() < 0.3:
        return ByteEdit(at, boundary(data, min(len(data), at + rng.randint(1, 12))), b"")
    return ByteEdit(at, at, rng.choice(TYPED).encode())


def boundary(data: bytes, at: int) -> int:
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at


def run_checks(paths: list[Path], mutants: int, seed: int) -> None:
    rng = random.Random(seed)
    checked = edited = mutated = 0
    for name, text in texts(paths):
        try:
            check(Document.parse(text), rng)
            checked += 1
            if len(text.data) < 300_000:
                check_memory(Document.parse(text), rng, 10)
                edited += 1
            if mutated < mutants:
                broken = mutant(text, rng)
                check(Document.parse(broken), rng)
                check_memory(Document.parse(broken), rng, 5)
                mutated += 1
        except Exception as error:
            error.add_note(f"in {name}")
            raise
    rows = [["modules", str(checked)], ["edited modules", str(edited)], ["mutants", str(mutated)]]
    print(table(["checked", ""], rows))


# ---- latency


FEATURES: dict[str, Callable[[Document], object]] = {
    "symbols": document_symbols,
    "folding": folding_ranges,
    "semantic tokens": lambda document: semantic_tokens(document, PositionEncoding.UTF16),
    "semantic range": lambda document: semantic_tokens(
        document, PositionEncoding.UTF16, middle(document), middle(document) + 4000
    ),
    "highlight": lambda document: highlights(document, middle(document)),
    "selection": lambda document: selection_ranges(document, [middle(document)]),
}


def middle(document: Document) -> int:
    """A word in the middle of the text."""
    return boundary(document.text.data, len(document.text.data) // 2)


def timed(feature: Callable[[Document], object], document: Document) -> float:
    begun = time.perf_counter()
    feature(document)
    return (time.perf_counter() - begun) * 1000


def latency(name: str, text: TextSnapshot, keystrokes: int) -> Iterator[list[str]]:
    for feature_name, feature in FEATURES.items():
        document = Document.parse(text)
        cold = timed(feature, document)
        warm: list[float] = []
        at = middle(document)
        for step in range(keystrokes):
            typed = "абв "[step % 4].encode()
            document = document.edit([ByteEdit(at, at, typed)])
            at += len(typed)
            warm.append(timed(feature, document))
        lines = f"{len(text.lines):,}"
        yield [
            name,
            lines,
            feature_name,
            f"{cold:.0f}",
            f"{quantile(warm, 0.5):.1f}",
            f"{quantile(warm, 0.95):.1f}",
        ]
    yield delta_row(name, text)


def delta_row(name: str, text: TextSnapshot) -> list[str]:
    document = Document.parse(text)
    old = semantic_tokens(document, PositionEncoding.UTF16)
    at = middle(document)
    new = semantic_tokens(document.edit([ByteEdit(at, at, b"\n")]), PositionEncoding.UTF16)
    begun = time.perf_counter()
    edits = delta(old, new)
    spent = (time.perf_counter() - begun) * 1000
    return [
        name,
        f"{len(text.lines):,}",
        f"delta ({sum(len(one.data) for one in edits)} ints)",
        "",
        f"{spent:.1f}",
        "",
    ]


def run_latency(paths: list[Path], keystrokes: int) -> None:
    rows: list[list[str]] = []
    gc.freeze()
    large = [(name, text) for name, text in texts(paths) if len(text.lines) >= LARGE]
    large.sort(key=lambda one: abs(len(one[1].lines) - TYPICAL))
    for name, text in large[:3]:
        rows += latency(name, text, keystrokes)
    print(table(["module", "lines", "feature", "cold, ms", "keystroke p50, ms", "p95, ms"], rows))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--mutants", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keystrokes", type=int, default=40)
    parser.add_argument("--no-check", action="store_true")
    arguments = parser.parse_args()
    paths = modules(arguments.corpus, arguments.sample, arguments.seed)
    if not arguments.no_check:
        run_checks(paths, arguments.mutants, arguments.seed)
    run_latency(paths[:20], arguments.keystrokes)


if __name__ == "__main__":
    main()
