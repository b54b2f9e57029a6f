"""The container: named files, each a chain of blocks somewhere in one file (32-bit, little end first).

    0x00            address of the first free block, default block size, count of files, reserved
    0x10            the table of files: addresses of a header and of a body, and a constant, per file

A block begins with 31 bytes of text: payload of the whole chain, size of this block, address of the next one.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from bsl_pilot.errors import HelpDamaged
from bsl_pilot.locale import Text
from bsl_pilot.text.files import read_bytes

LARGEST = 1024 * 1024 * 1024
"""Bytes of a file that is still read; real ones have 30 to 60 MB."""
MOST_FILES = 10_000
TABLE = 0x10
HEADER = re.compile(rb"\r\n([0-9A-Fa-f]{8}) ([0-9A-Fa-f]{8}) ([0-9A-Fa-f]{8}) \r\n")
HEADER_SIZE = 31
ENTRY = struct.Struct("<III")
LAST = frozenset({0x7FFFFFFF, 0xFFFFFFFF})
"""Addresses that say: no further block."""
NAME_AT = 20
"""Bytes of times and flags before a file's name; four zero bytes follow it."""


_DAMAGED = Text(
    "{path}: файл справки повреждён ({why}); возьмите shcntx_ru.hbk из папки bin установленной платформы",
    "{path}: the help file is damaged ({why}); take shcntx_ru.hbk from the folder bin of an installed platform",
)
_OTHER = Text(
    "{path}: это не файл справки платформы; нужен shcntx_ru.hbk из папки bin установленной платформы",
    "{path}: this is no help file of the platform; shcntx_ru.hbk from the folder bin of an installed platform "
    "is needed",
)
_NO_FILE = Text("нет части {name}", "the part {name} is not there")
_NO_BLOCK = Text("нет блока по адресу {at:#x}", "no block at {at:#x}")
_LOOP = Text("блоки ссылаются по кругу", "blocks refer to each other in a circle")
_SHORT = Text("данные обрываются", "data end early")


def damaged(path: Path, why: Text) -> HelpDamaged:
    """The error that says what is wrong with the file and what to do."""
    return HelpDamaged(
        Text(_DAMAGED.ru.format(path=path, why=why.ru), _DAMAGED.en.format(path=path, why=why.en))
    )


class Container:
    """The files of a container, by name; their contents are put together when they are asked for."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Reads the table of files.

        Raises:
            HelpDamaged: it is no container, or damaged.
        """
        self.path = path
        self._data = data
        if len(data) < TABLE + HEADER_SIZE or HEADER.match(data, TABLE) is None:
            raise HelpDamaged(_OTHER.filled(path=path))
        self._bodies = dict(self._files())

    @classmethod
    def open(cls, path: Path) -> Container:
        """Reads a file.

        Raises:
            InputError: it can't be read, or it is no container, or damaged.
        """
        return cls(path, read_bytes(path, LARGEST))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files."""
        return tuple(self._bodies)

    def read(self, name: str) -> bytes:
        """The contents of a file.

        Raises:
            HelpDamaged: there is no such file, or its blocks are damaged.
        """
        if name not in self._bodies:
            raise damaged(self.path, _NO_FILE.filled(name=name))
        return self._document(self._bodies[name])

    def _files(self) -> Iterator[tuple[str, int]]:
        table = self._document(TABLE)
        for at in range(0, min(len(table), MOST_FILES * ENTRY.size) - ENTRY.size + 1, ENTRY.size):
            header, body, _ = ENTRY.unpack_from(table, at)
            if header == 0 or header in LAST or body in LAST:
                continue
            name = self._document(header)[NAME_AT:-4].decode("utf-16-le", "replace")
            yield name.strip("\0"), body

    def _document(self, at: int) -> bytes:
        """A chain of blocks in one piece."""
        parts: list[memoryview] = []
        seen: set[int] = set()
        payload = left = -1
        while at not in LAST and left != 0:
            if at in seen:
                raise damaged(self.path, _LOOP)
            seen.add(at)
            match = HEADER.match(self._data, at)
            if match is None:
                raise damaged(self.path, _NO_BLOCK.filled(at=at))
            total, size, following = (int(number, 16) for number in match.groups())
            if payload < 0:
                payload = left = total
            part = memoryview(self._data)[match.end() : match.end() + min(size, left)]
            parts.append(part)
            left -= len(part)
            at = following
        if left > 0:
            raise damaged(self.path, _SHORT)
        return b"".join(parts)
