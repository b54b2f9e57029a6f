"""Completion inside of a query text: keywords of the clause, functions, tables, aliases, fields, parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bsl_pilot.features.completing import query_words as words
from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.query_text import QueryText, QueryToken, Select, Source, read
from bsl_pilot.features.completing.query_words import Pair
from bsl_pilot.features.completing.scene import Word, typed_language
from bsl_pilot.locale import Text
from bsl_pilot.syntax.context import Context
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.words import WORD_BYTES, any_case, fold

_ALIAS = Text("псевдоним таблицы", "alias of a table")
_FIELD = Text("поле, встречается в запросе", "field, used in the query")
_COLUMN = Text("поле вложенного запроса или временной таблицы", "field of a subquery or temporary table")
_TEMPORARY = Text("временная таблица", "temporary table")
_PARAMETER = Text("параметр запроса", "parameter of the query")
_SEEN = Text("встречается в модуле", "used in the module")

_COMPLETE = frozenset(
    {"name", ")", "number", "string", "date", "literal", "null", "end", "*", "sorted", "overall"}
)
_SET = re.compile(
    rb"\.(?:" + any_case("УстановитьПараметр", "SetParameter") + rb")\(\s*\"(" + WORD_BYTES + rb")\""
)
_WORD = re.compile(WORD_BYTES)


def query_items(document: Document, at: Word, context: Context, options: CompletionOptions) -> Iterator[Item]:
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
    if last == ".":
        yield from _after_dot(document, text)
    elif last == "&":
        yield from _parameters(document, text, at)
    elif last == "as":
        if text.spot.in_parentheses:
            yield from language.items(words.CAST_TYPES, Group.KEYWORD)
    elif last in ("into", "drop"):
        yield from _temporary(text) if last == "drop" else ()
    else:
        yield from _Offer(text, language, options).items(last)


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
        for pair in words.FUNCTIONS:
            for russian in (True, False) if self.other else (self.russian,):
                name = pair[not russian]
                insert = f"{name}($1)" if options.snippets else name
                group = Group.SNIPPET if russian == self.russian else Group.OTHER_LANGUAGE
                yield Item(name, ItemKind.FUNCTION, group, insert, snippet=options.snippets)


class _Offer:
    """What may stand at a place that is not after a dot, ``&`` or ``КАК``."""

    def __init__(self, text: QueryText, language: _Language, options: CompletionOptions) -> None:
        self._text = text
        self._language = language
        self._options = options

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
        for pair in words.TABLES:
            yield Item(pair[not self._language.russian], ItemKind.CLASS, Group.KEYWORD)
        yield from self._language.items(words.START[:1], Group.SNIPPET)

    def _operands(self, last: str) -> Iterator[Item]:
        spot, language = self._text.spot, self._language
        assert spot.select is not None
        yield from _aliases(spot.select)
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


def _after_dot(document: Document, text: QueryText) -> Iterator[Item]:
    """Fields of an alias, and whatever else follows the same words elsewhere in the query."""
    path = _path_before(text.spot.before)
    if not path:
        return
    if len(path) == 1 and text.spot.select is not None:
        for name in dict.fromkeys(_columns(text, text.spot.select, path[0])):
            yield Item(name, ItemKind.FIELD, Group.NEAR, detail=_COLUMN)
    for name in dict.fromkeys(_followers(text.tokens, path)):
        yield Item(name, ItemKind.FIELD, Group.METHOD, detail=_FIELD)
    tables = {fold(word) for pair in words.TABLES for word in pair}
    if fold(path[0]) in tables:
        for name in dict.fromkeys(_in_module(document, ".".join(path))):
            yield Item(name, ItemKind.CLASS, Group.MODULE, detail=_SEEN)


def _path_before(before: tuple[QueryToken, ...]) -> list[str]:
    """The words of the path that ends with the last token, a dot."""
    path: list[str] = []
    at = len(before) - 1
    while at > 0 and before[at].kind == "." and before[at - 1].kind == "name":
        path.insert(0, before[at - 1].text)
        at -= 2
    return path


def _columns(text: QueryText, select: Select, alias: str) -> Iterator[str]:
    """Fields of the subquery or temporary table that an alias stands for."""
    for source in select.sources:
        if fold(source.alias or "".join(source.table[-1:])) != fold(alias):
            continue
        inner = source.select or _maker(text, source)
        if inner is not None:
            yield from inner.fields


def _maker(text: QueryText, source: Source) -> Select | None:
    """The select that makes the temporary table of a source."""
    if len(source.table) != 1:
        return None
    name = fold(source.table[0])
    return next((one for one in text.selects if one.into and fold(one.into) == name), None)


def _followers(tokens: tuple[QueryToken, ...], path: list[str]) -> Iterator[str]:
    """Names that follow ``path`` and a dot."""
    wanted = [fold(word) for word in path]
    chain: list[str] = []
    before = ""
    for token in tokens:
        if token.kind == "name":
            if before != ".":
                chain = []
            elif [fold(word) for word in chain] == wanted:
                yield token.text
            chain.append(token.text)
        elif token.kind != ".":
            chain = []
        before = token.kind


def _in_module(document: Document, path: str) -> Iterator[str]:
    """Names that follow a table's path anywhere in the module."""
    data = document.text.data
    pattern = f"{path}.".encode()
    at = data.find(pattern)
    while at >= 0:
        at += len(pattern)
        name = _WORD.match(data, at)
        if name is not None:
            yield name.group().decode("utf-8", "replace")
        at = data.find(pattern, at)


def _parameters(document: Document, text: QueryText, at: Word) -> Iterator[Item]:
    """Parameters of the query, and those that the code around sets."""
    names = [
        after.text
        for before, after in zip(text.tokens, text.tokens[1:], strict=False)
        if before.kind == "&" and after.kind == "name" and before.end == after.start
    ]
    part = document.parts.at(at.start)
    if part is not None:
        data = document.text.data
        names += [
            one.group(1).decode("utf-8", "replace") for one in _SET.finditer(data, part.start, part.end)
        ]
    for name in dict.fromkeys(names):
        yield Item(name, ItemKind.VARIABLE, Group.NEAR, detail=_PARAMETER)
