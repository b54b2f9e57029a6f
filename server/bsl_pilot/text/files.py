"""Source files on disk: read in any encoding that 1C writes, written back the same.

UTF-8 with and without BOM, UTF-16 with BOM and cp1251 are told apart by the bytes alone; BOM and line
ends are kept, so that a file read and written unchanged is the same file byte for byte.
"""

from __future__ import annotations

import codecs
import errno
import os
import tempfile
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.errors import InputError, NotTextError, TooLargeError
from bsl_pilot.locale import Text

MAX_BYTES = 16 * 1024 * 1024
"""Largest source file that is read; the largest modules in use have some 4 MB."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_DAMAGED = Text(
    "{path}: повреждённый текст {codec}, байт {at}; сохраните файл заново в UTF-8",
    "{path}: damaged {codec} at byte {at}; save the file again as UTF-8",
)
_BINARY = Text("{path}: двоичный файл, а не исходный текст", "{path}: a binary file, not source text")
_UNKNOWN_ENCODING = Text(
    "{path}: не UTF-8 и не cp1251 (байт {at}); сохраните файл заново в UTF-8",
    "{path}: neither UTF-8 nor cp1251 (byte {at}); save the file again as UTF-8",
)
_NO_SUCH_CHARACTER = Text(
    "символа {char!r} нет в кодировке {codec}; сначала сохраните файл в UTF-8",
    "the character {char!r} does not exist in {codec}; save the file as UTF-8 first",
)
_TOO_LARGE = Text(
    "{path}: {size:.0f} МБ, больше предела в {limit:.0f} МБ для одного модуля",
    "{path}: {size:.0f} MB, over the limit of {limit:.0f} MB for a module",
)

_REASONS = {
    errno.ENOENT: Text("{path}: нет такого файла или папки", "{path}: no such file or folder"),
    errno.EACCES: Text("{path}: нет прав доступа", "{path}: permission denied"),
    errno.EPERM: Text("{path}: нет прав доступа", "{path}: permission denied"),
    errno.EISDIR: Text("{path}: это папка, а не файл", "{path}: a folder, not a file"),
    errno.ENOSPC: Text("{path}: на диске нет места", "{path}: no space left on the disk"),
    errno.EROFS: Text("{path}: диск доступен только для чтения", "{path}: the disk is read-only"),
}


def reason(error: OSError) -> Text:
    """What the operating system refused, with the field ``path``; its own words where ours don't know it."""
    words = (error.strerror or type(error).__name__).replace("{", "{{").replace("}", "}}")
    return _REASONS.get(error.errno or 0) or Text("{path}: " + words, "{path}: " + words)


class Encoding(NamedTuple):
    """How a file's text is stored: Python's codec name and the byte order mark that precedes it."""

    codec: str = "utf-8"
    bom: bytes = b""


class SourceFile(NamedTuple):
    """Text of a file, line ends as stored, with the encoding to write it back in."""

    text: str
    encoding: Encoding


def decode(data: bytes, path: object = "") -> SourceFile:
    """Text of a file's bytes.

    Raises:
        NotTextError: the bytes are not text in any of the encodings.
    """
    for bom, codec in _BOMS:
        if data.startswith(bom):
            try:
                return SourceFile(data[len(bom) :].decode(codec), Encoding(codec, bom))
            except UnicodeDecodeError as error:
                raise NotTextError(
                    _DAMAGED.filled(path=path, codec=codec, at=error.start + len(bom))
                ) from None
    if b"\x00" in data:
        raise NotTextError(_BINARY.filled(path=path))
    try:
        return SourceFile(data.decode("utf-8"), Encoding())
    except UnicodeDecodeError:
        return SourceFile(_decode_cp1251(data, path), Encoding("cp1251"))


def _decode_cp1251(data: bytes, path: object) -> str:
    """One byte of cp1251 (0x98) has no character: it is the only thing that cp1251 can't be."""
    try:
        return data.decode("cp1251")
    except UnicodeDecodeError as error:
        raise NotTextError(_UNKNOWN_ENCODING.filled(path=path, at=error.start)) from None


def encode(source: SourceFile) -> bytes:
    """Bytes of a file, the exact inverse of ``decode``.

    Raises:
        InputError: the text has a character that the file's encoding lacks.
    """
    codec, bom = source.encoding
    try:
        return bom + source.text.encode(codec)
    except UnicodeEncodeError as error:
        char = source.text[error.start]
        raise InputError(_NO_SUCH_CHARACTER.filled(char=char, codec=codec)) from None


def read(path: Path, max_bytes: int = MAX_BYTES) -> SourceFile:
    """Text of a source file.

    Raises:
        InputError: the file can't be read, is larger than ``max_bytes``, or is binary.
    """
    return decode(read_bytes(path, max_bytes), path)


def read_bytes(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    """Bytes of a source file, with the same errors as ``read`` but for the encoding."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > max_bytes:
                raise TooLargeError(
                    _TOO_LARGE.filled(path=path, size=size / 1048576, limit=max_bytes / 1048576)
                )
            return file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(reason(error).filled(path=path)) from None


def write(path: Path, source: SourceFile) -> None:
    """Writes a file so that a crash leaves the old file or the new one, never half of one.

    Raises:
        InputError: the folder can't be written, or a character does not exist in the file's encoding.
    """
    write_bytes(path, encode(source))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes bytes into an existing folder so that a crash leaves the old file or the new one.

    Raises:
        InputError: the folder can't be written.
    """
    try:
        path = path.resolve()  # through a symbolic link the file is written, not the link replaced
        mode = path.stat().st_mode if path.exists() else None
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            if mode is not None:
                temporary.chmod(mode)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(reason(error).filled(path=path)) from None
