"""A process of ``pool`` that checks files: lists of jobs in, lists of their reports out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bsl_pilot.crew import serve
from bsl_pilot.review.examine import examine

if TYPE_CHECKING:
    from collections.abc import Callable

    from bsl_pilot.review.job import Options
    from bsl_pilot.review.pool import Numbered
    from bsl_pilot.review.report import FileReport


def examiner(options: Options) -> Callable[[list[Numbered]], list[FileReport]]:
    """What answers a list of jobs."""
    return lambda jobs: [examine(one.job, options) for one in jobs]


if __name__ == "__main__":
    serve(examiner)
