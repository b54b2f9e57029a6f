"""XML of metadata as a tree, also where it is broken: what stands before the fault stays."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import NamedTuple

from bsl_pilot.locale import Text
from bsl_pilot.project.metadata.model import NO_TEXT

MAX_BYTES = 64 * 1024 * 1024
"""Largest file that is read; the largest forms in use have some 5 MB."""

NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"

_BROKEN = Text(
    "повреждённый XML: {why}; прочитано то, что выше", "broken XML: {why}; what is above it has been read"
)
_CONFLICT = Text(
    "неразрешённый конфликт слияния; прочитана верхняя сторона",
    "a merge conflict is not resolved; the upper side has been read",
)
_UNREADABLE = Text("не читается как XML: {why}", "can't be read as XML: {why}")
_TOO_LARGE = Text(
    "файл слишком велик ({size} МБ) и пропущен", "the file is too large ({size} MB), it is skipped"
)

_CONFLICT_OURS = re.compile(
    rb"^<{7}[^\n]*\n(.*?)^(?:\|{7}[^\n]*\n.*?)?={7}\r?\n.*?^>{7}[^\n]*(?:\n|\Z)", re.MULTILINE | re.DOTALL
)


class Fault(NamedTuple):
    """Why a file is not whole; ``line`` is 0-based."""

    line: int
    message: Text


class Tree(NamedTuple):
    """The root of a file's tree, None where nothing could be read, and what was wrong."""

    root: ET.Element | None
    fault: Fault | None


def parse(data: bytes) -> Tree:
    """The tree of a file's bytes; never raises."""
    if len(data) > MAX_BYTES:
        return Tree(None, Fault(0, _TOO_LARGE.filled(size=len(data) >> 20)))
    root, error = _build(data)
    if error is None:
        return Tree(root, None)
    line = max(error.position[0] - 1, 0)
    chosen = _CONFLICT_OURS.sub(rb"\1", data)
    if len(chosen) != len(data):
        ours, still = _build(chosen)
        if still is None:
            return Tree(ours, Fault(line, _CONFLICT))
    why = str(error)
    return Tree(root, Fault(line, (_UNREADABLE if root is None else _BROKEN).filled(why=why)))


def _build(data: bytes) -> tuple[ET.Element | None, ET.ParseError | None]:
    """The tree as far as it goes, and what ended it."""
    builder = ET.TreeBuilder()
    parser = ET.XMLParser(target=builder)  # noqa: S314  (expat bounds what entities may expand to)
    try:
        parser.feed(data)
        root: ET.Element | None = parser.close()
    except ET.ParseError as error:
        return builder.close(), error
    except (ValueError, LookupError) as error:  # an encoding that Python does not have
        wrong = ET.ParseError(str(error))
        wrong.position = (1, 0)
        return None, wrong
    return root, None


class _LocalNames(dict[str, str]):
    """Tags without their namespace; there are a few hundred in all."""

    def __missing__(self, tag: str) -> str:
        name = self[tag] = tag.rpartition("}")[2]
        return name


local = _LocalNames().__getitem__
"""``local(element.tag)``: the tag without its namespace."""


def child(element: ET.Element, name: str) -> ET.Element | None:
    """The first child of this name in any namespace."""
    for one in element:
        if local(one.tag) == name:
            return one
    return None


def child_text(element: ET.Element, name: str) -> str:
    """The text of the first child of this name; empty where there is none."""
    one = child(element, name)
    return (one.text or "").strip() if one is not None else ""


def localised(found: dict[str, str]) -> Text:
    """Text by language codes; another language stands for both where there is neither Russian nor English."""
    if not found:
        return NO_TEXT
    ru, en = found.get("ru", ""), found.get("en", "")
    if not ru and not en:
        ru = en = next(iter(found.values()))
    return Text(ru, en)
