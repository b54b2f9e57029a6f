"""What the word at a place means, wherever it stands: in code, in a query, in a string, in a comment."""

from __future__ import annotations

from collections.abc import Iterable

from bsl_pilot.features.links import links_at
from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.meanings.links import linked_meaning
from bsl_pilot.features.meanings.model import Found, Meaning
from bsl_pilot.features.meanings.names import name_meanings
from bsl_pilot.features.meanings.query import query_meaning
from bsl_pilot.features.meanings.strings import string_meaning
from bsl_pilot.features.meanings.words import keyword, preprocessor_word
from bsl_pilot.features.word_at import WordAt, word_at
from bsl_pilot.syntax.context import Place, context_at
from bsl_pilot.text.positions import Span

_IN_CODE = frozenset({Place.CODE, Place.ANNOTATION})


def meaning_at(asked: Asked, offset: int) -> Found | None:
    """The word that touches a byte of the document, and what it means; None where nothing is known of it.

    A meaning is right or missing: what only a guess could tell has none. Several are there where each is possible.
    """
    context = context_at(asked.document, offset)
    if context.place is Place.QUERY:
        return query_meaning(context, asked, offset)
    if context.place is Place.COMMENT:
        link = next((one for one in links_at(asked.document, offset) if one.names), None)
        return linked_meaning(asked, link) if link is not None else None
    if context.place is Place.STRING:
        return string_meaning(asked, offset)
    if context.place is Place.PREPROC:
        word = preprocessor_word(asked.document, Span(context.start, context.end), offset)
        return Found(word[0], (word[1],)) if word is not None else None
    return _in_code(asked, word_at(asked.document, offset)) if context.place in _IN_CODE else None


def _in_code(asked: Asked, word: WordAt | None) -> Found | None:
    if word is None:
        return None
    if word.name is None:
        known = keyword(word.token.kind)
        return Found(word.span, (known,)) if known is not None else None
    meanings = _distinct(name_meanings(asked, word, word.name))
    return Found(word.span, meanings) if meanings else None


def _distinct(found: Iterable[Meaning]) -> tuple[Meaning, ...]:
    kept: list[Meaning] = []
    for meaning in found:
        if meaning not in kept:  # not all of them can be hashed
            kept.append(meaning)
    return tuple(kept)
