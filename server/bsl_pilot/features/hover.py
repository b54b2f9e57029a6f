"""Hover: what the word at a place means, in the user's language, as Markdown or plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.data import write_data, write_object, write_variable
from bsl_pilot.features.hovering.page import Page, Style
from bsl_pilot.features.hovering.platform import write_platform
from bsl_pilot.features.hovering.query import write_function, write_table
from bsl_pilot.features.hovering.routine import write_routine
from bsl_pilot.features.links import links_at
from bsl_pilot.features.meanings.code import code_meaning
from bsl_pilot.features.meanings.links import linked_meaning
from bsl_pilot.features.meanings.model import (
    Data,
    Found,
    Meaning,
    Object,
    Platform,
    QueryTable,
    Routine,
    Variable,
)
from bsl_pilot.features.meanings.query import query_meaning
from bsl_pilot.features.meanings.strings import string_meaning
from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.syntax.context import Place, context_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.types.catalogue.query import QueryFunction
from bsl_pilot.types.infer import Inference


class Hover(NamedTuple):
    """A text about a range of bytes."""

    span: Span
    text: str


_WRITERS: dict[type[Any], Callable[[Page, Any, About], None]] = {
    Routine: write_routine,
    Platform: write_platform,
    Object: write_object,
    Variable: write_variable,
    Data: write_data,
    QueryFunction: write_function,
    QueryTable: write_table,
}


def hover(document: Document, inference: Inference, offset: int, style: Style) -> Hover | None:
    """What can be said of the word at a byte; None where nothing is known."""
    found = meaning_at(document, inference, offset)
    if found is None:
        return None
    names = TypeNames(inference.world.catalogue, russian=russian(document, offset))
    text = described(found.meanings, About(inference, names), style)
    return Hover(found.span, text) if text else None


def meaning_at(document: Document, inference: Inference, offset: int) -> Found | None:
    """What the word at a byte means, wherever it stands: in code, in a query, in a comment."""
    context = context_at(document, offset)
    if context.place is Place.QUERY:
        return query_meaning(context, inference, offset)
    if context.place is Place.COMMENT:
        link = next((one for one in links_at(document, offset) if one.names), None)
        return linked_meaning(inference, link) if link is not None else None
    if context.place is Place.STRING:
        return string_meaning(document, inference, offset)
    return code_meaning(document, inference, offset) if context.place is Place.CODE else None


def described(meanings: tuple[Meaning, ...], about: About, style: Style) -> str:
    """The text about what a word may mean, one after the other."""
    page = Page(style)
    for meaning in meanings:
        if page:
            page.rule()
        _WRITERS[type(meaning)](page, meaning, about)
    return str(page)
