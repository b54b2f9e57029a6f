"""Completion of keywords, snippets and names of the document.

The steps in their order: find the word at the cursor, see what surrounds it (code, query, preprocessor,
comment), collect what may stand there, keep what fits the typed letters, put the likely first. Works on
half-typed code: it reads tokens, not the tree. What a platform or another module declares is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsl_pilot.features.completing.comments import comment_items
from bsl_pilot.features.completing.expected import Expected, Special, expected
from bsl_pilot.features.completing.item import Completion, CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.keywords import keyword_items
from bsl_pilot.features.completing.match import EXACT, matching, unique
from bsl_pilot.features.completing.members import member_items, type_items
from bsl_pilot.features.completing.names import InMethod, label_items, method_names, module_items
from bsl_pilot.features.completing.preprocessor import annotation_items, preprocessor_items
from bsl_pilot.features.completing.query import query_items
from bsl_pilot.features.completing.scene import Scene, Word, scene, word
from bsl_pilot.features.completing.snippets import snippet_items
from bsl_pilot.syntax.context import Place, context_at
from bsl_pilot.syntax.document import Document

__all__ = ["Completion", "CompletionOptions", "Group", "Item", "ItemKind", "completion"]

_DEFAULTS = CompletionOptions()


def completion(document: Document, offset: int, options: CompletionOptions = _DEFAULTS) -> Completion:
    """What may stand at byte ``offset``, the likeliest first."""
    at = word(document, offset)
    if at.typed[:1].isdecimal():
        return Completion(at.start, at.cursor, at.end, ())
    found = unique(matching(_items(document, at, options), at.typed))
    if len(found) == 1 and found[0].quality == EXACT and found[0].item.text == at.typed:
        found = []  # the word is complete, and a list of nothing but it is in the way
    found.sort(key=lambda one: (max(one.quality, EXACT + 1), one.item.group))
    items = tuple(one.item for one in found[: options.limit])
    return Completion(at.start, at.cursor, at.end, items, incomplete=len(found) > options.limit)


def _items(document: Document, at: Word, options: CompletionOptions) -> Iterable[Item]:
    context = context_at(document, at.cursor)
    if context.place is Place.QUERY:
        return query_items(document, at, context, options)
    if context.place is Place.COMMENT:
        return comment_items(document, at, context.start, options)
    if context.place is Place.PREPROC:
        return preprocessor_items(document, at, context.start, options)
    if context.place is Place.ANNOTATION:
        return annotation_items(document, at, options) if _follows_ampersand(document, at) else ()
    if context.place is not Place.CODE:
        return ()
    return _code_items(scene(document, at), options)


def _follows_ampersand(document: Document, at: Word) -> bool:
    return document.text.data[at.start - 1 : at.start] == b"&"


def _code_items(here: Scene, options: CompletionOptions) -> Iterator[Item]:
    may = expected(here)
    if may.special is None:
        yield from _by_place(here, may, options)
        return
    yield from keyword_items(here, may, options)
    if may.special is Special.MEMBER:
        yield from member_items(here, options)
    elif may.special is Special.TYPE:
        yield from type_items(here)
    elif may.special is Special.VARIABLE:
        yield from method_names(here).local
    elif may.special in (Special.LABEL, Special.GOTO):
        yield from label_items(here, tilde=may.special is Special.GOTO)


def _by_place(here: Scene, may: Expected, options: CompletionOptions) -> Iterator[Item]:
    named = may.statement or may.operand
    known = method_names(here) if named else InMethod([], [])
    yield from known.local
    yield from keyword_items(here, may, options)
    yield from snippet_items(here, may, options)
    if named:
        yield from module_items(here, options)
    yield from known.seen
