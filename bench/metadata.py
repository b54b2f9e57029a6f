"""Metadata of a folder: reading it all, opening what an earlier run stored, one changed file, one object.

    python bench/metadata.py FOLDER

Every row is a process of its own. Time is CPU time; memory is what the row added to the process, and its peak.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import psutil

from bsl_pilot.project.metadata.loading import load, refresh
from bsl_pilot.project.metadata.record import Stamp
from bsl_pilot.project.metadata.snapshot import Metadata
from bsl_pilot.project.roots import find_roots

from table import table

Row = tuple[str, str, str, str, str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as cache:
        rows = [alone(row, folder, Path(cache)) for row in (cold, warm, one_file, everything, objects)]
        stored = sum(path.stat().st_size for path in Path(cache).iterdir())
    print(f"{folder}: {stored / 1e6:.1f} MB stored\n")
    print(table(("what", "how many", "CPU ms", "wall ms", "added MB", "peak MB"), rows))


def alone(row: Callable[[Path, Path], Row], folder: Path, cache: Path) -> Row:
    """The row, measured in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(row, folder, cache).result()


def measured(what: str, work: Callable[[], int]) -> Row:
    process = psutil.Process()
    before = process.memory_info().rss
    wall, cpu = time.perf_counter(), time.process_time()
    count = work()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    after = process.memory_info()
    peak = getattr(after, "peak_wset", 0) or _peak()
    added = f"{(after.rss - before) / 1e6:.1f}"
    return what, f"{count:,}", f"{cpu * 1000:.1f}", f"{wall * 1000:.1f}", added, f"{peak / 1e6:.1f}"


def _peak() -> int:
    import resource  # noqa: PLC0415  (not on Windows, where psutil knows)

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def loaded(folder: Path, cache: Path) -> list[Metadata]:
    return [load(root, cache) for root in find_roots(folder).roots]


def cold(folder: Path, cache: Path) -> Row:
    return measured("read all", lambda: sum(len(one.records) for one in loaded(folder, cache)))


def warm(folder: Path, cache: Path) -> Row:
    return measured("open the store, compare", lambda: sum(len(one.records) for one in loaded(folder, cache)))


def one_file(folder: Path, cache: Path) -> Row:
    """The largest form or object of the largest root, as if it had been touched."""
    largest = max(loaded(folder, cache), key=lambda one: len(one.records))
    path = max((one.size, one.path) for record in largest.records for one in record.stamps)[1]
    other = [
        record._replace(stamps=tuple(_other(one, path) for one in record.stamps))
        for record in largest.records
    ]
    known = Metadata(largest.root, other)
    return measured("one file changed, the largest", lambda: int(refresh(known, [path]) is not known))


def _other(stamp: Stamp, path: str) -> Stamp:
    """The stamp, or that of a file which was something else."""
    return stamp._replace(size=0) if stamp.path == path else stamp


def everything(folder: Path, cache: Path) -> Row:
    """All files may have changed, none did."""
    known = loaded(folder, cache)
    return measured("compare all with the disk", lambda: sum(len(refresh(one).records) for one in known))


def objects(folder: Path, cache: Path) -> Row:
    """Every object and every form, decoded once."""
    known = loaded(folder, cache)

    def decode() -> int:
        found = sum(1 for one in known for header in one.headers() if one.get(header.kind, header.name))
        return found + sum(1 for one in known for owner, form in one.forms() if one.form(owner, form.name))

    return measured("decode everything", decode)


if __name__ == "__main__":
    main()
