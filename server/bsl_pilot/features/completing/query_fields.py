"""Fields that may be named at a place of a query text: those of the tables in its ``ИЗ``, with their types.

Works on the tokens of a half-typed query (`query_text`); what its tables hold is asked of the metadata.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from bsl_pilot.features.completing.query_text import QueryText, Select, Source
from bsl_pilot.text.words import fold
from bsl_pilot.types.attributes import by_name, fields_of
from bsl_pilot.types.model import UNKNOWN, Field, Type, Types, union
from bsl_pilot.types.naming import generated
from bsl_pilot.types.ports import World
from bsl_pilot.types.query_tables import table_fields
from bsl_pilot.types.shapes import row_of

Fields = Mapping[str, Field]
Elsewhere = Callable[[str], Sequence[Field]]
"""Fields of a temporary table (folded name) that another query of the module makes; none where none does."""
_NONE: Fields = {}


class QueryFields:
    """Fields by folded name at the cursor of a query text."""

    def __init__(self, text: QueryText, world: World | None, elsewhere: Elsewhere) -> None:
        self._text = text
        self._world = world
        self._elsewhere = elsewhere
        self._selects: dict[int, Fields] = {}
        """Fields of selects by identity; of one that is being read none: a table can't be made of itself."""

    def behind(self, path: Sequence[str]) -> Fields:
        """What may stand behind the words of a path and a dot, at the cursor."""
        spot = self._text.spot
        if spot.clause == "from" and spot.in_parentheses and spot.select is not None:
            found = self.of_parameters(spot.select).get(fold(path[0]))
            if found is not None:
                return self._of_types(self._deeper(found.types, path[1:]))
        select = spot.select
        while select is not None:
            source = _called(select.sources, path[0])
            if source is not None:
                return self._inside(self.of_source(source), path[1:])
            field = self._bare(select, path[0])
            if field is not None:
                return self._of_types(self._deeper(field.types, path[1:]))
            select = select.outer
        return _NONE

    def is_unknown(self, path: Sequence[str]) -> bool:
        """Whether a path is the alias of a table that nothing is known of: code will put it there."""
        select = self._text.spot.select
        while select is not None:
            source = _called(select.sources, path[0])
            if source is not None:
                return len(path) == 1 and not self.of_source(source)
            select = select.outer
        return False

    def bare(self, select: Select) -> Iterator[Field]:
        """The fields of all sources of a select, for those who leave out the alias."""
        for source in select.sources:
            yield from dict.fromkeys(self.of_source(source).values())

    def of_parameters(self, select: Select) -> Fields:
        """What conditions in the parentheses of a virtual table may name: the fields of its register."""
        table = select.sources[-1].table if select.sources else []
        if len(table) < 3 or self._world is None:
            return _NONE
        return table_fields(self._world, table[:2]) or _NONE

    def of_source(self, source: Source) -> Fields:
        """The fields of a table, temporary table or subquery."""
        if source.select is not None:
            return self._of_select(source.select)
        if len(source.table) == 1:
            maker = _maker(self._text.selects, source.table[0])
            if maker is not None:
                return self._of_select(maker)
            return by_name(self._elsewhere(fold(source.table[0])))
        found = table_fields(self._world, source.table) if self._world is not None else None
        return found if found is not None else _NONE

    def _of_select(self, select: Select) -> Fields:
        known = self._selects.get(id(select))
        if known is None:
            self._selects[id(select)] = _NONE
            known = self._selects[id(select)] = by_name(self._given(select))
        return known

    def _given(self, select: Select) -> Iterator[Field]:
        """What a select gives, what is behind its stars included."""
        for name, path in zip(select.fields, select.paths, strict=True):
            yield Field(name, self._at(select, path))
        for alias in select.stars:
            for source in select.sources:
                if not alias or _called([source], alias) is not None:
                    yield from dict.fromkeys(self.of_source(source).values())

    def _at(self, select: Select, path: Sequence[str]) -> Types:
        """The types of the field at a path of a select."""
        if not path or self._world is None:
            return UNKNOWN
        source = _called(select.sources, path[0])
        if source is None:
            field = self._bare(select, path[0])
            return self._deeper(field.types, path[1:]) if field is not None else UNKNOWN
        field = self.of_source(source).get(fold(path[1])) if len(path) > 1 else None
        return self._deeper(field.types, path[2:]) if field is not None else UNKNOWN

    def _bare(self, select: Select, name: str) -> Field | None:
        folded = fold(name)
        found = (self.of_source(source).get(folded) for source in select.sources)
        return next((field for field in found if field is not None), None)

    def _inside(self, fields: Fields, names: Sequence[str]) -> Fields:
        if not names:
            return fields
        field = fields.get(fold(names[0]))
        return self._of_types(self._deeper(field.types, names[1:])) if field is not None else _NONE

    def _deeper(self, types: Types, names: Iterable[str]) -> Types:
        for name in names:
            field = self._of_types(types).get(fold(name))
            types = field.types if field is not None else UNKNOWN
        return types

    def _of_types(self, types: Types) -> Fields:
        found: dict[str, Field] = {}
        for type_ in types:
            for name, field in self._of_type(type_).items():
                known = found.get(name)
                found[name] = (
                    field
                    if known is None
                    else Field(known.name, union((known.types, field.types)), known.english)
                )
        return found

    def _of_type(self, type_: Type) -> Fields:
        """Fields of a value: those of the table of a reference, columns of a tabular section."""
        if self._world is None:
            return _NONE
        made = generated(type_.name)
        if made is not None and made[1] == "Ref" and type_.object:
            return table_fields(self._world, (made[0], type_.object)) or _NONE
        row = row_of(type_)
        return fields_of(self._world, row.options[0] if row else type_)


def _called(sources: Iterable[Source], name: str) -> Source | None:
    """The source that a name stands for: by its alias, else by the last word of its table."""
    folded = fold(name)
    return next((one for one in sources if fold(one.alias or "".join(one.table[-1:])) == folded), None)


def _maker(selects: Iterable[Select], name: str) -> Select | None:
    """The select that makes a temporary table."""
    folded = fold(name)
    return next((one for one in selects if one.into and fold(one.into) == folded), None)
