"""The base protocol of LSP: messages behind a ``Content-Length`` header, cut out of a stream of bytes.

A stream that went wrong is found again at the next ``Content-Length``: one damaged message must not cost
the session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MAX_BODY = 128 * 1024 * 1024
"""Largest message that is kept, in bytes; a larger one is skipped."""
MAX_LINE = 8 * 1024
"""Longest header line, in bytes."""

_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*?)[ \t]*\Z", re.DOTALL)
_HTTP = re.compile(rb"[A-Z]+ \S+ HTTP/")
_LENGTH = re.compile(rb"content-length[ \t]*:", re.IGNORECASE)


class FramingProblem(NamedTuple):
    """What is wrong with the stream. After a fatal one the stream must be closed."""

    message: str
    fatal: bool = False


class Frames:
    """Cuts a stream into bodies of messages: ``feed`` it what arrives, in pieces of any size."""

    def __init__(self, max_body: int = MAX_BODY) -> None:
        self._max_body = max_body
        self._buffer = bytearray()
        self._length: int | None = None
        self._headers = 0
        self._body = -1  # bytes of the body that is being read; -1 while in headers
        self._skip = 0
        self._lost = False

    def feed(self, data: bytes) -> Iterator[bytes | FramingProblem]:
        """Bodies that are complete now, and what was wrong between them, in the order of the stream."""
        self._buffer += data
        while True:
            if self._skip:
                dropped = min(self._skip, len(self._buffer))
                del self._buffer[:dropped]
                self._skip -= dropped
            if self._body >= 0:
                if len(self._buffer) < self._body:
                    return
                yield self._take(self._body)
                self._body, self._lost = -1, False
                continue
            line = self._line()
            if line is None:
                return
            problem = self._header(line)
            if problem is not None:
                yield problem

    def _take(self, size: int) -> bytes:
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _line(self) -> bytes | None:
        """The next line without its end; None until it is complete."""
        end = self._buffer.find(b"\n", 0, MAX_LINE)
        if end >= 0:
            return self._take(end + 1).rstrip(b"\r\n")
        if len(self._buffer) < MAX_LINE:
            return None
        return self._take(MAX_LINE - 32)  # the rest may hold the beginning of a header

    def _header(self, line: bytes) -> FramingProblem | None:
        if not line:
            return self._end_of_headers()
        self._headers += 1
        match, length = _HEADER.match(line), _LENGTH.search(line)
        if match is None or (length is not None and length.start() > 0):
            return self._not_a_header(line)
        if length is not None:
            if not match[2].isdigit() or len(match[2]) > 15:
                return self._problem(f"Content-Length is not a number of bytes: {_shown(match[2])}")
            self._length = int(match[2])
        return None

    def _not_a_header(self, line: bytes) -> FramingProblem | None:
        if _HTTP.match(line):
            # A web page can make a browser send this to a local port: never look for messages in it.
            return FramingProblem("this is not a web server; the connection is closed", fatal=True)
        found = _LENGTH.search(line)
        if found is not None:
            self._buffer[:0] = line[found.start() :] + b"\r\n"
        return self._problem(f"expected a Content-Length header, got {_shown(line)}")

    def _end_of_headers(self) -> FramingProblem | None:
        length, headers = self._length, self._headers
        self._length, self._headers = None, 0
        if length is None:
            return self._problem("a message without a Content-Length header") if headers else None
        if length > self._max_body:
            self._skip = length
            return FramingProblem(
                f"a message of {length} bytes is over the limit of {self._max_body}: skipped"
            )
        self._body = length
        return None

    def _problem(self, message: str) -> FramingProblem | None:
        """The problem, once until the stream is found again: garbage of many lines is one problem."""
        self._length, self._headers = None, 0
        if self._lost:
            return None
        self._lost = True
        return FramingProblem(message)


def frame(body: bytes) -> bytes:
    """A message as it goes over the stream."""
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def _shown(data: bytes) -> str:
    """The beginning of unexpected bytes, for a log: too short to give source text away."""
    return repr(data[:32])[1:]
