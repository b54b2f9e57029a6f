"""Completion inside of a query text: keywords of the clause, functions, tables, aliases, fields, parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bsl_pilot.features.completing import query_words as words
from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.query_parameters import parameter_names
from bsl_pilot.features.completing.query_paths import after_dot, without_alias
from bsl_pilot.features.completing.query_scene import QueryScene
from bsl_pilot.features.completing.query_text import QueryText, Select, read
from bsl_pilot.features.completing.query_words import Pair
from bsl_pilot.features.completing.scene import Word, typed_language
from bsl_pilot.locale import Text
from bsl_pilot.syntax.context import Context
from bsl_pilot.syntax.document import Document

if TYPE_CHECKING:
    from bsl_pilot.types.catalogue.query import QueryWords

_ALIAS = Text("псевдоним таблицы", "alias of a table")
_COLUMN = Text("поле результата", "field of the result")
_TEMPORARY = Text("временная таблица", "temporary table")
_PARAMETER = Text("параметр запроса", "parameter of the query")

_COMPLETE = frozenset(
    {"name", ")", "number", "string", "date", "literal", "null", "end", "*", "sorted", "overall"}
)


def query_items(
    document: Document,
    at: Word,
    context: Context,
    options: CompletionOptions,
    knowledge: Knowledge | None = None,
) -> Iterator[Item]:
    """The items for the query text of ``context``."""
    assert context.query is not None
    base = context.part_start
    contents = context.query.contents.data
    start = context.query.to_query(at.start - base)
    end = max(context.query.to_query(at.end - base), start)
    text = read(contents, start, end)
    before = text.spot.before
    last = before[-1].kind if before else ""
    language = _Language(text, at)
    here = QueryScene(document, at.start, text, options, knowledge, language.russian)
    if last == ".":
        yield from after_dot(here)
    elif last == "&":
        yield from _parameters(document, text, at)
    elif last == "as":
        if text.spot.in_parentheses:
            yield from language.items(_facts().cast_types, Group.KEYWORD)
    elif last in ("into", "drop"):
        yield from _temporary(text) if last == "drop" else ()
    else:
        yield from _Offer(here, language).items(last)


def _facts() -> QueryWords:
    from bsl_pilot.types.catalogue.query import query_words  # noqa: PLC0415  (keeps the start of the server short)

    return query_words()


class _Language:
    """In which language the words of the query language are offered: that of the query's first word."""

    def __init__(self, text: QueryText, at: Word) -> None:
        first = next((one.text for one in text.tokens if one.kind in ("select", "drop")), "")
        typed = typed_language(at.typed)
        self.russian = typed_language(first) is not False
        self.other = typed is not None and typed != self.russian

    def items(self, pairs: Iterable[Pair], group: Group) -> Iterator[Item]:
        """Keywords in capitals, as queries are written; in both languages where the other one is typed."""
        for pair in pairs:
            yield Item(pair[not self.russian], ItemKind.KEYWORD, group)
            if self.other and pair[0] != pair[1]:
                yield Item(pair[self.russian], ItemKind.KEYWORD, Group.OTHER_LANGUAGE)

    def functions(self, options: CompletionOptions) -> Iterator[Item]:
        """Functions with the cursor in their parentheses."""
        for function in _facts().functions:
            for russian in (True, False) if self.other else (self.russian,):
                name = function.name[not russian]
                insert = f"{name}($1)" if options.snippets else name
                group = Group.SNIPPET if russian == self.russian else Group.OTHER_LANGUAGE
                detail = f"{name}({function.arguments[not russian]})"
                yield Item(name, ItemKind.FUNCTION, group, insert, snippet=options.snippets, detail=detail)


class _Offer:
    """What may stand at a place that is not after a dot, ``&`` or ``КАК``."""

    def __init__(self, here: QueryScene, language: _Language) -> None:
        self._here = here
        self._text = here.text
        self._language = language
        self._options = here.options

    def items(self, last: str) -> Iterator[Item]:
        spot, language = self._text.spot, self._language
        if spot.select is None or last == ";":
            yield from language.items(words.START, Group.NEEDED)
        elif last == "union":
            yield from language.items(words.AFTER_UNION, Group.NEEDED)
        elif last == "all":
            yield from language.items(words.START[:1], Group.NEEDED)
        elif last == "side":
            yield from language.items((words.JOIN, words.OUTER), Group.NEEDED)
        elif last in ("group", "order", "index"):
            yield from language.items((words.BY,), Group.NEEDED)
        elif last in _COMPLETE:
            yield from self._after_operand()
        elif spot.clause == "from" and not spot.in_parentheses and last in ("from", "join", ",", "("):
            yield from self._tables()
        else:
            yield from self._operands(last)

    def _after_operand(self) -> Iterator[Item]:
        spot, language = self._text.spot, self._language
        if spot.joining:
            yield from language.items((words.AS, words.ON), Group.NEEDED)
            return
        if spot.case:
            yield from language.items(words.CASE[spot.case], Group.NEEDED)
        if spot.clause not in ("from", "into"):
            yield from language.items(words.OPERATORS, Group.KEYWORD)
        if spot.in_parentheses:
            yield from language.items((words.AS,), Group.KEYWORD)
        elif not spot.case:
            yield from language.items(words.NEXT.get(spot.clause, ()), Group.KEYWORD)

    def _tables(self) -> Iterator[Item]:
        yield from _temporary(self._text)
        for pair in _facts().tables:
            yield Item(pair[not self._language.russian], ItemKind.CLASS, Group.KEYWORD)
        yield from self._language.items(words.START[:1], Group.SNIPPET)

    def _operands(self, last: str) -> Iterator[Item]:
        spot, language = self._text.spot, self._language
        assert spot.select is not None
        yield from _aliases(spot.select)
        yield from without_alias(self._here)
        if spot.clause in ("order", "totals", "index", "having") or (spot.clause == "group"):
            for name in dict.fromkeys(spot.select.fields):
                yield Item(name, ItemKind.FIELD, Group.METHOD, detail=_COLUMN)
        if last in ("select", "modifier"):
            yield from language.items(words.AFTER_SELECT, Group.KEYWORD)
        if spot.clause == "totals" and last == "by":
            yield from language.items((("ОБЩИЕ", "OVERALL"),), Group.KEYWORD)
        if spot.case == "case" and last == "case":
            yield from language.items(words.CASE["case"], Group.NEEDED)
        yield from language.items(words.OPERANDS, Group.KEYWORD)
        yield from language.functions(self._options)


def _aliases(select: Select) -> Iterator[Item]:
    for source in select.sources:
        name = source.alias or (source.table[-1] if source.table else "")
        if name:
            yield Item(name, ItemKind.VARIABLE, Group.NEAR, detail=".".join(source.table) or _ALIAS)


def _temporary(text: QueryText) -> Iterator[Item]:
    """Temporary tables that the batch makes before the cursor."""
    for select in text.selects:
        if select.into and select is not text.spot.select:
            yield Item(select.into, ItemKind.CLASS, Group.NEAR, detail=_TEMPORARY)


def _parameters(document: Document, text: QueryText, at: Word) -> Iterator[Item]:
    """Parameters of the query, and those that the code around sets."""
    names = [
        after.text
        for before, after in zip(text.tokens, text.tokens[1:], strict=False)
        if before.kind == "&" and after.kind == "name" and before.end == after.start
    ]
    names += parameter_names(document, at.start)
    for name in dict.fromkeys(names):
        yield Item(name, ItemKind.VARIABLE, Group.NEAR, detail=_PARAMETER)
