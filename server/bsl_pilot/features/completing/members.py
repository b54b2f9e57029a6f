"""Members by what is already written: after ``Объект.`` those that the module uses after ``Объект.`` elsewhere.

The receiver is looked for as it is written (a search at the speed of memory), and in the method around the
cursor in any letter case.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.names import module_items
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
_THIS = frozenset({"этотобъект", "thisobject", "этаформа", "thisform"})


def member_items(scene: Scene, options: CompletionOptions) -> list[Item]:
    """Members seen after the same receiver: those of the method first, then the most frequent."""
    start = receiver_start(scene.before)
    dot = scene.before[-1].start
    receiver = scene.data[start:dot]
    found: dict[str, Item] = {}
    if fold_bytes(receiver) in _THIS:
        found = {fold(item.label): item for item in module_items(scene, options)}
    if 0 < len(receiver) <= LONGEST:
        for item in _seen(scene, receiver):
            found.setdefault(fold(item.label), item)
    return list(found.values())


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


def _seen(scene: Scene, receiver: bytes) -> Iterator[Item]:
    window = method_window(scene.document, scene.word.start)
    pattern = re.compile(any_case(receiver.decode("utf-8", "replace")) + rb"\.")
    near = [match.end() for match in pattern.finditer(scene.data, *window)]
    near.sort(key=lambda at: abs(at - scene.word.start))
    yield from dict.fromkeys(_items(scene, near, len(receiver), Group.NEAR))
    far = Counter(_items(scene, _occurrences(scene.data, receiver + b"."), len(receiver), Group.METHOD))
    yield from (item for item, _ in sorted(far.items(), key=lambda one: (-one[1], fold(one[0].label))))


def _occurrences(data: bytes, pattern: bytes) -> Iterator[int]:
    """Bytes after the first ``MOST`` occurrences."""
    at = data.find(pattern)
    for _ in range(MOST):
        if at < 0:
            return
        yield at + len(pattern)
        at = data.find(pattern, at + len(pattern))


def _items(scene: Scene, ends: Iterator[int] | list[int], length: int, group: Group) -> Iterator[Item]:
    """The members that begin at ``ends``, after a receiver of so many bytes and a dot."""
    data = scene.data
    for at in ends:
        begin = at - 1 - length
        member = _WORD.match(data, at)
        if member is None or at == scene.word.start or (begin > 0 and data[begin - 1] in _PART_OF_CHAIN):
            continue
        if _in_code(data, begin):
            kind = ItemKind.METHOD if data[member.end() : member.end() + 1] == b"(" else ItemKind.FIELD
            yield Item(member.group().decode("utf-8", "replace"), kind, group, detail=MEMBER)


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
