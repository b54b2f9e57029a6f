"""The file of a catalogue: numbered records in tables, everything that repeats written once.

    magic, version, length and checksum of the head │ head (JSON) │ main │ words │ notes, in chunks

The main part holds the tables one behind the other; the head says where each begins. Records refer to strings,
texts (pairs of strings), lists (of numbers) and each other by number. It is inflated at once, in some
milliseconds. The words are all folded names, sorted, for whoever only asks whether a name exists. A note is
read from the file when it is asked for, so that descriptions take no memory. All parts are packed with zlib.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bsl_pilot.errors import CatalogueDamaged
from bsl_pilot.locale import Text

MAGIC = b"BSLPCATL"
VERSION = 1
HEAD = struct.Struct("<8sIII")  # magic, version, bytes of the head, checksum of the head
LONGEST_MAIN = 64 * 1024 * 1024
"""Bytes of an inflated main part that is still believed."""
NOTES_IN_CHUNK = 64

TEXT = struct.Struct("<II")  # strings
PARAMETER = struct.Struct("<IIB")  # text, list of types, flags
SIGNATURE = struct.Struct("<II")  # text of the title, list of parameters
LIFE = struct.Struct("<IIIII")  # strings: since, until, hidden below, deprecated since, replacement
METHOD = struct.Struct("<IIIIHHBBI")  # text, overloads, returns, awaits, contexts, life, origin, flags, note
PROPERTY = struct.Struct("<IIHHBBI")  # text, types, contexts, life, origin, flags, note
VALUE = struct.Struct("<IHI")  # text, life, note
ENUM = struct.Struct("<IIHHI")  # text, list of values, contexts, life, note
TYPE = struct.Struct(
    "<IIIIIHHBI"
)  # text, overloads, elements, methods, properties, contexts, life, flags, note
EVENT = struct.Struct("<IIIHI")  # text, owners, overloads, life, note

RECORDS = {
    "texts": TEXT,
    "parameters": PARAMETER,
    "signatures": SIGNATURE,
    "lives": LIFE,
    "methods": METHOD,
    "properties": PROPERTY,
    "values": VALUE,
    "enums": ENUM,
    "types": TYPE,
    "events": EVENT,
}
PLAIN = ("strings", "starts", "items")
"""Strings with a zero between two; starts and items of the lists, 32-bit numbers."""

UNKNOWN_CONTEXTS = 0xFFFF


class Flag:
    """Bits of the flags of records."""

    OPTIONAL = 1
    VARIADIC = 2

    GIVES = 1
    GIVES_NOTHING = 2
    ASYNCHRONOUS = 4

    READABLE = 1
    WRITABLE = 2

    CREATABLE = 1
    INDEXED = 2
    PRIMITIVE = 4


ORIGINS = "-bpohgi"
"""Origins by number."""


_DAMAGED = Text(
    "{path}: каталог платформы повреждён ({why})", "{path}: the platform catalogue is damaged ({why})"
)
_NO_CATALOGUE = Text("{path}: это не каталог платформы", "{path}: this is no platform catalogue")
_OTHER = Text(
    "{path}: каталог платформы другой версии программы",
    "{path}: the platform catalogue of another version of the program",
)


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a file that was read.

    Attributes:
        head: what the head says: ``about``, ``functions`` and ``properties`` (numbers of lists), ``aliases``.
        records: bytes of each table of records.
        strings: all strings; the first is empty.
        starts: where each list begins in ``items``, and where the last ends.
        notes: where each chunk of notes stands in the file: offset and length.
    """

    path: Path
    head: dict[str, Any]
    records: dict[str, bytes]
    strings: list[str]
    starts: array[int]
    items: array[int]
    packed_words: bytes
    notes: tuple[tuple[int, int], ...]

    def words(self, place: int) -> list[str]:
        """Folded names, sorted: 0 those that stand for themselves, 1 those behind a dot."""
        return zlib.decompress(self.packed_words).decode("utf-8").split("\0")[place].split()

    def list(self, number: int) -> array[int]:
        """The numbers of a list."""
        return self.items[self.starts[number] : self.starts[number + 1]]

    def note(self, number: int) -> Text:
        """A note, counted from 1.

        Raises:
            OSError, ValueError, zlib.error: the file is gone, or is another one by now.
        """
        chunk, place = divmod(number - 1, NOTES_IN_CHUNK)
        offset, size = self.notes[chunk]
        with self.path.open("rb") as file:
            file.seek(offset)
            texts = zlib.decompress(file.read(size)).decode("utf-8").split("\0")
        return Text(texts[2 * place], texts[2 * place + 1])


def numbers(data: bytes) -> array[int]:
    """32-bit numbers, little end first in the file."""
    found = array("I", data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def read(path: Path) -> Tables:
    """Reads all of a catalogue's file but its notes.

    Raises:
        CatalogueDamaged: it is no catalogue, damaged, or written by another version.
        OSError: it can't be read.
    """
    with path.open("rb") as file:
        first = file.read(HEAD.size)
        if len(first) < HEAD.size or not first.startswith(MAGIC):
            raise CatalogueDamaged(_NO_CATALOGUE.filled(path=path))
        _, version, size, checksum = HEAD.unpack(first)
        if version != VERSION:
            raise CatalogueDamaged(_OTHER.filled(path=path))
        text = file.read(min(size, LONGEST_MAIN))
        if zlib.crc32(text) != checksum:
            raise CatalogueDamaged(_DAMAGED.filled(path=path, why="head"))
        head = json.loads(text)
        packed, words = (file.read(head[part][0]) for part in ("main", "words"))
        behind = file.tell()
        length = file.seek(0, 2)
    for part, data in (("main", packed), ("words", words)):
        if zlib.crc32(data) != head[part][1]:
            raise CatalogueDamaged(_DAMAGED.filled(path=path, why=part))
    if length != behind + sum(head["notes"]):
        raise CatalogueDamaged(_DAMAGED.filled(path=path, why="notes"))
    return _tables(path, head, (zlib.decompress(packed), words), behind)


def _tables(path: Path, head: dict[str, Any], parts: tuple[bytes, bytes], behind: int) -> Tables:
    main, words = parts
    sections = {name: main[start : start + size] for name, (start, size) in head["tables"].items()}
    chunks = []
    for size in head["notes"]:
        chunks.append((behind, size))
        behind += size
    return Tables(
        path,
        head,
        {name: sections[name] for name in RECORDS},
        sections["strings"].decode("utf-8").split("\0"),
        numbers(sections["starts"]),
        numbers(sections["items"]),
        words,
        tuple(chunks),
    )
