"""Completion, closing of blocks and linked editing on real modules: never an exception, and what they cost.

    python bench/completion_items.py CORPUS [--files 200] [--positions 20] [--seed 1]

random     at random positions of random modules, half of them after something was typed there; first answers
           in a module included
keystrokes letters typed at the ends of names in the modules nearest to 20,000 lines, with the memory of the
           answers before

Times are of the thread, not of the clock: other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from bsl_pilot.errors import InputError
from bsl_pilot.features.block_closing import block_closing, keyword_following
from bsl_pilot.features.completion import completion
from bsl_pilot.features.linked_editing import linked_editing
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.files import read
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

from table import milliseconds, table

TYPED = ["", "", "", ".", "\n", "Ес", "#", "&", '"', "(", "//", "Новый ", '"ВЫБРАТЬ Т.', "If "]
TYPICAL = 20_000
LETTER = "я".encode()
MOST_BYTES = 4_000_000

FEATURES: dict[str, Callable[[Document, int], object]] = {
    "completion": completion,
    "closing on Enter": lambda document, offset: block_closing(document, offset, "\n"),
    "other keyword": lambda document, offset: keyword_following(document, offset, " "),
    "linked editing": linked_editing,
}


def texts(paths: list[Path]) -> Iterator[TextSnapshot]:
    """The texts that can be read and are of any use."""
    for path in paths:
        try:
            text = TextSnapshot.of(read(path).text)
        except InputError as error:
            print(f"  skipped: {error}")
            continue
        if 10 < len(text.data) < MOST_BYTES:
            yield text


def spent(feature: Callable[[Document, int], object], document: Document, offset: int) -> float:
    """Seconds of this thread that one answer takes."""
    started = time.thread_time()
    feature(document, offset)
    return time.thread_time() - started


def positions(document: Document, count: int, chance: random.Random) -> Iterator[tuple[Document, int]]:
    """Random positions, some of them behind something that was just typed."""
    data = document.text.data
    for _ in range(count):
        at = chance.randrange(len(data) + 1)
        while 0 < at < len(data) and data[at] & 0xC0 == 0x80:
            at -= 1
        typed = chance.choice(TYPED).encode()
        yield (document.edit([ByteEdit(at, at, typed)]) if typed else document), at + len(typed)


def names(document: Document, count: int, chance: random.Random) -> Iterator[tuple[Document, int]]:
    """Documents after a letter was typed at the end of a name in a method."""
    methods = [part for part in document.parts if part.body.kind in METHODS]
    found = 0
    while methods and found < count:
        part = chance.choice(methods)
        at = chance.randrange(part.start, part.end)
        node = document.parts.node(part).descendant_for_byte_range(at, at)
        if node is not None and node.type == "identifier":
            found += 1
            yield document.edit([ByteEdit(node.end_byte, node.end_byte, LETTER)]), node.end_byte + len(LETTER)


def main() -> None:
    """Prints the two tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--positions", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    paths = sorted(
        path for path in options.folder.rglob("*") if path.suffix in (".bsl", ".os") and path.is_file()
    )
    found: dict[str, list[float]] = defaultdict(list)
    for text in texts(chance.sample(paths, min(options.files, len(paths)))):
        for document, offset in positions(Document.parse(text), options.positions, chance):
            for name, feature in FEATURES.items():
                found[name].append(spent(feature, document, offset))
    rows = [[name, len(times), *milliseconds(times)] for name, times in found.items()]
    print(table(["at random positions", "answers", "p50 ms", "p95 ms", "max ms"], rows) + "\n")
    large = sorted(paths, key=lambda path: -path.stat().st_size)[:20]
    near = sorted(texts(large), key=lambda text: abs(len(text.lines) - TYPICAL))[:3]
    for text in near:
        document = Document.parse(text)
        first = spent(completion, document, len(text.data) // 2)
        after = [spent(completion, *one) for one in names(document, 200, chance)]
        head = f"{len(text.lines):,} lines, the first answer {first * 1000:.0f} ms"
        print(
            table([head, "p50 ms", "p95 ms", "max ms"], [["after a keystroke", *milliseconds(after)]]) + "\n"
        )


if __name__ == "__main__":
    main()
