"""The pieces of a module that have to be read again, token by token, to say what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bsl_pilot.syntax.faults.health import LAYOUT, SELF_ENDED, is_statement
from bsl_pilot.syntax.headers import HEADER, last_header, next_header
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import any_case

_BLANKS = rb"(?:[ \t\f\v]|\xc2\xa0|\xef\xbb\xbf)*"
_NO_WORD = rb"(?![0-9A-Za-z_\x80-\xff])"
_BRANCH_LINE = re.compile(
    rb"^" + _BLANKS + rb"\#[ \t]*(?:"
    rb"(?P<if>" + any_case("если", "if") + rb")"
    rb"|(?P<elsif>" + any_case("иначеесли", "elsif") + rb")"
    rb"|(?P<else>" + any_case("иначе", "else") + rb")"
    rb"|(?P<endif>" + any_case("конецесли", "endif") + rb")"
    rb")" + _NO_WORD + rb"[^\r\n]*",
    re.MULTILINE,
)
_DELETED = re.compile(
    rb"^" + _BLANKS + rb"\#[ \t]*(?:" + any_case("удаление", "delete") + rb")" + _NO_WORD + rb".*?"
    rb"\#[ \t]*(?:" + any_case("конецудаления", "enddelete") + rb")",
    re.MULTILINE | re.DOTALL,
)
_METHOD_END = re.compile(
    rb"^"
    + _BLANKS
    + rb"(?:"
    + any_case("конецпроцедуры", "конецфункции", "endprocedure", "endfunction")
    + rb")"
    + _NO_WORD,
    re.MULTILINE,
)
_NOT_LINE_END = re.compile(rb"[^\r\n]")
_MOST_BRANCHES = 4


def suspect_ranges(parts: Iterable[tuple[int, int, str, bool]]) -> list[Span]:
    """Byte ranges of runs of parts that are not certainly right.

    Args:
        parts: start, end, kind and whether it is sound, of each part in the order of the text.
    """
    found: list[Span] = []
    open_statement = -1  # start of a statement that may still lack its ``;``
    for start, end, kind, sound in parts:
        if not sound:
            _add(found, start, end)
        if kind in LAYOUT:
            continue
        if kind == ";":
            open_statement = -1
            continue
        if open_statement >= 0:
            _add(found, open_statement, end)
        needs_end = kind not in SELF_ENDED and (is_statement(kind) or kind == "module_variable")
        open_statement = start if needs_end else -1
    return found


def _add(found: list[Span], start: int, end: int) -> None:
    if found and start <= found[-1].end:
        found[-1] = Span(found[-1].start, max(end, found[-1].end))
    else:
        found.append(Span(start, end))


def chunks(data: bytes, ranges: list[Span]) -> Iterator[Span]:
    """The pieces that hold ``ranges``: each from one method's header to the next, in order, none twice."""
    done = 0
    for start, end in ranges:
        at = max(_chunk_start(data, start), done)
        while at <= end and at < len(data):
            stop = _chunk_end(data, at)
            while stop < len(data) and _shares_its_end(data[at:stop]):
                stop = _chunk_end(data, stop)
            if stop > start:
                yield Span(at, stop)
            at = done = stop


def _chunk_start(data: bytes, offset: int) -> int:
    header = last_header(data, min(offset + 1, len(data)))
    if header is None:
        return 0
    return header.start


def _chunk_end(data: bytes, start: int) -> int:
    """Start of the next method's header (with its annotations) after the one that may begin at ``start``."""
    own = next_header(data, start)
    if own is None:
        return len(data)
    if own.start > start:
        return own.start
    following = next_header(data, _line_after(data, own.keyword))
    return len(data) if following is None else following.start


def _line_after(data: bytes, offset: int) -> int:
    """Start of the next line."""
    ends = [at for at in (data.find(b"\n", offset), data.find(b"\r", offset)) if at >= 0]
    return min(ends) + 1 if ends else len(data)


def _shares_its_end(chunk: bytes) -> bool:
    """Whether a method's header stands in one branch of ``#Если`` and its end after all branches."""
    return (
        any(match.lastgroup in ("else", "elsif") for match in _BRANCH_LINE.finditer(chunk))
        and HEADER.search(chunk) is not None
        and _METHOD_END.search(chunk) is None
    )


def variants(chunk: bytes) -> list[bytes]:
    """The chunk as the compiler sees it: with one branch of each ``#Если``, the others blanked.

    One variant where nothing depends on a branch. Offsets are those of the chunk.
    """
    plain = _DELETED.sub(_blank, chunk)
    branches = _branches(plain)
    most = min(max((len(one) for one in branches), default=1), _MOST_BRANCHES)
    if most == 1:
        return [plain]
    return [_with_branch(plain, branches, number) for number in range(most)]


class _Branch(NamedTuple):
    start: int
    end: int


def _branches(chunk: bytes) -> list[list[_Branch]]:
    """The branches of each ``#Если``. One that begins before the chunk has its first branch from its start."""
    found: list[list[_Branch]] = []
    stack: list[list[int]] = []
    for match in _BRANCH_LINE.finditer(chunk):
        if match.lastgroup == "if":
            stack.append([match.end()])
            continue
        marks = stack[-1] if stack else [0]
        if not stack:
            stack.append(marks)
        marks += [match.start(), match.end()]
        if match.lastgroup == "endif":
            stack.pop()
            found.append(_pairs(marks))
    found += [_pairs([*marks, len(chunk)]) for marks in stack if len(marks) > 1]
    return found


def _pairs(marks: list[int]) -> list[_Branch]:
    return [_Branch(start, end) for start, end in zip(marks[::2], marks[1::2], strict=False)]


def _with_branch(chunk: bytes, branches: list[list[_Branch]], number: int) -> bytes:
    blanked = bytearray(chunk)
    for each in branches:
        kept = min(number, len(each) - 1)
        for index, branch in enumerate(each):
            if index != kept:
                blanked[branch.start : branch.end] = _NOT_LINE_END.sub(b" ", chunk[branch.start : branch.end])
    return bytes(blanked)


def _blank(match: re.Match[bytes]) -> bytes:
    return _NOT_LINE_END.sub(b" ", match.group())
