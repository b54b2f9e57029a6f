"""A catalogue as the bytes of its file; ``tables`` says how they lie."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from bsl_pilot.locale import Text
from bsl_pilot.text.words import fold, is_name
from bsl_pilot.types.catalogue.model import (
    ALWAYS,
    Contents,
    Contexts,
    Enumeration,
    EnumValue,
    Event,
    Life,
    Method,
    Parameter,
    Property,
    Signature,
    TypeEntry,
)
from bsl_pilot.types.catalogue.tables import (
    HEAD,
    MAGIC,
    NOTES_IN_CHUNK,
    ORIGINS,
    RECORDS,
    UNKNOWN_CONTEXTS,
    VERSION,
    Flag,
)


def encode(contents: Contents) -> bytes:
    """The file's bytes. The same contents give the same bytes on every machine."""
    writer = _Writer()
    head = {
        "about": asdict(contents.about),
        "functions": writer.list(map(writer.method, contents.functions)),
        "properties": writer.list(map(writer.property, contents.properties)),
        "enums": writer.list(map(writer.enum, contents.enums)),
        "types": writer.list(map(writer.type, contents.types)),
        "events": writer.list(map(writer.event, contents.events)),
        "aliases": contents.aliases,
    }
    sections = writer.sections()
    places, at = {}, 0
    for name, data in sections.items():
        places[name] = (at, len(data))
        at += len(data)
    main = zlib.compress(b"".join(sections.values()), 9)
    words = zlib.compress("\0".join(map(" ".join, (_free(contents), _members(contents)))).encode(), 9)
    notes = [zlib.compress(chunk, 9) for chunk in _chunks(contents.notes)]
    head |= {
        "tables": places,
        "main": (len(main), zlib.crc32(main)),
        "words": (len(words), zlib.crc32(words)),
        "notes": [len(one) for one in notes],
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return HEAD.pack(MAGIC, VERSION, len(text), zlib.crc32(text)) + text + main + words + b"".join(notes)


def _free(contents: Contents) -> list[str]:
    """Names that stand for themselves."""
    names = [one.name for one in contents.functions]
    names += [one.name for one in contents.properties]
    names += [one.name for one in contents.enums]
    names += [one.name for one in contents.types]
    names += [one.name for one in contents.events]
    return _folded((*names, *(Text(*pair) for pair in contents.aliases)))


def _members(contents: Contents) -> list[str]:
    """Names that stand behind a dot."""
    names = [one.name for entry in contents.types for one in entry.methods]
    names += [one.name for entry in contents.types for one in entry.properties]
    names += [value.name for one in contents.enums for value in one.values]
    return _folded((*names, *(one.name for one in contents.events)))


def _folded(names: Iterable[Text]) -> list[str]:
    """Both names of each, folded and sorted, without those in ``<…>``."""
    return sorted({fold(name) for pair in names for name in pair if is_name(name)})


def _chunks(notes: Sequence[Text]) -> Iterator[bytes]:
    for start in range(0, len(notes), NOTES_IN_CHUNK):
        texts = (text for note in notes[start : start + NOTES_IN_CHUNK] for text in note)
        yield "\0".join(text.replace("\0", "") for text in texts).encode()


class _Records:
    """The records of one table, each once."""

    def __init__(self, form: struct.Struct) -> None:
        self._form = form
        self._numbers: dict[tuple[int, ...], int] = {}

    def add(self, *values: int) -> int:
        return self._numbers.setdefault(values, len(self._numbers))

    def dump(self) -> bytes:
        return b"".join(self._form.pack(*values) for values in self._numbers)


class _Writer:
    """Numbers whatever is handed over; what was there before keeps its number."""

    def __init__(self) -> None:
        self._strings: dict[str, int] = {"": 0}
        self._lists: dict[tuple[int, ...], int] = {(): 0}
        self._records = {name: _Records(form) for name, form in RECORDS.items()}
        self.text(Text("", ""))
        self._records["lives"].add(0, 0, 0, 0, 0)

    def sections(self) -> dict[str, bytes]:
        """Every table's bytes."""
        starts, items = array("I", [0]), array("I")
        for one in self._lists:
            items.extend(one)
            starts.append(len(items))
        return {
            "strings": "\0".join(self._strings).encode(),
            "starts": _little(starts),
            "items": _little(items),
            **{name: records.dump() for name, records in self._records.items()},
        }

    def string(self, value: str) -> int:
        return self._strings.setdefault(value.replace("\0", ""), len(self._strings))

    def list(self, values: Iterable[int]) -> int:
        return self._lists.setdefault(tuple(values), len(self._lists))

    def text(self, value: Text) -> int:
        return self._records["texts"].add(self.string(value.ru), self.string(value.en))

    def texts(self, values: Iterable[Text]) -> int:
        return self.list(map(self.text, values))

    def life(self, one: Life) -> int:
        if one is ALWAYS:
            return 0
        texts = [one.since, one.until, one.hidden_below]
        texts += [one.deprecated.since, one.deprecated.replacement] if one.deprecated else ["", ""]
        return self._records["lives"].add(*map(self.string, texts))

    def parameter(self, one: Parameter) -> int:
        flags = Flag.OPTIONAL * one.optional | Flag.VARIADIC * one.variadic
        return self._records["parameters"].add(self.text(one.name), self.texts(one.types), flags)

    def signature(self, one: Signature) -> int:
        parameters = self.list(map(self.parameter, one.parameters))
        return self._records["signatures"].add(self.text(one.title), parameters)

    def overloads(self, found: tuple[Signature, ...] | None) -> int:
        return self.list(map(self.signature, found or ()))

    def method(self, one: Method) -> int:
        flags = Flag.GIVES * (one.gives is True) | Flag.GIVES_NOTHING * (one.gives is False)
        return self._records["methods"].add(
            self.text(one.name),
            self.overloads(one.signatures),
            self.texts(one.returns),
            self.texts(one.awaits),
            _contexts(one.contexts),
            self.life(one.life),
            ORIGINS.index(one.origin or "-"),
            flags | Flag.ASYNCHRONOUS * one.asynchronous,
            one.note,
        )

    def property(self, one: Property) -> int:
        return self._records["properties"].add(
            self.text(one.name),
            self.texts(one.types),
            _contexts(one.contexts),
            self.life(one.life),
            ORIGINS.index(one.origin or "-"),
            Flag.READABLE * one.readable | Flag.WRITABLE * one.writable,
            one.note,
        )

    def value(self, one: EnumValue) -> int:
        return self._records["values"].add(self.text(one.name), self.life(one.life), one.note)

    def enum(self, one: Enumeration) -> int:
        values = self.list(map(self.value, one.values))
        contexts, life = _contexts(one.contexts), self.life(one.life)
        return self._records["enums"].add(self.text(one.name), values, contexts, life, one.note)

    def type(self, entry: TypeEntry) -> int:
        one = entry.type
        flags = Flag.CREATABLE * one.creatable | Flag.INDEXED * one.indexed | Flag.PRIMITIVE * one.primitive
        return self._records["types"].add(
            self.text(one.name),
            self.overloads(one.constructors),
            self.texts(one.elements),
            self.list(map(self.method, entry.methods)),
            self.list(map(self.property, entry.properties)),
            _contexts(one.contexts),
            self.life(one.life),
            flags,
            one.note,
        )

    def event(self, one: Event) -> int:
        overloads = self.overloads(one.signatures)
        owners, life = self.texts(one.owners), self.life(one.life)
        return self._records["events"].add(self.text(one.name), owners, overloads, life, one.note)


def _contexts(contexts: Contexts | None) -> int:
    return UNKNOWN_CONTEXTS if contexts is None else int(contexts)


def _little(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()
