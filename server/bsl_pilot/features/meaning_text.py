"""What stands in strings, queries and comments: names of methods, modules, tables, objects of metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bsl_pilot.features.links import links
from bsl_pilot.features.meaning import Meaning, What
from bsl_pilot.features.meaning_code import by_names, called, own_method
from bsl_pilot.features.objects import object_named
from bsl_pilot.features.project import ProjectView
from bsl_pilot.features.word_at import WordAt
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold

if TYPE_CHECKING:
    from bsl_pilot.index.rows import Occurrence

_STRINGS = frozenset({"string", "open_string", "stray_string"})


def meaning_of_text(
    document: Document, offset: int, word: WordAt, project: ProjectView | None, path: str
) -> Meaning | None:
    """What a name in a string or comment means."""
    if project is None:
        return None
    if word.token.kind == "comment":
        return _in_comment(document, offset, project, path)
    if word.token.kind not in _STRINGS or project.resolver is None:
        return None
    found = list(_occurrences(document, word, offset))
    what = tuple(dict.fromkeys(one for _, use in found for one in _named(document, use, project, path)))
    return Meaning(found[0][0], what) if what else None


def _occurrences(document: Document, word: WordAt, offset: int) -> Iterator[tuple[Span, Occurrence]]:
    """What the name in a string at a byte is to the index, with its bytes: the unit is harvested by itself."""
    from bsl_pilot.index.alone import occurrences  # noqa: PLC0415  (numpy; it is loaded by now)

    unit = Document.parse(word.unit.data(document).decode("utf-8", "surrogatepass"))
    at = offset - word.unit.start
    for use in occurrences(unit):
        start, end = (unit.text.offset(one) for one in use.place.range)
        inside = word.token.start <= start and end <= word.token.end
        if inside and start <= at <= end:
            yield Span(word.unit.start + start, word.unit.start + end), use


def _named(document: Document, use: Occurrence, project: ProjectView, path: str) -> Iterable[What]:
    from bsl_pilot.index.kinds import Use  # noqa: PLC0415  (see above)

    resolver = project.resolver
    if resolver is None or not use.known:
        return ()
    if use.use is Use.HANDLER and not use.chain:
        return own_method(document, use.name, project, path)
    if use.use is Use.ANNOTATION:
        return own_method(document, use.name, project, path)
    if use.local or not use.chain:
        return ()
    part = object_named(project, path, (*use.chain, use.name)) if use.use is not Use.HANDLER else None
    if part is not None:
        return (part,)
    return by_names(project, path, use.chain, use.name) if use.use in (Use.HANDLER, Use.STRING) else ()


def _in_comment(document: Document, offset: int, project: ProjectView, path: str) -> Meaning | None:
    """``См. Модуль.Метод``."""
    link = next((one for one in links(document) if one.names and one.start <= offset <= one.end), None)
    if link is None:
        return None
    *chain, name = (fold(one) for one in link.names)
    what = (
        tuple(by_names(project, path, tuple(chain), name))
        if chain
        else tuple(called(document, name, project, path))
    )
    return Meaning(Span(link.start, link.end), what) if what else None
