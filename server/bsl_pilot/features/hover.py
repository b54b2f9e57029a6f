"""Hover: what the word at a place means, in the user's language, as Markdown or plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.data import write_data, write_file, write_form, write_object
from bsl_pilot.features.hovering.page import Page, Style
from bsl_pilot.features.hovering.platform import write_platform
from bsl_pilot.features.hovering.query import write_function, write_table
from bsl_pilot.features.hovering.routine import write_routine
from bsl_pilot.features.hovering.variables import write_local, write_module_variable
from bsl_pilot.features.hovering.words import write_parameter, write_word
from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.meanings.at import meaning_at
from bsl_pilot.features.meanings.model import (
    Data,
    Meaning,
    Object,
    Platform,
    QueryParameter,
    QueryTable,
    Routine,
)
from bsl_pilot.features.meanings.symbols import Declared, Local, ModuleFile, ObjectPart
from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.features.meanings.words import Word
from bsl_pilot.text.positions import Span
from bsl_pilot.types.catalogue.query import QueryFunction

MOST = 4
"""Meanings that are told, where a receiver is of many types."""


class Hover(NamedTuple):
    """A text about a range of bytes."""

    span: Span
    text: str


_WRITERS: dict[type[Any], Callable[[Page, Any, About], None]] = {
    Routine: write_routine,
    Platform: write_platform,
    Object: write_object,
    Local: write_local,
    Declared: write_module_variable,
    Data: write_data,
    ObjectPart: write_form,
    ModuleFile: write_file,
    QueryFunction: write_function,
    QueryTable: write_table,
    QueryParameter: write_parameter,
    Word: write_word,
}


def hover(asked: Asked, offset: int, style: Style) -> Hover | None:
    """What can be said of the word at a byte; None where nothing is known."""
    found = meaning_at(asked, offset)
    if found is None:
        return None
    names = TypeNames(asked.inference.world.catalogue, russian=russian(asked.document, offset))
    text = described(found.meanings[:MOST], About(asked.inference, names, found.span), style)
    return Hover(found.span, text) if text else None


def described(meanings: tuple[Meaning, ...], about: About, style: Style) -> str:
    """The text about what a word may mean, one after the other."""
    page = Page(style)
    for meaning in meanings:
        if page:
            page.rule()
        _WRITERS[type(meaning)](page, meaning, about)
    return str(page)
