"""Keeps names out that do not exist, while they are written."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.backends.choose import Admits
from bsl_pilot.backends.writing import Writing
from bsl_pilot.completion.ports import Job
from bsl_pilot.completion.spot import names_in


def admission(job: Job, writing: Writing, spelling: Sequence[bytes]) -> Admits | None:
    """Whether a token, written next, leaves only names that exist where one has to; None where nothing is known.

    Of a name that is not finished its begin has to exist.
    """
    names = job.names
    if names is None:
        return None
    line = job.prompt.prefix[job.prompt.prefix.rfind("\n") + 1 :]

    def admits(token: int) -> bool:
        new = spelling[token][len(writing.pending) :] if token < len(spelling) else b""
        if not new:
            return True
        spots = names_in(line + writing.text, (writing.held + new).decode("utf-8", "ignore"))
        return all(names.begins(spot.folded, member=spot.member) for _, _, spot in spots)

    return admits
