"""Records of metadata as bytes: rows of JSON, packed, decoded when somebody asks for the object.

A row holds the fields of a record in their order; a dataclass leaves out the empty ones at its end. Field order is the format: a
change of `model` changes `store.VERSION`.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any

from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata.model import (
    NO_TEXT,
    Attribute,
    Command,
    EnumValue,
    Form,
    FormAttribute,
    FormCommand,
    FormItem,
    Handler,
    MetadataObject,
    Nested,
    Operation,
    Predefined,
    TabularSection,
    Template,
    TypeRef,
)

_LEVEL = 3
"""Of zlib: half of the time of the usual 6 for a tenth more bytes."""

_Reader = Callable[[Any], Any]


def pack(record: MetadataObject | Form) -> bytes:
    """The record's bytes, for `unpack_object` or `unpack_form`."""
    row = json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return zlib.compress(row.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_object(blob: bytes) -> MetadataObject:
    """The object of these bytes.

    Raises:
        ValueError, zlib.error: they are damaged; `store` checks before.
    """
    one: MetadataObject = _OBJECT(_row(blob))
    return one


def unpack_form(blob: bytes) -> Form:
    """The form of these bytes; raises as `unpack_object`."""
    one: Form = _FORM(_row(blob))
    return one


def _row(blob: bytes) -> Any:
    return json.loads(zlib.decompress(blob).decode("utf-8", "surrogatepass"))


def _plain(record: Any) -> list[Any]:
    """The fields of a dataclass, without the empty ones at the end; JSON knows tuples and named tuples itself."""
    kind: type = type(record)
    row = [getattr(record, name) for name in _names(kind)]
    while row and not row[-1]:
        row.pop()
    return row


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _of(kind: Callable[..., Any], *readers: _Reader | None) -> _Reader:
    """Reads rows of a record whose fields ``readers`` read, those without one as they are."""
    special = [(at, reader) for at, reader in enumerate(readers) if reader]

    def read(row: list[Any]) -> Any:
        for at, reader in special:
            if at >= len(row):
                break
            row[at] = reader(row[at])
        return kind(*row)

    return read


def _all(reader: _Reader) -> _Reader:
    return lambda rows: tuple(map(reader, rows))


def _text(row: list[str]) -> Text:
    return Text(*row) if any(row) else NO_TEXT


def _name(row: list[str]) -> ObjectName:
    return ObjectName(*row)


def _lists(rows: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(items) for key, items in rows.items()}


_TYPES = _all(_of(TypeRef))
_HANDLERS = _all(_of(Handler))
_ATTRIBUTES = _all(_of(Attribute, None, _TYPES, _text))
_COMMAND = _of(Command, None, _text, _TYPES)
_SECTION = _of(TabularSection, None, _ATTRIBUTES, _text)
_VALUE = _of(EnumValue, None, _text)
_PREDEFINED = _of(Predefined, None, None, None, None, None, _TYPES)
_TEMPLATE = _of(Template, None, None, _text)
_OPERATION = _of(Operation, None, None, None, None, None, _ATTRIBUTES, _TYPES)
_NESTED = _of(Nested, None, None, _ATTRIBUTES, _text)
_OBJECT = _of(
    MetadataObject,
    None,  # kind
    None,  # name
    None,  # path
    _text,
    None,  # comment
    _TYPES,
    None,  # properties
    _lists,
    _ATTRIBUTES,  # attributes
    _ATTRIBUTES,  # dimensions
    _ATTRIBUTES,  # resources
    _ATTRIBUTES,  # accounting flags
    _ATTRIBUTES,  # extra dimension accounting flags
    _ATTRIBUTES,  # addressing attributes
    _ATTRIBUTES,  # columns
    _all(_SECTION),
    _all(_VALUE),
    _all(_PREDEFINED),
    tuple,  # forms
    _all(_TEMPLATE),
    _all(_COMMAND),
    _all(_OPERATION),
    _HANDLERS,
    _all(_NESTED),
)
_FORM_ATTRIBUTE = _of(FormAttribute, None, _TYPES, _text, None, _ATTRIBUTES)
_ITEM = _of(FormItem, None, None, None, None, None, _HANDLERS)
_FORM_COMMAND = _of(FormCommand, None, _text, _HANDLERS)
_FORM = _of(
    Form,
    _name,
    None,  # name
    None,  # path
    _text,
    None,  # ordinary
    _all(_FORM_ATTRIBUTE),
    _all(_ITEM),
    _all(_FORM_COMMAND),
    _ATTRIBUTES,
    _HANDLERS,
)
