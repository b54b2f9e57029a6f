"""Cutting a stream into messages, in pieces of any size and with anything between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bsl_pilot.lsp.rpc.framing import Frames, FramingProblem, frame

BODIES = st.lists(st.binary(max_size=60), max_size=6)


def cut(data: bytes, sizes: list[int]) -> list[bytes]:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(data[at : at + size])
        at += size
    return [*pieces, data[at:]]


def feed(frames: Frames, pieces: list[bytes]) -> list[bytes | FramingProblem]:
    return [item for piece in pieces for item in frames.feed(piece)]


@given(BODIES, st.lists(st.integers(0, 40), max_size=12))
def test_bodies_come_out_as_they_went_in(bodies: list[bytes], sizes: list[int]) -> None:
    stream = b"".join(map(frame, bodies))
    assert feed(Frames(), cut(stream, sizes)) == bodies


@given(
    st.binary(max_size=200).filter(lambda data: b"ength" not in data),
    st.lists(st.integers(0, 40), max_size=9),
)
def test_after_garbage_the_stream_is_found_again(garbage: bytes, sizes: list[int]) -> None:
    found = feed(Frames(), cut(garbage + b"\n" + frame(b"{}") + frame(b"[]"), sizes))
    if any(isinstance(item, FramingProblem) and item.fatal for item in found):
        return
    assert found[-1] == b"[]"
    assert sum(isinstance(item, FramingProblem) for item in found) <= 1 + garbage.count(b"\n")


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_nothing_makes_it_fail(pieces: list[bytes]) -> None:
    for item in feed(Frames(max_body=50), pieces):
        assert isinstance(item, bytes | FramingProblem)
        assert not isinstance(item, bytes) or len(item) <= 50


def test_a_body_over_the_limit_is_skipped_without_keeping_it() -> None:
    frames = Frames(max_body=10)
    (problem,) = frames.feed(b"Content-Length: 1000\r\n\r\n")
    assert isinstance(problem, FramingProblem)
    assert "over the limit" in problem.message
    assert list(frames.feed(b"x" * 999)) == []
    assert list(frames.feed(b"x" + frame(b"{}"))) == [b"{}"]


def test_a_web_page_is_sent_away() -> None:
    request = b"POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"
    first = next(iter(Frames().feed(request)))
    assert isinstance(first, FramingProblem)
    assert first.fatal
