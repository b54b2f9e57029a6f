"""The platform's catalogue: time to open and to look up, memory, size; and reading in a help of real size.

    python bench/catalogue.py [--pages 12000] [--hbk FILE ...]

All times are CPU time, of a fresh process for what is done once. Without FILE the help is one that is made up, of
a quarter of a real one's pages.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bsl_pilot.types.catalogue import About, Catalogue, shipped
from bsl_pilot.types.catalogue.encode import encode
from bsl_pilot.types.catalogue.hbk.book import read_book
from bsl_pilot.types.catalogue.hbk.enrich import enriched
from bsl_pilot.types.catalogue.hbk.join import join
from bsl_pilot.types.catalogue.store import shipped_path

from table import table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.unit.types.catalogue import help_writer as writer
from tests.unit.types.catalogue.sample_help import CLEAN

TYPICAL = ("Запрос", "РезультатЗапроса", "ТаблицаЗначений", "Структура", "Массив", "Соответствие", "СправочникОбъект",
           "СправочникСсылка", "ДокументОбъект", "ФормаКлиентскогоПриложения", "ПолеФормы", "СписокЗначений")  # fmt: skip
"""Types whose members a session of work asks for."""

PROBE = """
import resource, sys, time
from pathlib import Path
from bsl_pilot.types.catalogue import Catalogue
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
before = resident()
began = time.process_time()
catalogue = Catalogue(Path(sys.argv[1]))
opened = time.process_time()
catalogue.members("ТаблицаЗначений").get("НайтиСтроки")
looked = time.process_time()
for name in sys.argv[2:]:
    catalogue.members(name).get("Количество"), catalogue.events(name)
catalogue.function("СтрНайти"), catalogue.enum("HTTPМетод"), catalogue.property("Справочники")
print(opened - began, looked - began, resident() - before)
"""


def main() -> None:
    options = arguments()
    print(
        table(
            ("catalogue", "KB", "open ms", "open and first lookup ms", "MB after use"),
            [row("package", shipped_path())],
        )
    )
    print()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [Path(one) for one in options.hbk] or made_up(folder, options.pages)
        began = time.process_time()
        books = [read_book(path) for path in files]
        read = time.process_time()
        own = shipped()
        told = join(books[0], books[1] if len(books) > 1 else None, About("help", "8.3.27"), own)
        path = folder / "catalogue.bin"
        path.write_bytes(encode(enriched(told, own)))
        written = time.process_time()
        print(
            table(
                ("help", "pages", "MB", "read s", "join and write s"),
                [
                    (
                        ", ".join(one.name for one in files),
                        sum(len(book.pages) for book in books),
                        f"{sum(one.stat().st_size for one in files) / 1e6:.1f}",
                        f"{read - began:.1f}",
                        f"{written - read:.1f}",
                    )
                ],
            )
        )
        print()
        print(
            table(
                ("catalogue", "KB", "open ms", "open and first lookup ms", "MB after use"),
                [row("imported", path)],
            )
        )
    print()
    print(table(("lookup", "µs"), lookups(shipped())))


def row(name: str, path: Path) -> tuple[object, ...]:
    """One catalogue, the best of five processes."""
    found = []
    for _ in range(5):
        command = [sys.executable, "-c", PROBE, str(path), *TYPICAL]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        found.append(tuple(map(float, said)))
    opened, looked, resident = (min(values) for values in zip(*found, strict=True))
    size = path.stat().st_size // 1024
    return name, size, f"{opened * 1000:.1f}", f"{looked * 1000:.1f}", f"{resident / 1e6:.1f}"


def lookups(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Time of one warm lookup each."""
    members = catalogue.members("ТаблицаЗначений")
    assert members
    asked: dict[str, Callable[[], object]] = {
        "function": lambda: catalogue.function("СтрНайти"),
        "type": lambda: catalogue.type("ValueTable"),
        "members of a type": lambda: catalogue.members("ValueTable"),
        "member": lambda: members.get("FindRows"),
    }
    rows = []
    for name, ask in asked.items():
        began = time.process_time()
        for _ in range(20_000):
            ask()
        rows.append((name, f"{(time.process_time() - began) / 20_000 * 1e6:.1f}"))
    return rows


def made_up(folder: Path, pages: int) -> list[Path]:
    """Help files in both languages with as many pages in all."""
    children = [
        writer.Entry(CLEAN.path.replace("Sweep1", f"Sweep{number}"), f"Подмести{number}", f"Sweep{number}",
                     CLEAN.russian * 2, CLEAN.english * 2)
        for number in range(pages // 2)
    ]  # fmt: skip
    roots = [
        writer.Entry(
            "objects/Global context.html", "Глобальный контекст", "Global context", children=children
        )
    ]
    files = []
    for name, russian in (("shcntx_ru.hbk", True), ("shcntx_root.hbk", False)):
        files.append(folder / name)
        files[-1].write_bytes(writer.book(roots, russian=russian, block=65536))
    return files


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--pages", type=int, default=12_000, help="pages of both made-up books; real ones have 48,000"
    )
    parser.add_argument("--hbk", nargs="*", default=[], help="help files, the Russian one first")
    return parser.parse_args()


if __name__ == "__main__":
    main()
