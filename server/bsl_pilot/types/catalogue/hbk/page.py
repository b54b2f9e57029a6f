"""One page of the help as facts: how to call, what comes back, where and since when, and what it is, in short."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bsl_pilot.text.words import WORD, fold, is_name
from bsl_pilot.types.catalogue.hbk.html import Chapter, Sheet, lines, links, plain, sheet
from bsl_pilot.types.catalogue.model import Contexts

LONGEST_DESCRIPTION = 500
"""Characters of a description that are kept; it ends with a whole sentence where there is one."""

_CHAPTERS = {
    "синтаксис": "syntax", "syntax": "syntax",
    "параметры": "parameters", "parameters": "parameters",
    "возвращаемое значение": "returns", "returned value": "returns", "return value": "returns", "returns": "returns",
    "описание": "description", "description": "description",
    "описание варианта метода": "variant", "method option description": "variant",
    "доступность": "contexts", "availability": "contexts",
    "использование": "access", "use": "access", "usage": "access",
    "элементы коллекции": "elements", "collection items": "elements", "collection elements": "elements",
}  # fmt: skip
_VARIANT = re.compile(
    r"(?:вариант синтаксиса|syntax (?:option|variant)|variant of syntax)\s*:?\s*(.*)", re.IGNORECASE
)
_CONTEXTS = {
    "тонкий клиент": Contexts.THIN_CLIENT, "thin client": Contexts.THIN_CLIENT,
    "веб-клиент": Contexts.WEB_CLIENT, "web client": Contexts.WEB_CLIENT, "web-client": Contexts.WEB_CLIENT,
    "мобильный клиент": Contexts.MOBILE_CLIENT, "mobile client": Contexts.MOBILE_CLIENT,
    "сервер": Contexts.SERVER, "server": Contexts.SERVER,
    "толстый клиент": Contexts.THICK_CLIENT, "thick client": Contexts.THICK_CLIENT,
    "внешнее соединение": Contexts.EXTERNAL_CONNECTION, "external connection": Contexts.EXTERNAL_CONNECTION,
    "мобильное приложение (клиент)": Contexts.MOBILE_APP_CLIENT,
    "mobile application (client)": Contexts.MOBILE_APP_CLIENT, "mobile app (client)": Contexts.MOBILE_APP_CLIENT,
    "мобильное приложение (сервер)": Contexts.MOBILE_APP_SERVER,
    "mobile application (server)": Contexts.MOBILE_APP_SERVER, "mobile app (server)": Contexts.MOBILE_APP_SERVER,
    "мобильный автономный сервер": Contexts.MOBILE_STANDALONE_SERVER,
    "mobile standalone server": Contexts.MOBILE_STANDALONE_SERVER,
    "mobile offline server": Contexts.MOBILE_STANDALONE_SERVER,
    "интеграция": Contexts.INTEGRATION, "integration": Contexts.INTEGRATION,
}  # fmt: skip
_TYPE = re.compile(r"(?:Тип|Types?)\s*:(.*?)(?=<br\b|</p\b|</div\b|$)", re.IGNORECASE | re.DOTALL)
_PARAMETER = re.compile(r"<\s*([^<>]+?)\s*>")
_OPTIONAL = re.compile(r"\(\s*(?:необязательный|optional)\s*\)", re.IGNORECASE)
_SEGMENT = re.compile(r"<[^<>]*>|[^.<>]+")
_NUMBER = re.compile(r"\d+$")
_VERSION = re.compile(r"8\.\d+(?:\.\d+)?")
_NOT_ADVISED = re.compile(r"не рекомендуется|устарел|not recommended|deprecated|obsolete", re.IGNORECASE)
_SINCE = re.compile(r"доступ\S+,? начиная|available (?:since|starting|from)", re.IGNORECASE)
_READ_ONLY = re.compile(r"только чтение|read[ -]only", re.IGNORECASE)
_WRITE_ONLY = re.compile(r"только запись|write[ -]only", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?](?=\s|$)")
_OLD = ("8.0", "8.1", "8.2")
"""Releases that records leave out: what they had has always been there."""


@dataclass(frozen=True, slots=True)
class HelpParameter:
    """A parameter; ``name`` of one that takes any number is without its number."""

    name: str
    types: tuple[str, ...]
    optional: bool
    variadic: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to call. ``parameters`` are None where the page does not say how to call."""

    title: str
    parameters: tuple[HelpParameter, ...] | None
    returns: tuple[str, ...]
    gives: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What one page says, in its language. ``title`` and ``twin`` are the names before and in the brackets."""

    title: str
    twin: str
    variants: tuple[Variant, ...]
    types: tuple[str, ...]
    elements: tuple[str, ...]
    indexed: bool
    read_only: bool
    write_only: bool
    contexts: Contexts | None
    since: str
    deprecated: str
    replacement: str
    description: str


def read_page(text: str) -> Page:
    """Reads a page. What it does not say in the way that pages say it is unknown."""
    cut = sheet(text)
    by_kind: dict[str, Chapter] = {}
    for chapter in cut.chapters:
        by_kind.setdefault(_CHAPTERS.get(chapter.title, ""), chapter)
    title, twin = _names(cut.title)
    description = by_kind["description"].body if "description" in by_kind else ""
    elements = by_kind["elements"].body if "elements" in by_kind else ""
    access = plain(by_kind["access"].body) if "access" in by_kind else ""
    since, deprecated = _versions(cut)
    return Page(
        title,
        twin,
        _variants(cut.chapters),
        _types(description),
        tuple(_plain_type(one) for one in links(elements)[:1]),
        "[" in elements,
        _READ_ONLY.search(access) is not None,
        _WRITE_ONLY.search(access) is not None,
        _contexts(by_kind["contexts"].body) if "contexts" in by_kind else None,
        since,
        deprecated,
        ", ".join(cut.replacements),
        _short(description),
    )


def _names(title: str) -> tuple[str, str]:
    """``Массив.Вставить (Array.Insert)``: what stands before the brackets and in them."""
    before, bracket, inside = title.rpartition(" (")
    return (before.strip(), inside.rstrip(") ").strip()) if bracket else (title, "")


def owner_name(title: str) -> str:
    """Of a type's title, ``СправочникМенеджер.<Имя справочника>``: the name without the object's."""
    return next(iter(_SEGMENT.findall(title)), "").strip()


def member_name(title: str) -> str:
    """Of a member's title, ``СправочникОбъект.<Имя справочника>.Записать``: the last name."""
    return next(reversed(_SEGMENT.findall(title)), "").strip()


