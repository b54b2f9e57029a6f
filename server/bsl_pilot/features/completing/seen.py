"""What is already written: after ``Объект.`` the members that the module uses after ``Объект.`` elsewhere.

The receiver is looked for as it is written (a search at the speed of memory), and in the method around the
cursor in any letter case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from bsl_pilot.features.completing.item import Group, Item, ItemKind
from bsl_pilot.features.completing.scene import Scene, method_window
from bsl_pilot.locale import Text
from bsl_pilot.syntax.keywords import SOFT_KINDS
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.words import WORD_BYTES, any_case, fold, fold_bytes

MEMBER = Text("встречается в модуле", "used in the module")
MOST = 3_000
"""Occurrences of a receiver that are looked at."""
LONGEST = 200
"""Bytes of a receiver that is looked for elsewhere."""

_WORD = re.compile(WORD_BYTES)
_PART_OF_CHAIN = frozenset(b"._0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ)]") | frozenset(
    range(0x80, 0x100)
)


class Member(NamedTuple):
    """A member as it is written somewhere."""

    name: str
    called: bool


class Seen(NamedTuple):
    """Counts by folded name, those of the method with the nearest first, and those above the cursor alone; how each
    is written; the one used last above the cursor, and the one used next below it."""

    near: Mapping[str, int]
    far: Mapping[str, int]
    written: Mapping[str, Member]
    last: str = ""
    next: str = ""
    above: Mapping[str, int] = MappingProxyType({})
    below: Mapping[str, int] = MappingProxyType({})


def receiver_start(before: Sequence[Token]) -> int:
    """First byte of the expression before the dot that ends ``before``; the dot's own where there is none."""
    at = len(before) - 1
    start = before[at].start
    while at > 0 and before[at].kind == ".":
        at -= 1
        while at >= 0 and before[at].kind in (")", "]"):
            at = _opening(before, at)
            start = before[at].start
            at -= 1
        if at < 0 or (before[at].kind != "identifier" and before[at].kind not in SOFT_KINDS):
            break
        start = before[at].start
        at -= 1
    return start


def _opening(before: Sequence[Token], at: int) -> int:
    """Index of the bracket that opens what the one at ``at`` closes; 0 where there is none."""
    depth = 0
    while at > 0:
        kind = before[at].kind
        depth += (kind in ")]") - (kind in "([")
        if depth == 0:
            return at
        at -= 1
    return 0


def seen_members(scene: Scene, start: int) -> Seen:
    """Members seen after the receiver that begins at byte ``start`` and ends before the dot at the cursor."""
    receiver = scene.data[start : scene.before[-1].start]
    if not 0 < len(receiver) <= LONGEST:
        return Seen({}, {}, {})
    window = method_window(scene.document, scene.word.start)
    pattern = re.compile(any_case(receiver.decode("utf-8", "replace")) + rb"\.")
    ends = [match.end() for match in pattern.finditer(scene.data, *window)]
    written: dict[str, Member] = {}
    near = Counter(
        _members(scene, sorted(ends, key=lambda at: abs(at - scene.word.start)), len(receiver), written)
    )
    above = list(_members(scene, (at for at in ends if at < scene.word.start), len(receiver), {}))
    below = list(_members(scene, (at for at in ends if at > scene.word.start), len(receiver), {}))
    far = Counter(_members(scene, _occurrences(scene.data, receiver + b"."), len(receiver), written))
    first = below[0] if below else ""
    return Seen(near, far, written, above[-1] if above else "", first, _order(reversed(above)), _order(below))


def _order(names: Iterable[str]) -> dict[str, int]:
    """Names with their places, from 0, in the order of their first occurrence."""
    return {name: at for at, name in enumerate(dict.fromkeys(names))}


def _occurrences(data: bytes, pattern: bytes) -> Iterator[int]:
    """Bytes after the first ``MOST`` occurrences."""
    at = data.find(pattern)
    for _ in range(MOST):
        if at < 0:
            return
        yield at + len(pattern)
        at = data.find(pattern, at + len(pattern))


def _members(scene: Scene, ends: Iterable[int], length: int, written: dict[str, Member]) -> Iterator[str]:
    """Folded names of the members that begin at ``ends``, after a receiver of so many bytes and a dot."""
    data = scene.data
    for at in ends:
        begin = at - 1 - length
        member = _WORD.match(data, at)
        if member is None or at == scene.word.start or (begin > 0 and data[begin - 1] in _PART_OF_CHAIN):
            continue
        if _in_code(data, begin):
            name = fold_bytes(member.group())
            if name not in written:
                called = data[member.end() : member.end() + 1] == b"("
                written[name] = Member(member.group().decode("utf-8", "replace"), called)
            yield name


def _in_code(data: bytes, at: int) -> bool:
    """Whether ``at`` is outside of comments and strings, by the line before it."""
    line = data[max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1 : at]
    return b"//" not in line and line.count(b'"') % 2 == 0 and not line.lstrip().startswith(b"|")


def type_items(scene: Scene) -> Iterator[Item]:
    """Types that the module creates with ``Новый``."""
    for keyword in ("Новый ", "New "):
        found = Counter(_type_names(scene, keyword.encode()))
        for name, _ in sorted(found.items(), key=lambda one: (-one[1], fold(one[0]))):
            yield Item(name, ItemKind.CLASS, Group.METHOD, detail=MEMBER)


def _type_names(scene: Scene, keyword: bytes) -> Iterator[str]:
    for at in _occurrences(scene.data, keyword):
        name = _WORD.match(scene.data, at)
        if name is not None and at != scene.word.start and _in_code(scene.data, at):
            yield name.group().decode("utf-8", "replace")
