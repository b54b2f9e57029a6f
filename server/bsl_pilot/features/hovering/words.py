"""Words of the language: both spellings, the words that go with them, what they do; parameters of queries."""

from __future__ import annotations

from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Page
from bsl_pilot.features.meanings.model import QueryParameter
from bsl_pilot.features.meanings.words import Word
from bsl_pilot.locale import Text
from bsl_pilot.syntax.keywords import spelling
from bsl_pilot.text.positions import LineIndex

_PARAMETER = Text("параметр запроса", "parameter of the query")
_SET = Text("задаётся в строке {line}", "set in line {line}")


def write_word(page: Page, found: Word, about: About) -> None:
    """Writes about a word of the language."""
    russian = about.names.russian
    shape = " … ".join(spelling(kind, russian=russian) for kind in found.shape)
    page.code(shape or about.names.of(found.name))
    other = found.name.en if russian else found.name.ru
    page.text(" · ".join((page.style.say(found.group), page.style.name(other))))
    page.text(page.style.said(found.about))


def write_parameter(page: Page, found: QueryParameter, about: About) -> None:
    """Writes about a parameter of a query: what is passed, and where."""
    types = about.names.union(found.types)
    page.code(f"&{found.name}" + (f": {types}" if types else ""), "sdbl")
    page.text(page.style.say(_PARAMETER))
    lines = LineIndex(about.inference.code.data)
    page.items([(0, page.style.say(_SET, line=lines.line_of(one.start) + 1)) for one in found.spans])