def _variants(chapters: tuple[Chapter, ...]) -> tuple[Variant, ...]:
    """The ways to call, in order; chapters before the first named variant are a variant themselves."""
    groups: list[tuple[str, dict[str, Chapter]]] = [("", {})]
    for chapter in chapters:
        if named := _VARIANT.match(chapter.heading):
            groups.append((named[1].strip(), {}))
        elif (kind := _CHAPTERS.get(chapter.title, "")) in ("syntax", "parameters", "returns"):
            groups[-1][1].setdefault(kind, chapter)
    return tuple(_variant(title, found) for title, found in groups if found)


def _variant(title: str, found: dict[str, Chapter]) -> Variant:
    parameters = None
    if "parameters" in found and found["parameters"].parts:
        parameters = tuple(map(_parameter, found["parameters"].parts))
    elif "syntax" in found and "()" in plain(found["syntax"].body).replace(" ", ""):
        parameters = ()
    returns = _types(found["returns"].body) if "returns" in found else ()
    return Variant(title, parameters, returns, "returns" in found)


def _parameter(part: Chapter) -> HelpParameter:
    """``<Имя> (необязательный)``; ``<Имя1>,...,<ИмяN>`` takes any number."""
    written = _PARAMETER.findall(part.heading)
    name = written[0] if written else part.heading.partition("(")[0].strip()
    variadic = len(written) > 1 or "..." in part.heading
    if variadic:
        name = _NUMBER.sub("", name) or name
    return HelpParameter(name, _types(part.body), _OPTIONAL.search(part.heading) is not None, variadic)


def _types(fragment: str) -> tuple[str, ...]:
    """The types behind ``Тип:``; none where one of them is no name."""
    match = _TYPE.search(fragment)
    if match is None:
        return ()
    written = [one.strip(" .") for one in re.split(r"[;,]", plain(match[1]))]
    names = [_plain_type(one) for one in written if one]
    return tuple(dict.fromkeys(names)) if names and all(map(is_name, names)) else ()


def _plain_type(written: str) -> str:
    """``СправочникСсылка.<Имя справочника>`` without the object's name."""
    match = WORD.match(written)
    rest = written[match.end() :].strip() if match else written
    return match[0] if match and (not rest or rest.startswith((".", "<"))) else written


def _contexts(fragment: str) -> Contexts | None:
    """The contexts in a list that ends with a full stop or at a line's end."""
    first = lines(fragment)[:1]
    known = [_CONTEXTS.get(fold(one.strip(" ."))) for one in (first[0] if first else "").split(",")]
    found = [one for one in known if one is not None]
    contexts = Contexts(0)
    for one in found:
        contexts |= one
    return contexts if found else None


def _versions(cut: Sheet) -> tuple[str, str]:
    """Since when it is there, and since when it is not advised."""
    since = deprecated = ""
    for line in cut.versions:
        version = _VERSION.search(line)
        if version is None:
            continue
        if _NOT_ADVISED.search(line):
            deprecated = deprecated or version[0]
        elif _SINCE.search(line) and not version[0].startswith(_OLD):
            since = since or version[0]
    return since, deprecated


def _short(fragment: str) -> str:
    """The first lines of a description, without the types it begins with."""
    fragment = fragment.lstrip()
    typed = _TYPE.match(fragment)
    text = " ".join(lines(fragment[typed.end() :] if typed else fragment))
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    ends = [match.end() for match in _SENTENCE.finditer(text, 0, LONGEST_DESCRIPTION)]
    return text[: ends[-1]] if ends else text[: LONGEST_DESCRIPTION - 1].rstrip() + "…"
