"""A process that checks files for ``pool``: pickled messages over its standard input and output.

In: ``Options``, then lists of ``Job``. Out, for each list: the list of ``FileReport`` and this process's
peak memory in MB. Ends when its input ends, so it can't outlive the process that started it.
"""

from __future__ import annotations

import pickle
import sys
from typing import BinaryIO

from bsl_pilot.review.examine import examine
from bsl_pilot.review.memory import peak_rss_mb


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers lists of jobs.

    Raises:
        EOFError: the input ended.
    """
    options = pickle.load(requests)  # noqa: S301  (our own parent writes it)
    while True:
        jobs = pickle.load(requests)  # noqa: S301
        reports = [examine(job, options) for job in jobs]
        pickle.dump((reports, peak_rss_mb()), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()


def main() -> None:
    """Entry of the process."""
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not damage the answers
    try:
        serve(sys.stdin.buffer, answers)
    except EOFError:
        return  # the parent is done, or was interrupted before it said anything
    except BrokenPipeError:
        sys.exit(1)


if __name__ == "__main__":
    main()
