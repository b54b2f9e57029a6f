"""A process that harvests modules for the index: see `refresh`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bsl_pilot.crew import serve
from bsl_pilot.errors import InputError
from bsl_pilot.index.gather import Gatherer
from bsl_pilot.index.jobs import Failure, Folder, Harvested, Merge
from bsl_pilot.index.merge import Part, merge
from bsl_pilot.index.reading import read_module
from bsl_pilot.index.segment import Segment
from bsl_pilot.locale import Locale, Text


def harvester(folder: Folder) -> Callable[[list[str] | list[Merge]], Harvested]:
    """What answers lists of paths, relative to the root, or of one `Merge`."""
    root = Path(folder.root)

    def answer(jobs: list[str] | list[Merge]) -> Harvested:
        if isinstance(jobs[0], Merge):
            parts = [Part(Segment(memoryview(data)), files) for data, files in jobs[0].parts]
            return Harvested(merge(parts), [])
        return harvested(root, [str(job) for job in jobs], folder.max_bytes)

    return answer


def harvested(root: Path, paths: list[str], max_bytes: int) -> Harvested:
    """A segment of files, relative to ``root``."""
    gatherer, failures = Gatherer(), []
    for path in paths:
        try:
            document, stamp = read_module(root / path, max_bytes)
        except InputError as error:
            failures.append(Failure(path, Text(error.to(Locale.RU), error.to(Locale.EN))))
        else:
            gatherer.add(path, stamp, document)
    return Harvested(gatherer.packed(), failures)


if __name__ == "__main__":
    serve(harvester)
