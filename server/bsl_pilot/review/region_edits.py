"""Methods go into the region where they belong; it is made at its place where there is none."""

from __future__ import annotations

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.refactor.standard_regions import written
from bsl_pilot.locale import Text
from bsl_pilot.review.module import ModuleFacts, PieceFacts
from bsl_pilot.review.standard_regions import standard
from bsl_pilot.syntax.preproc import Region
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

_CONDITIONS = ("if", "elsif", "else", "endif", "insert", "endinsert", "delete", "enddelete")


def moved(module: ModuleFacts, piece: PieceFacts, name: Text) -> list[TextEdit] | None:
    """Moves a method with the comment above it to the end of a region of the top level.

    Args:
        module: the module.
        piece: the method.
        name: what the region is called in both languages.

    Returns:
        The edits; None where lines of `#Если` stand anywhere, or the method shares a line with other code.
    """
    if any(one.kind in _CONDITIONS for one in module.instructions):
        return None
    data = module.data
    start = data.rfind(b"\n", 0, piece.start) + 1 - len(module.comment_above(piece))
    end = data.find(b"\n", piece.end)
    end = len(data) if end < 0 else end + 1
    line = data.rfind(b"\n", 0, piece.start) + 1
    behind = data[piece.end : end].strip()
    if data[line : piece.start].strip() or (behind and not behind.startswith(b"//")):
        return None
    line_end = module.document.text.line_end()
    text = data[start:end].decode("utf-8", "replace").strip("\r\n").removeprefix("\ufeff")
    target = _place(module, name, text, line_end)
    if target is None or start <= target.start < end:
        return None
    if data[start : start + 3] == b"\xef\xbb\xbf":
        start += 3
    return [TextEdit(start, _with_blank(data, start, end), ""), target]


def _with_blank(data: bytes, start: int, end: int) -> int:
    """The end with the blank line behind, where there is one before, too."""
    before = data[:start].endswith((b"\n\n", b"\n\r\n")) or start == 0
    stop = data.find(b"\n", end) + 1
    return stop if before and stop and not data[end:stop].strip() else end


def _place(module: ModuleFacts, name: Text, text: str, line_end: str) -> TextEdit | None:
    """The edit that writes a method at the end of a region, or a region with it."""
    words = (fold(name.ru), fold(name.en))
    known = next((one for one in module.regions if fold(one.name) in words), None)
    if known is not None:
        return _inside(module, known, text, line_end)
    ru = russian(module.document, 0)
    made = written(name.ru if ru else name.en, text, line_end, russian=ru)
    order = standard(module.scene.type)
    if order is None:
        return None
    names = [fold(one.ru) for one in order.names]
    if fold(name.ru) not in names:
        return None
    later = {fold(word) for one in order.names[names.index(fold(name.ru)) + 1 :] for word in (one.ru, one.en)}
    behind = next((one for one in module.regions if fold(one.name) in later), None)
    if behind is not None:
        at = module.data.rfind(b"\n", 0, behind.first.start) + 1
        return TextEdit(at, at, made + line_end * 2)
    last = next((one for one in reversed(module.regions) if one.last is not None), None)
    at = last.last.end if last is not None and last.last is not None else len(module.data.rstrip())
    return TextEdit(at, at, line_end * 2 + made)


def _inside(module: ModuleFacts, region: Region, text: str, line_end: str) -> TextEdit | None:
    if region.last is None:
        return None
    at = module.data.rfind(b"\n", 0, region.last.start) + 1
    before = module.data[:at]
    gap = "" if before.endswith((b"\n\n", b"\n\r\n")) else line_end
    return TextEdit(at, at, f"{gap}{text}{line_end * 2}")
