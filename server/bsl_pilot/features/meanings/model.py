"""What a name may mean: records of the rooms below, each with what the place adds to it, and symbols."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from bsl_pilot.features.meanings.symbols import Declared, Local, ModuleFile, ObjectPart
from bsl_pilot.features.meanings.words import Word
from bsl_pilot.locale import Text
from bsl_pilot.project.metadata.model import MetadataObject, TypeRef
from bsl_pilot.text.positions import Span
from bsl_pilot.types import catalogue
from bsl_pilot.types.catalogue.query import QueryFunction, VirtualTable
from bsl_pilot.types.model import UNKNOWN, Type, Types
from bsl_pilot.types.module import Method, ModuleCode

NO_TEXT = Text("", "")


@dataclass(frozen=True, slots=True)
class Routine:
    """A method that is written in `code`."""

    code: ModuleCode
    method: Method


@dataclass(frozen=True, slots=True)
class Platform:
    """Something of the platform; `owner` is the type that it is a member of, `types` what it gives here."""

    entry: (
        catalogue.Method
        | catalogue.Property
        | catalogue.Enumeration
        | catalogue.EnumValue
        | catalogue.PlatformType
    )
    owner: Type | None = None
    types: Types = UNKNOWN


@dataclass(frozen=True, slots=True)
class Object:
    """An object of metadata."""

    known: MetadataObject


@dataclass(frozen=True, slots=True)
class DataInfo:
    """What metadata say of a field: the group that it stands in, its synonym, its types as stated."""

    group: Text
    name: Text
    owner: str = ""
    """`Catalog.Контрагенты`, with the tabular section behind it; empty for what belongs to a form."""
    synonym: Text = NO_TEXT
    refs: tuple[TypeRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Data:
    """A member that data or code gives to a type: an attribute, a key of a structure, a column."""

    name: Text
    owner: Type | None
    types: Types = UNKNOWN
    info: DataInfo | None = None


@dataclass(frozen=True, slots=True)
class QueryTable:
    """A virtual table of a query, of the object `of`."""

    table: VirtualTable
    of: MetadataObject


@dataclass(frozen=True, slots=True)
class QueryParameter:
    """A parameter of a query, as written behind `&`: where code sets it, and what it passes."""

    name: str
    spans: tuple[Span, ...]
    types: Types = UNKNOWN


Meaning = (
    Local
    | Routine
    | Declared
    | Platform
    | Object
    | ObjectPart
    | Data
    | ModuleFile
    | QueryFunction
    | QueryTable
    | QueryParameter
    | Word
)
"""A `Declared` is a variable of a module, an `ObjectPart` a form: of all else more is known than its symbol."""


class Found(NamedTuple):
    """The word at a place and what it may mean: more than one thing where its receiver is of several types."""

    span: Span
    meanings: tuple[Meaning, ...]
