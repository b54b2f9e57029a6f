"""A process of `bsl-pilot check`: lists of jobs in, lists of their reports out. See `bsl_pilot.review.pool`."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.app.workspace import Workspace
from bsl_pilot.crew import serve
from bsl_pilot.review.around import Around
from bsl_pilot.review.examine import examine
from bsl_pilot.review.rule import Need
from bsl_pilot.settings import load

if TYPE_CHECKING:
    from bsl_pilot.review.job import Options
    from bsl_pilot.review.pool import Numbered
    from bsl_pilot.review.report import FileReport


def examiner(options: Options) -> Callable[[list[Numbered]], list[FileReport]]:
    """What answers a list of jobs."""
    around = around_of(options)
    return lambda jobs: [examine(one.job, options, around) for one in jobs]


def around_of(options: Options) -> Around:
    """What the rules may know: the workspace from its index, if they need it."""
    if not options.folder or options.need is Need.TEXT:
        return Around()
    from bsl_pilot.app.indexing import IndexRequest, index_folder  # noqa: PLC0415  (numpy)
    from bsl_pilot.app.snapshots import snapshot  # noqa: PLC0415

    folder = Path(options.folder)
    settings, problems = load(folder)
    workspace = Workspace(folder, settings, problems, options.locale)
    indexed = index_folder(workspace, IndexRequest(options.folder, jobs=1))
    return Around(snapshot(indexed, options.max_bytes), options.need)


def _examiner(options: Options) -> Callable[[list[Numbered]], list[FileReport]]:
    """The same in a process that does nothing else: what it knows from the start is never garbage, and trees of
    nodes, of which most garbage would be, are taken apart by whoever made them."""
    answer = examiner(options)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)
    return answer


YOUNG = 20_000
"""New objects after which the collector looks: nodes of one long method come and go between two looks."""


if __name__ == "__main__":
    serve(_examiner)
