"""The ways to call what is called: a method of a module, of the platform, a constructor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Page, Style
from bsl_pilot.features.meanings.comment import Comment, read_comment
from bsl_pilot.features.meanings.header import header_of
from bsl_pilot.features.meanings.model import Meaning, Platform, Routine
from bsl_pilot.features.signing.labels import label, platform_label
from bsl_pilot.features.signing.model import Way
from bsl_pilot.types.catalogue import Method, PlatformType, Signature
from bsl_pilot.types.naming import of_texts


def ways_of(meanings: Iterable[Meaning], about: About, style: Style) -> tuple[Way, ...]:
    """The ways to call any of these; each once."""
    found: dict[str, Way] = {}
    for meaning in meanings:
        for way in _ways(meaning, about, style):
            found.setdefault(way.label.text, way)
    return tuple(found.values())


def _ways(meaning: Meaning, about: About, style: Style) -> Iterator[Way]:
    if isinstance(meaning, Routine):
        yield _routine(meaning, style)
    elif isinstance(meaning, Platform):
        yield from _platform(meaning, about, style)


def _routine(routine: Routine, style: Style) -> Way:
    header = header_of(routine.code, routine.method)
    comment = read_comment(routine.method.doc)
    texts = tuple(_parameter(comment, one.name, style) for one in header.parameters)
    return Way(label(header.name, [one.label for one in header.parameters]), _about(comment, style), texts)


def _about(comment: Comment, style: Style) -> str:
    page = Page(style)
    page.prose(comment.about)
    return str(page)


def _parameter(comment: Comment, name: str, style: Style) -> str:
    said = comment.parameter(name)
    if said is None:
        return ""
    page = Page(style)
    page.text(" — ".join(style.prose(one) for one in (said.types, said.text) if one))
    first = comment.parameters.index(said) + 1
    fields = []
    for one in comment.parameters[first:]:
        if one.level == 0:
            break
        words = " — ".join(style.prose(text) for text in (one.types, one.text) if text)
        fields.append((one.level - 1, f"{style.name(one.name)} — {words}" if words else style.name(one.name)))
    page.items(fields)
    return str(page)


def signatures_of(found: Platform) -> tuple[Signature, ...]:
    """How something of the platform is called; empty where that is not known, or it is not called at all."""
    if isinstance(found.entry, Method):
        return found.entry.signatures or ()
    return (found.entry.constructors or ()) if isinstance(found.entry, PlatformType) else ()


def _platform(found: Platform, about: About, style: Style) -> Iterator[Way]:
    entry, names = found.entry, about.names
    returns = ""
    if isinstance(entry, Method):
        returns = names.union(of_texts(about.world, entry.returns, found.owner)) or names.texts(entry.returns)
    described = about.world.catalogue.description(entry)
    for one in signatures_of(found):
        page = Page(style)
        page.text(style.prose(names.of(one.title)))
        page.prose(style.said(described).split("\n") if described is not None else ())
        shown = platform_label(names.of(entry.name), one, returns, names)
        variadic = bool(one.parameters) and one.parameters[-1].variadic
        yield Way(shown, str(page), (), variadic)
