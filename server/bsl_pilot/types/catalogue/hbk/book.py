"""All pages of one language by their paths, each with what it describes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue.hbk.container import Container, damaged
from bsl_pilot.types.catalogue.hbk.contents import Heading, headings
from bsl_pilot.types.catalogue.hbk.page import Page, member_name, owner_name, read_page
from bsl_pilot.types.catalogue.hbk.storage import Storage

GLOBAL = "objects/Global context"
"""Path of the page of the global context, and of the folder of its members, without ``.html``."""

_MEMBER = re.compile(r"(.+?)/(methods|properties|events|ctors)/(?:[^/]+/)*[^/]+\.html?")
_SECTION = re.compile(r"(?:.*/)?catalog\d+\.html?")
_NO_TYPES = Text("в ней нет описаний объектов", "it describes no objects")


class Kind(Enum):
    """What a page describes."""

    TYPE = auto()
    METHOD = auto()
    PROPERTY = auto()
    VALUE = auto()
    EVENT = auto()
    CONSTRUCTOR = auto()


_KINDS = {
    "methods": Kind.METHOD,
    "properties": Kind.PROPERTY,
    "events": Kind.EVENT,
    "ctors": Kind.CONSTRUCTOR,
}


@dataclass(frozen=True, slots=True)
class Described:
    """One page: what it describes, whose it is (path of the owner without ``.html``), its names as far as known."""

    kind: Kind
    owner: str
    name: Text
    page: Page


@dataclass(frozen=True, slots=True)
class Book:
    """One language's book. ``unreadable`` counts pages that could not be read."""

    path: Path
    russian: bool
    pages: dict[str, Described]
    unreadable: int


def read_book(path: Path, advance: Callable[[int, int], None] = lambda _done, _all: None) -> Book:
    """Reads a help file.

    Args:
        advance: told how many pages of all are done.

    Raises:
        InputError: it can't be read, is no help of the object model, or is damaged beyond a few pages.
    """
    storage = Storage(Container.open(path))
    toc = headings(storage.contents() or "")
    order = [one for one in toc if one.startswith("objects/")] or sorted(
        one for one in storage.paths if one.startswith("objects/")
    )
    pages: dict[str, Described] = {}
    for done, one in enumerate(order):
        if done % 256 == 0:
            advance(done, len(order))
        if (found := _described(one, storage, toc)) is not None:
            pages[one] = found
    advance(len(order), len(order))
    storage.close()
    if not any(one.kind is Kind.METHOD for one in pages.values()):
        raise damaged(path, _NO_TYPES)
    return Book(path, _is_russian(pages), pages, storage.unreadable)


def _described(path: str, storage: Storage, toc: dict[str, Heading]) -> Described | None:
    if _SECTION.fullmatch(path):
        return None
    text = storage.page(path)
    if text is None:
        return None
    page = read_page(text)
    heading = toc.get(path)
    member = _MEMBER.fullmatch(path)
    stem = path.removesuffix(".html").removesuffix(".htm")
    if member is None:
        return Described(Kind.TYPE, stem, _name(page, heading, owner_name), page)
    kind = _KINDS[member[2]]
    if kind is Kind.PROPERTY and heading is not None and _is_page_of(heading.parent, member[1]):
        kind = Kind.VALUE
    return Described(kind, member[1], _name(page, heading, member_name), page)


def _is_page_of(path: str, owner: str) -> bool:
    """Properties stand in a section of their own; the values of an enumeration stand right under it."""
    return owner != GLOBAL and path in (f"{owner}.html", f"{owner}.htm")


def _name(page: Page, heading: Heading | None, part: Callable[[str], str]) -> Text:
    """Both names: the Russian and the English one of the contents, else the page's title, the other in brackets."""
    ru = part(heading.name.ru) if heading else ""
    en = part(heading.name.en) if heading else ""
    title, twin = part(page.title), part(page.twin)
    if _cyrillic(twin) and not _cyrillic(title):
        title, twin = twin, title
    return Text(ru or title or en, en or twin or title)


def _cyrillic(text: str) -> bool:
    return any("а" <= letter <= "я" or "А" <= letter <= "Я" or letter in "ёЁ" for letter in text)


def _is_russian(pages: dict[str, Described]) -> bool:
    """Whether most descriptions are in Russian letters."""
    texts = [one.page.description for one in pages.values() if one.page.description][:500]
    return 2 * sum(map(_cyrillic, texts)) >= len(texts)
