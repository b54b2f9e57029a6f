"""What a help container holds: pages of HTML in a ZIP, and the table of contents in another."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from bsl_pilot.errors import HelpDamaged
from bsl_pilot.locale import Text
from bsl_pilot.types.catalogue.hbk.container import Container, damaged

MOST_PAGES = 200_000
LARGEST_PAGE = 2 * 1024 * 1024
LARGEST_CONTENTS = 64 * 1024 * 1024
MOST_BYTES = 1024 * 1024 * 1024
"""Bytes of all pages together that are still read: a file that inflates to more is no help."""

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    OSError,
    ValueError,
)
"""What the ZIP reader raises at a damaged, encrypted or unknown entry."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How pages of help are packed; no other unpacker is let loose on a file that may be broken."""
_NO_PAGES = Text("страницы не читаются: {why}", "the pages can't be read: {why}")
_TOO_MANY = Text("страниц больше, чем бывает в справке", "more pages than help has")
_TOO_LARGE = Text("страницы больше, чем бывает в справке", "pages larger than help has")


class Storage:
    """The pages of a help container."""

    def __init__(self, container: Container) -> None:
        """Opens the pages.

        Raises:
            HelpDamaged: they are not there or no ZIP.
        """
        self._container = container
        data = container.read("FileStorage")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data), metadata_encoding="cp1251")
        except _UNREADABLE as error:
            raise damaged(container.path, _NO_PAGES.filled(why=error)) from None
        self._entries = {
            plain_path(info.filename): info for info in self._zip.infolist() if not info.is_dir()
        }
        if len(self._entries) > MOST_PAGES:
            raise damaged(container.path, _TOO_MANY)
        self._left = MOST_BYTES
        self.unreadable = 0
        """Pages that could not be read so far."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Paths of the pages, without a leading ``/``."""
        return tuple(self._entries)

    def contents(self) -> str | None:
        """The text of the table of contents; None where it can't be read: the pages are found without it."""
        try:
            packed = io.BytesIO(self._container.read("PackBlock"))
            with zipfile.ZipFile(packed) as found, found.open(found.infolist()[0]) as file:
                data = file.read(LARGEST_CONTENTS + 1)
        except (HelpDamaged, IndexError, *_UNREADABLE):
            return None
        return data.decode("utf-8-sig", "replace") if len(data) <= LARGEST_CONTENTS else None

    def page(self, path: str) -> str | None:
        """A page's text; None where it is not there or can't be read.

        Raises:
            HelpDamaged: the pages together inflate to more than help has.
        """
        info = self._entries.get(path)
        if info is None:
            return None
        if info.compress_type not in _METHODS:
            self.unreadable += 1
            return None
        try:
            with self._zip.open(info) as file:
                data = file.read(LARGEST_PAGE + 1)
        except _UNREADABLE:
            self.unreadable += 1
            return None
        self._left -= len(data)
        if self._left < 0:
            raise damaged(self._container.path, _TOO_LARGE)
        if len(data) > LARGEST_PAGE:
            self.unreadable += 1
            return None
        return data.decode("utf-8-sig", "replace")

    def close(self) -> None:
        """Lets the memory go."""
        self._zip.close()


def plain_path(name: str) -> str:
    """A page's path with single ``/`` between its parts and none before."""
    return "/".join(part for part in name.replace("\\", "/").split("/") if part)
