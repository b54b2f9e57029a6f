"""What the word at a place of a query text means: a table, a virtual table, a field, a function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bsl_pilot.features.completing.query_parameters import SET_PARAMETER, parameter_types
from bsl_pilot.features.completing.query_text import QueryToken, Select, Source, query_tokens, read
from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.meanings.code import member_meanings
from bsl_pilot.features.meanings.data import data_meaning, object_info
from bsl_pilot.features.meanings.model import Data, Found, Meaning, Object, QueryParameter, QueryTable
from bsl_pilot.features.meanings.symbols import ObjectPart
from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.metadata.model import MetadataObject
from bsl_pilot.syntax.context import Context
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold, fold_bytes, is_name
from bsl_pilot.types.catalogue.query import query_words
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.lookup import property_types
from bsl_pilot.types.model import UNKNOWN, Field, Type, Types, one, union
from bsl_pilot.types.query import read_query
from bsl_pilot.types.query_tables import table_fields

_FORMS = frozenset({"форма", "form"})


def query_meaning(context: Context, asked: Asked, offset: int) -> Found | None:
    """The word at a byte of the module, inside of a query text, and its meaning; None where it has none."""
    query = context.query
    if query is None:
        return None
    data = query.contents.data
    at = query.to_query(offset - context.part_start)
    tokens = list(query_tokens(data))
    place = next((i for i, one_ in enumerate(tokens) if one_.start <= at <= one_.end and _is_word(one_)), -1)
    if place < 0:
        return None
    word = tokens[place]
    is_parameter = place > 0 and tokens[place - 1].kind == "&"
    meaning = (
        _parameter(asked, offset, word.text)
        if is_parameter
        else _Words(asked.inference, data, tokens, place).meaning()
    )
    if meaning is None:
        return None
    start = context.part_start + query.to_source(word.start)
    return Found(Span(start, start + word.end - word.start), (meaning,))


def _parameter(asked: Asked, offset: int, name: str) -> QueryParameter | None:
    """A parameter of the query that the method around it sets."""
    part = asked.document.parts.at(offset)
    if part is None:
        return None
    folded, data = fold(name), asked.document.text.data
    found = SET_PARAMETER.finditer(data, part.start, part.end)
    spans = tuple(Span(*one_.span(1)) for one_ in found if fold_bytes(one_.group(1)) == folded)
    types = parameter_types(asked.document, offset, folded, asked.inference) if asked.values else UNKNOWN
    return QueryParameter(name, spans, types) if spans else None


def _is_word(token: QueryToken) -> bool:
    return is_name(token.text)


def path_before(tokens: Sequence[QueryToken], place: int) -> list[str]:
    """The words of the path that ends with the token at `place`."""
    names = [tokens[place].text]
    while place > 1 and tokens[place - 1].kind == "." and _is_word(tokens[place - 2]):
        place -= 2
        names.insert(0, tokens[place].text)
    return names


class _Words:
    def __init__(self, inference: Inference, data: bytes, tokens: list[QueryToken], place: int) -> None:
        self._inference = inference
        self._world = inference.world
        self._data = data
        self._tokens = tokens
        self._place = place

    def meaning(self) -> Meaning | None:
        word = self._tokens[self._place]
        before = self._tokens[self._place - 1].kind if self._place else ""
        after = self._tokens[self._place + 1].kind if self._place + 1 < len(self._tokens) else ""
        if after == "(" and before != ".":
            function = query_words().function(word.text)
            if function is not None:
                return function
        if before == "as":
            return None
        path = path_before(self._tokens, self._place)
        return path_meaning(self._inference, path) or self._field(path)

    def _field(self, path: list[str]) -> Meaning | None:
        word = self._tokens[self._place]
        select = read(self._data, word.start, word.start).spot.select
        if select is None:
            return None
        head, *rest = path
        by_alias = next((one_ for one_ in select.sources if fold(_called(one_)) == fold(head)), None)
        if by_alias is not None:
            if not rest:
                return path_meaning(self._inference, by_alias.table)
            return self._walk(by_alias, rest)
        found = (self._walk(source, path) for source in _unnamed(select, head))
        return next((one_ for one_ in found if one_ is not None), None)

    def _walk(self, source: Source, names: list[str]) -> Meaning | None:
        """The field at the end of a path that begins with a field of a source."""
        fields = self._fields_of(source)
        first = fields.get(fold(names[0])) if fields is not None else None
        if first is None:
            return None
        if len(names) == 1:
            return self._described(source, first)
        types = first.types
        for name in names[1:-1]:
            types = union(property_types(self._world, one_, fold(name)) for one_ in types)
        return next(iter(_data_only(member_meanings(self._inference, types, names[-1]))), None)

    def _fields_of(self, source: Source) -> Mapping[str, Field] | None:
        if len(source.table) == 1:
            text = self._data.decode("utf-8", "replace")
            temporary = read_query(self._world, text).tables.get(fold(source.table[0]))
            return {fold(one_.name): one_ for one_ in temporary} if temporary is not None else None
        return table_fields(self._world, source.table) if source.table else None

    def _described(self, source: Source, field: Field) -> Meaning:
        name = Text(field.name, field.english)
        known = _object(self._inference, source.table)
        if known is None:
            return Data(name, None, field.types)
        if len(source.table) == 3:
            section = Type("LineOfATabularSection", f"{known.kind}.{known.name}.{source.table[2]}")
            meaning = data_meaning(self._world, section, name, field.types)
            if isinstance(meaning, Data) and meaning.info is not None:
                return meaning
        return Data(name, None, field.types, object_info(self._world, known, fold(field.name)))


def _called(source: Source) -> str:
    return source.alias or (source.table[-1] if source.table else "")


def _unnamed(select: Select, head: str) -> Iterator[Source]:
    """The sources that a field without an alias may be of."""
    return (source for source in select.sources if source.table and fold(source.table[0]) != fold(head))


def _data_only(found: Iterator[Meaning]) -> Iterator[Meaning]:
    return (one_ for one_ in found if isinstance(one_, Data | Object))


def _object(inference: Inference, path: Sequence[str]) -> MetadataObject | None:
    if len(path) < 2:
        return None
    known_kind = kind(path[0])
    return inference.world.metadata.get(known_kind.en, path[1]) if known_kind is not None else None


def path_meaning(inference: Inference, path: Sequence[str]) -> Meaning | None:
    """`Справочник.Контрагенты`, what stands behind it: a virtual table, a tabular section, a value, a form."""
    known = _object(inference, path)
    if known is None:
        return None
    if len(path) == 2:
        return Object(known)
    if len(path) == 4 and fold(path[2]) in _FORMS:
        form = next((one_ for one_ in known.forms if fold(one_) == fold(path[3])), "")
        return ObjectPart(known.object_name, form=form) if form else None
    if len(path) != 3:
        return None
    table = query_words().virtual_table(known.kind, path[2])
    if table is not None:
        return QueryTable(table, known)
    info = object_info(inference.world, known, fold(path[2]))
    return Data(info.name, None, _types_of(known, info.name), info) if info is not None else None


def _types_of(known: MetadataObject, name: Text) -> Types:
    if any(section.name == name.ru for section in known.tabular_sections):
        return one("TabularSection", f"{known.kind}.{known.name}.{name.ru}")
    return UNKNOWN
