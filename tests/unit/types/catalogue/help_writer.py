"""Writes help files as the platform's: containers of blocks, tables of contents, pages. Everything is made up."""

from __future__ import annotations

import html
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

END = 0x7FFFFFFF


class Container:
    """Builds a container; ``block`` is the size of its blocks, so that files of more bytes become chains."""

    def __init__(self, block: int = 512) -> None:
        self._block = block
        self._data = bytearray(struct.pack("<4i", END, block, 1, 0))
        self._files: list[tuple[str, bytes]] = []

    def add(self, name: str, data: bytes) -> None:
        self._files.append((name, data))

    def build(self) -> bytes:
        size = 12 * len(self._files)
        table_at = len(self._data)
        self._data += header(size, size, END) + bytes(size)
        entries = b""
        for name, data in self._files:
            title = bytes(20) + name.encode("utf-16-le") + bytes(4)
            entries += struct.pack("<III", self._chain(title), self._chain(data), END)
        start = table_at + 31
        self._data[start : start + size] = entries
        return bytes(self._data)

    def _chain(self, data: bytes) -> int:
        """Writes a chain of blocks with strangers' bytes between them; the address of its first block."""
        pieces = [data[at : at + self._block] for at in range(0, len(data), self._block)] or [b""]
        first = len(self._data)
        for place, piece in enumerate(pieces):
            here = len(self._data)
            gap = 7 if place + 1 < len(pieces) else 0
            following = here + 31 + self._block + gap if place + 1 < len(pieces) else END
            self._data += header(len(data) if place == 0 else 0, self._block, following)
            self._data += piece.ljust(self._block, b"\0") + b"#" * gap
        return first


def header(payload: int, size: int, following: int) -> bytes:
    return f"\r\n{payload:08x} {size:08x} {following:08x} \r\n".encode()


class _Ansi(zipfile.ZipInfo):
    """An entry whose name is in cp1251, without the flag for UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  (zipfile's own name)
        return self.filename.encode("cp1251"), self.flag_bits


def zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(_Ansi(name, (2024, 1, 2, 3, 4, 6)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


@dataclass
class Entry:
    """One page of both books: its path, names, chapters of the Russian and the English page."""

    path: str
    ru: str
    en: str
    russian: str = ""
    english: str = ""
    children: list[Entry] = field(default_factory=list)


def chapter(title: str, body: str) -> str:
    return f'<p class="V8SH_chapter">{title}:</p>{body}'


def rubric(name: str, rest: str, body: str) -> str:
    return f'<div class="V8SH_rubric"><p>{html.escape(name)} {rest}</p></div>{body}'


def versions(*lines: str) -> str:
    return "<hr>" + "".join(f'<p class="V8SH_versionInfo">{line}</p>' for line in lines)


def page(title: str, body: str) -> bytes:
    return (
        f"\ufeff<!DOCTYPE html>\r\n<html><head><title>{html.escape(title)}</title></head>\r\n"
        f'<body><h1 class="V8SH_pagetitle">{html.escape(title)}</h1>\r\n{body}</body></html>'
    ).encode()


def book(roots: Iterable[Entry], *, russian: bool, block: int = 512, contents: bool = True) -> bytes:
    """A help file of one language. Without ``contents`` its table of contents does not inflate."""
    pages: dict[str, bytes] = {}
    chunks: list[str] = []
    for root in roots:
        _put(root, 0, russian, pages, chunks)
    text = "{" + ",\r\n".join([str(len(chunks)), *chunks]) + "}"
    container = Container(block)
    container.add("Book", b'{7,"shcntx",{0},1,"CONFIG",{1,0}}')
    container.add("IndexMainData", b"\x01\x02\x03")
    packed = zipped({"PackBlock": text.encode("utf-8-sig")})
    container.add("PackBlock", packed if contents else packed[: len(packed) // 2])
    container.add("FileStorage", zipped(pages))
    return container.build()


def _put(one: Entry, parent: int, russian: bool, pages: dict[str, bytes], chunks: list[str]) -> int:
    number = len(chunks) + 1
    chunks.append("")
    children = [_put(child, number, russian, pages, chunks) for child in one.children]
    ids = "".join(f",{child}" for child in children)
    names = ",".join(f'{{"{tag}","{name}"}}' for tag, name in (("ru", one.ru), ("en", one.en)))
    path = one.path.replace("/", "\\") if number % 2 else f"/{one.path}" if one.path else ""
    chunks[number - 1] = f'{{{number},{parent},{len(children)}{ids},{{1,0,{{1,0,{names}}},"{path}"}}}}'
    if one.path:
        title = f"{one.ru} ({one.en})" if russian else f"{one.en} ({one.ru})"
        pages[one.path] = page(title, one.russian if russian else one.english)
    return number
