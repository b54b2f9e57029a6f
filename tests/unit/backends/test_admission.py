"""Which tokens may be written where a name has to exist."""

from __future__ import annotations

import pytest

from bsl_pilot.backends.admission import admission
from bsl_pilot.backends.choose import Choice
from bsl_pilot.backends.writing import Writing
from bsl_pilot.completion.ports import Job, Prompt, Source


class Known:
    """Names that exist."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def begins(self, folded: str, *, member: bool) -> bool:
        return not member and any(name.startswith(folded) for name in self._names)


SHA = "Ш".encode()
TOKENS = ("Все".encode() + SHA[:1], SHA[1:] + "аги;".encode(), "Быть;".encode(), "агр".encode(), b"(", b"")


@pytest.mark.parametrize(
    ("written", "token", "allowed"),
    [
        ([], 0, True),
        ([0], 1, True),  # the first byte of its first letter was written before
        ([0], 2, False),
        ([], 3, False),
        ([0, 1], 3, True),  # behind the statement's end anything may be named
        ([], 4, True),
        ([], 5, True),
        ([], 99, True),
    ],
)
def test_a_name_that_is_begun_has_to_exist(written: list[int], token: int, allowed: bool) -> None:
    job = Job(Prompt("", "\tВозврат "), 16, 1.0, names=Known("всешаги"))
    writing = Writing(job, TOKENS, b"", Source.EDGE)
    for one in written:
        writing.take(Choice(one, -0.1, False))
    admits = admission(job, writing, TOKENS)
    assert admits is not None
    assert admits(token) is allowed


def test_bytes_that_are_written_once_more_are_no_new_name() -> None:
    job = Job(Prompt("", "\tВозврат Все"), 16, 1.0, names=Known("всешаги"))
    writing = Writing(job, TOKENS, "Все".encode(), Source.EDGE)
    admits = admission(job, writing, TOKENS)
    assert admits is not None
    assert admits(0)
    writing.take(Choice(0, -0.1, False))
    assert admits(1)
    assert not admits(2)


def test_where_no_names_are_known_nothing_is_kept_out() -> None:
    job = Job(Prompt("", "А = "), 16, 1.0)
    assert admission(job, Writing(job, TOKENS, b"", Source.EDGE), TOKENS) is None
