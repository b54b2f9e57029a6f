"""Work in small steps: the most urgent first, dropped when nobody waits, never on the event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest

from bsl_pilot.lsp.stepping import Stepping


@contextmanager
def stepping() -> Iterator[Stepping]:
    one = Stepping("test")
    try:
        yield one
    finally:
        one.close()


def work(
    name: str, steps: int, said: list[str], gate: threading.Event | None = None
) -> Generator[None, None, str]:
    for _ in range(steps):
        if gate is not None:
            gate.wait(10)
        said.append(name)
        yield
    return name.upper()


async def test_what_is_urgent_overtakes_what_was_begun() -> None:
    said: list[str] = []
    gate = threading.Event()
    with stepping() as one:
        slow = one.do(work("a", 3, said, gate), (0, 1))
        quick = one.do(work("b", 2, said), (1, 0))
        latest = one.do(work("c", 1, said), (1, 5))
        gate.set()
        assert [*await asyncio.gather(slow, quick, latest)] == ["A", "B", "C"]
    assert said[-2:] == ["a", "a"]
    assert [name for name in said if name != "a"] == ["c", "b", "b"]


async def test_what_nobody_waits_for_is_dropped_between_two_steps() -> None:
    said: list[str] = []
    ended = threading.Event()

    def endless() -> Generator[None, None, None]:
        try:
            while True:
                said.append("x")
                yield
        finally:
            ended.set()

    with stepping() as one:
        waiting = one.do(endless(), (1,))
        while not said:
            await asyncio.sleep(0.001)
        waiting.cancel()
        assert await one.do(work("b", 1, said), (0,)) == "B"
        assert await asyncio.to_thread(ended.wait, 10)


async def test_a_defect_is_told_to_whoever_waits() -> None:
    def broken() -> Generator[None, None, None]:
        yield
        raise ValueError("сломано")

    with stepping() as one:
        with pytest.raises(ValueError, match="сломано"):
            await one.do(broken(), (0,))
        assert await one.do(work("b", 1, []), (0,)) == "B"
