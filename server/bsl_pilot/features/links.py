"""Links: addresses of pages and methods that ``См. Модуль.Метод`` names in comments, libraries that a script uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.preproc import instruction
from bsl_pilot.text.words import WORD_BYTES, any_case

_URL = re.compile(rb"https?://(?:(?!\xc2\xa0)[^\s<>\"'`|\\^{}])+")
_LIBRARY = re.compile(r'"[^"]+"|[^\s"]+')
_CLOSING = {b")": b"(", b"]": b"["}
_SEE = re.compile(
    rb"(?<![0-9A-Za-z_\x80-\xff])(?:" + any_case("см.", "see") + rb")"
    rb"(?:[ \t]+(?:" + any_case("также", "also") + rb"))?:?[ \t]+"
    rb"(?P<name>" + WORD_BYTES + rb"(?:\." + WORD_BYTES + rb")*)"
)


class Link(NamedTuple):
    """One link: byte range, and the address of a page or the names that lead to a method."""

    start: int
    end: int
    url: str = ""
    names: tuple[str, ...] = ()
    """``("Модуль", "Метод")``, a metadata object's names before them; one name is a method of this module."""
    library: str = ""
    """What ``#Использовать`` names: a folder in quotes, or a library."""


def links(document: Document) -> list[Link]:
    """All links of a module in the order of the text. Whether the named methods exist is not looked at."""
    return [
        link._replace(start=base + link.start, end=base + link.end)
        for base, _, found in document.parts.facts(_in_part)
        for link in found
    ]


def links_at(document: Document, offset: int) -> list[Link]:
    """The links that touch a byte."""
    part = document.parts.at(offset)
    if part is None:
        return []
    moved = (
        link._replace(start=part.start + link.start, end=part.start + link.end)
        for link in document.parts.fact(part, _in_part)
    )
    return [link for link in moved if link.start <= offset <= link.end]


def _in_part(part: Node) -> tuple[Link, ...]:
    text = part.text or b""
    if part.type == "preproc_use":
        return tuple(_library(text))
    if b"//" not in text:
        return ()
    found = [_page(match) for match in _URL.finditer(text) if _in_comment(part, match.start())]
    found += [
        Link(*match.span("name"), names=tuple(match["name"].decode("utf-8", "replace").split(".")))
        for match in _SEE.finditer(text)
        if _in_comment(part, match.start())
    ]
    return tuple(sorted(found))


def _library(text: bytes) -> Iterator[Link]:
    line = instruction(text, 0)
    name = _LIBRARY.match(line.argument)
    if line.kind == "use" and name is not None:
        start = text.find(name.group().encode())
        yield Link(start, start + len(name.group().encode()), library=name.group())


def _page(match: re.Match[bytes]) -> Link:
    """An address without the punctuation of the sentence that it ends."""
    url = match.group()
    while True:
        last = url[-1:]
        unopened = last in _CLOSING and url.count(last) > url.count(_CLOSING[last])
        if last not in b".,;:!?*" and not unopened:
            break
        url = url[:-1]
    start = match.start()
    return Link(start, start + len(url), url.decode("utf-8", "replace"))


def _in_comment(part: Node, offset: int) -> bool:
    at = part.start_byte + offset
    node = part.descendant_for_byte_range(at, at + 1)
    return node is not None and node.type == "comment"
