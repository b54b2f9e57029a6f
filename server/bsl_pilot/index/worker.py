"""A process that works for an index: harvests modules, puts segments together, reads metadata. See `refresh`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bsl_pilot.crew import serve
from bsl_pilot.errors import InputError
from bsl_pilot.index.gather import Gatherer
from bsl_pilot.index.jobs import Failure, Folder, Harvested, Job, Merge, Read
from bsl_pilot.index.merge import Part, merge
from bsl_pilot.index.reading import read_module
from bsl_pilot.index.segment import Segment
from bsl_pilot.locale import Locale, Text
from bsl_pilot.project.metadata.record import Record


def worker(folder: Folder) -> Callable[[list[Job]], Harvested | list[Record]]:
    """What answers lists of paths, relative to the root, of `Read`, or of one `Merge`."""
    root = Path(folder.root)

    def answer(jobs: list[Job]) -> Harvested | list[Record]:
        first = jobs[0]
        if isinstance(first, Merge):
            parts = [Part(Segment(memoryview(data)), files) for data, files in first.parts]
            return Harvested(merge(parts), [])
        if isinstance(first, Read):
            return first.reader([job.unit for job in jobs if isinstance(job, Read)])
        return harvested(root, [str(job) for job in jobs], folder.max_bytes)

    return answer


def harvested(root: Path, paths: list[str], max_bytes: int) -> Harvested:
    """A segment of files, relative to ``root``."""
    gatherer, failures = Gatherer(), []
    for path in paths:
        try:
            module, stamp = read_module(root / path, max_bytes)
        except InputError as error:
            failures.append(Failure(path, Text(error.to(Locale.RU), error.to(Locale.EN))))
        else:
            gatherer.add(path, stamp, module)
    return Harvested(gatherer.packed(), failures)


if __name__ == "__main__":
    serve(worker)
