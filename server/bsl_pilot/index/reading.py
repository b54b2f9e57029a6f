"""A source file as the index takes it: its text with the stamp of its bytes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tree_sitter import Node

from bsl_pilot.errors import InputError
from bsl_pilot.index.stamp import Stamp
from bsl_pilot.syntax.document import parse_module
from bsl_pilot.text.files import decode, read_bytes, reason
from bsl_pilot.text.snapshot import TextSnapshot


class Module(NamedTuple):
    """What is harvested of a file: its text and the root of its tree, without what a `Document` is kept for."""

    text: TextSnapshot
    root: Node


def read_module(file: Path, max_bytes: int) -> tuple[Module, Stamp]:
    """The parsed module of a file.

    Raises:
        InputError: it can't be read, is larger than ``max_bytes`` or is no text.
    """
    data, stamp = read_stamped(file, max_bytes)
    text, encoding = decode(data, file)
    is_utf8 = encoding.codec == "utf-8"  # then the bytes are what encoding the text again would give
    snapshot = TextSnapshot(data[len(encoding.bom) :]) if is_utf8 else TextSnapshot.of(text)
    return Module(snapshot, parse_module(snapshot.data).root_node), stamp


def read_stamped(file: Path, max_bytes: int) -> tuple[bytes, Stamp]:
    """The bytes of a file.

    Raises:
        InputError: it can't be read or is larger than ``max_bytes``.
    """
    try:
        status = file.stat()  # asked first: a change while we read then shows as a later time
    except OSError as error:
        raise InputError(reason(error).filled(path=file)) from None
    data = read_bytes(file, max_bytes)
    return data, Stamp.of(data, status)
