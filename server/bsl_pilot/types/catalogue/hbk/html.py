"""A help page cut into its chapters. Regular expressions, since a book has 24,000 pages and all are alike."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bsl_pilot.text.words import fold

_MARK = re.compile(
    r"<([a-zA-Z0-9]{1,10})\b[^<>]{0,200}?\bclass\s{0,3}=\s{0,3}[\"']?(?:V8SH_|__)([A-Za-z_]{1,40})[^<>]{0,200}>",
    re.IGNORECASE,
)
"""A tag with a class of the help's. Lengths are bounded so that no page, however broken, takes long."""
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|hr)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]{0,400}>(.{0,400}?)</a\b", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class Chapter:
    """A chapter, or what stands under a parameter's heading in one. ``title`` is folded, without a colon."""

    title: str
    heading: str
    body: str
    parts: list[Chapter]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page in pieces: its title, its chapters, the lines about versions, what replaces it."""

    title: str
    chapters: tuple[Chapter, ...]
    versions: tuple[str, ...]
    replacements: tuple[str, ...]


def sheet(page: str) -> Sheet:
    """Cuts a page. What has no class that is known belongs to the chapter it stands in."""
    title = ""
    chapters: list[Chapter] = []
    versions: list[str] = []
    replacements: list[str] = []
    for kind, element, behind in _elements(page):
        if kind in ("pagetitle", "heading"):
            title = title or plain(element)
        elif kind == "chapter":
            heading = plain(element)
            chapters.append(Chapter(fold(heading).rstrip(": "), heading.rstrip(": "), behind, []))
        elif kind == "rubric" and chapters:
            chapters[-1].parts.append(Chapter("", plain(element), behind, []))
        elif kind == "versioninfo":
            versions.append(plain(element + behind))
        else:
            if kind == "deprecated_show_style__":
                replacements += links(element)
            _go_on(chapters, behind)
    return Sheet(title, tuple(chapters), tuple(versions), tuple(replacements))


def _go_on(chapters: list[Chapter], text: str) -> None:
    """Text behind an element that begins nothing belongs to what it stands in."""
    if chapters:
        piece = chapters[-1].parts[-1] if chapters[-1].parts else chapters[-1]
        piece.body += text


def _elements(page: str) -> Iterator[tuple[str, str, str]]:
    """Elements with a class of the help's: the class, what they hold, what follows up to the next one."""
    found = list(_MARK.finditer(page))
    for place, match in enumerate(found):
        limit = found[place + 1].start() if place + 1 < len(found) else len(page)
        end, behind = _closing(page, match, limit)
        yield fold(match[2]), page[match.end() : end], page[behind:limit]


def _closing(page: str, match: re.Match[str], limit: int) -> tuple[int, int]:
    """Where the element's end tag begins and ends; at the next element where it is missing."""
    closing = re.compile(rf"</{match[1]}\s*>", re.IGNORECASE).search(page, match.end(), limit)
    return closing.span() if closing else (limit, limit)


def plain(fragment: str) -> str:
    """The text of a piece of HTML in one line."""
    if "<" in fragment:
        fragment = _TAG.sub("", _BREAK.sub(" ", fragment))
    return " ".join(html.unescape(fragment).split())


def lines(fragment: str) -> list[str]:
    """The text of a piece of HTML in lines, without empty ones."""
    return [line for part in _BREAK.split(fragment) if (line := plain(part))]


def links(fragment: str) -> list[str]:
    """The texts of its links."""
    return [text for match in _LINK.finditer(fragment) if (text := plain(match[1]))]
