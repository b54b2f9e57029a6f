"""Places that are edited together.

The protocol writes the same letters in all linked ranges, so only equal texts can be linked:

- the keyword of a block and the same letters in the keyword that closes it, where one is part of the other:
  ``Если`` … ``Конец[Если]``, ``Procedure`` … ``End[Procedure]``, ``If``, ``Do``, ``Try``, ``Function``.
  ``Procedure`` turned into ``Function`` so becomes right at both ends. The other Russian pairs differ in
  their endings (``Цикл`` … ``КонецЦикла``, ``Процедура`` … ``КонецПроцедуры``): for methods, where there is
  something to change into, ``block_closing.keyword_following`` keeps both ends in step;
- a label and the ``Перейти`` to it, within the method;
- the name of a region and the same name in the comment behind its ``#КонецОбласти``.

A variable is not linked: its places are found by rename, which sees the scope.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bsl_pilot.features.completing.scene import method_window
from bsl_pilot.features.keyword_groups import Group, keyword_groups
from bsl_pilot.features.names import Role, names
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import CLOSERS
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.preproc import Region, regions
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import WORD_BYTES

_COMMENTED_NAME = re.compile(rb"[^/\r\n]*//[ \t]*(" + WORD_BYTES + rb")[ \t]*\Z")


def linked_editing(document: Document, offset: int) -> list[Span]:
    """The ranges that are edited together with the one at ``offset``, it among them; none where it is alone."""
    lines = document.text.lines
    line = lines.line_bytes(lines.line_of(offset)).lstrip()
    if line.startswith(b"#"):
        return _region_names(document, offset)
    code = [
        one for one in tokens(document.text.data, *method_window(document, offset)) if one.kind != "comment"
    ]
    here = next((one for one in code if one.start <= offset <= one.end and one.kind != "~"), None)
    if here is None:
        return []
    if here.kind == "identifier":
        return _labels(document.text.data, code, here)
    return _keywords(document.text.data, code, offset)


def _keywords(data: bytes, code: Sequence[Token], offset: int) -> list[Span]:
    """The keyword and the end of its closer that has the same letters."""
    for group in keyword_groups(code):
        if not group.closed or CLOSERS[group.kind] != group.words[-1].kind:
            continue
        spans = _pair(data, group)
        if spans and any(start <= offset <= end for start, end in spans):
            return spans
    return []


def _pair(data: bytes, group: Group) -> list[Span]:
    closer = group.words[-1]
    for word in group.words[:-1]:
        text = data[word.start : word.end]
        if word.kind in (group.kind, "do") and data[: closer.end].endswith(text, closer.start):
            return [Span(word.start, word.end), Span(closer.end - len(text), closer.end)]
    return []


def _labels(data: bytes, code: Sequence[Token], here: Token) -> list[Span]:
    """The same label in the method, as long as it is written in the same letters."""
    found = [name for name in names(data, code) if name.role is Role.LABEL]
    mine = next((name for name in found if name.start == here.start), None)
    if mine is None:
        return []
    text = data[mine.start : mine.end]
    same = [one for one in found if one.text == mine.text and one.scope == mine.scope]
    if len(same) < 2 or any(data[one.start : one.end] != text for one in same):
        return []
    return [Span(one.start, one.end) for one in same]


def _region_names(document: Document, offset: int) -> list[Span]:
    """The name of the region that begins or ends on the line, in both places."""
    line = document.text.lines.line_of(offset)
    for region in _all(regions(document)):
        if region.last is None or not region.name:
            continue
        if line not in (
            document.text.lines.line_of(region.first.start),
            document.text.lines.line_of(region.last.start),
        ):
            continue
        spans = _name_spans(document.text.data, region)
        return spans if any(start <= offset <= end for start, end in spans) else []
    return []


def _name_spans(data: bytes, region: Region) -> list[Span]:
    assert region.last is not None
    name = region.name.encode("utf-8", "surrogatepass")
    start = data.find(name, region.first.start + 1 + _word_length(data, region.first.start), region.first.end)
    comment = _COMMENTED_NAME.match(data[region.last.start : region.last.end])
    if start < 0 or comment is None or comment.group(1) != name:
        return []
    at = region.last.start + comment.start(1)
    return [Span(start, start + len(name)), Span(at, at + len(name))]


def _word_length(data: bytes, start: int) -> int:
    """Bytes of the instruction's word after ``#``, blanks included."""
    match = re.compile(rb"#[ \t]*(?:" + WORD_BYTES + rb")").match(data, start)
    return match.end() - start - 1 if match else 0


def _all(found: Sequence[Region]) -> list[Region]:
    """The regions and those inside of them."""
    return [one for region in found for one in (region, *_all(region.children))]
