"""What is known of a value: its types, and of each type the keys, columns and elements that were seen.

A `Type` is a platform type by its canonical English name (`Structure`, `CatalogRef`, `Number`). One that
belongs to a metadata object carries the object's name; one whose members are made by code (structures, value
tables, query results) carries its fields. `Types` is a union that remembers whether something unknown may
also come: unknown is not "anything", it is silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from bsl_pilot.text.words import fold

MOST_FIELDS = 400
"""Fields of one type that are kept: code that makes more of them makes them by a rule."""
DEEPEST = 6
"""Levels of elements and fields inside of each other that are kept."""


@dataclass(frozen=True, slots=True)
class Types:
    """A union of types, one for each name and object.

    `partial`: a value may also be of a type that is not known here. Empty and partial is "unknown"; empty and
    not partial is "no value at all" (a place that is not reached).
    """

    options: tuple[Type, ...] = ()
    partial: bool = False
    height: int = field(init=False, repr=False, compare=False)
    """Levels of elements and fields inside of each other."""

    def __post_init__(self) -> None:
        height = 0
        for one in self.options:
            height = max(height, one.height)
        object.__setattr__(self, "height", height)

    def __bool__(self) -> bool:
        return bool(self.options)

    def __iter__(self) -> Iterator[Type]:
        return iter(self.options)

    def __or__(self, other: Types) -> Types:
        if self is other or (not other.options and not other.partial):
            return self
        if not self.options and not self.partial:
            return other
        partial = self.partial or other.partial
        if not other.options or self.options == other.options:
            return self if self.partial == partial else Types(self.options, partial)
        merged = {(one.name, one.object): one for one in self.options}
        for one in other.options:
            known = merged.get((one.name, one.object))
            merged[one.name, one.object] = one if known is None else known.merged(one)
        return Types(tuple(merged.values()), partial)

    def without(self, *names: str) -> Types:
        """The union without the types of these names."""
        kept = tuple(one for one in self.options if one.name not in names)
        return self if len(kept) == len(self.options) else Types(kept, self.partial)

    def named(self, name: str) -> Type | None:
        """The first option of that type, whatever object it belongs to."""
        return next((one for one in self.options if one.name == name), None)

    def whole(self) -> Types:
        """The same options, with nothing unknown beside them."""
        return Types(self.options) if self.partial else self

    def cut(self, depth: int = DEEPEST) -> Types:
        """The union without what lies deeper than `depth` levels."""
        if self.height <= depth:
            return self
        return Types(tuple(one.cut(depth) for one in self.options), self.partial)


UNKNOWN = Types((), partial=True)
"""Nothing is known of the value."""
NOTHING = Types()
"""There is no value: the neutral element of `|`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A key, column, attribute or other member that data or code gives to a type. `english` is its second name."""

    name: str
    types: Types = UNKNOWN
    english: str = ""


@dataclass(frozen=True, slots=True)
class Type:
    """One type.

    `name`: the platform's English name. `object`: what it belongs to, `""` where it belongs to nothing: the
    name of a metadata object (`CatalogRef` of `Товары`), of a common module, the path of a form or of a tabular
    section (`Catalog.Товары.Состав`). `fields`: keys, columns and the like; a row has those of its table.
    `element`: what a loop over the value gives, where the code says more than the platform's catalogue.
    """

    name: str
    object: str = ""
    fields: tuple[Field, ...] = ()
    element: Types = NOTHING
    height: int = field(init=False, repr=False, compare=False)
    """Levels of elements and fields inside of each other."""

    def __post_init__(self) -> None:
        height = 0
        if self.fields or self.element.options:
            height = 1 + self.element.height
            for one in self.fields:
                if one.types.height >= height:
                    height = 1 + one.types.height
        object.__setattr__(self, "height", height)

    def field(self, folded: str) -> Field | None:
        """The field of that name (see `text.words.fold`)."""
        for one in self.fields:
            if fold(one.name) == folded or (one.english and fold(one.english) == folded):
                return one
        return None

    def merged(self, other: Type) -> Type:
        """This type with the fields and elements of another one of the same name and object, too."""
        if self == other:
            return self
        fields = {fold(one.name): one for one in self.fields}
        for one in other.fields:
            known = fields.get(fold(one.name))
            fields[fold(one.name)] = one if known is None else replace(known, types=known.types | one.types)
        return replace(
            self, fields=tuple(fields.values())[:MOST_FIELDS], element=self.element | other.element
        )

    def with_field(self, name: str, types: Types) -> Type:
        """The type with one field set: added, or its types replaced."""
        folded = fold(name)
        fields = [one for one in self.fields if fold(one.name) != folded]
        if len(fields) >= MOST_FIELDS:
            return self
        return replace(self, fields=(*fields, Field(name, types.cut())))

    def with_fields(self, fields: Iterable[Field]) -> Type:
        """The type with these fields instead of its own."""
        return replace(self, fields=tuple(fields)[:MOST_FIELDS])

    def without_field(self, folded: str) -> Type:
        """The type without the field of that name."""
        return replace(self, fields=tuple(one for one in self.fields if fold(one.name) != folded))

    def with_element(self, types: Types) -> Type:
        """The type with these types among its elements."""
        return replace(self, element=(self.element | types).cut())

    def cut(self, depth: int) -> Type:
        """The type without what lies deeper than `depth` levels of fields and elements."""
        if self.height <= depth:
            return self
        if depth <= 0:
            return Type(self.name, self.object)
        fields = tuple(replace(one, types=one.types.cut(depth - 1)) for one in self.fields)
        return replace(self, fields=fields, element=self.element.cut(depth - 1))


def one(name: str, owner: str = "") -> Types:
    """The union of a single type."""
    return Types((Type(name, owner),))


def union(options: Iterable[Types]) -> Types:
    """The union of all of `options`; `NOTHING` of none."""
    found = NOTHING
    for types in options:
        found = found | types
    return found
