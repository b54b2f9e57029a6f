"""How an object or form is kept: a few words to find it by, and its packed contents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bsl_pilot.locale import Text
from bsl_pilot.project.metadata.model import CommonModule, Finding

FLAGS = (
    "Server",
    "ClientManagedApplication",
    "ClientOrdinaryApplication",
    "ExternalConnection",
    "ServerCall",
    "Global",
    "Privileged",
)
"""Flags of a common module, in the order of the bits of `Record.flags`."""
REUSE = ("DontUse", "DuringRequest", "DuringSession")
"""Reuse of a common module's values; the number stands above the bits of `FLAGS`."""


class Stamp(NamedTuple):
    """A file as it was read; ``size`` is -1 where there was none, which is worth knowing too."""

    path: str
    size: int
    time: int
    """Nanoseconds of its last change."""
    digest: str
    """Of its bytes."""


class Record(NamedTuple):
    """An object or a form (``form`` is its name, then) as it is kept: found without decoding, decoded on demand."""

    kind: str
    name: str
    form: str
    synonym: Text
    path: str
    flags: int
    """Of a common module, see `FLAGS` and `REUSE`."""
    blob: bytes
    stamps: tuple[Stamp, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def unit(self) -> tuple[str, str]:
        """The object that this record was read with: kind and name, which is empty for the configuration."""
        return (self.kind, "" if self.kind == "Configuration" else self.name)


def flags_of(properties: Mapping[str, str]) -> int:
    """The flags of a common module with these properties."""
    bits = sum(1 << at for at, name in enumerate(FLAGS) if properties.get(name) == "true")
    reuse = properties.get("ReturnValuesReuse", REUSE[0])
    return bits | (REUSE.index(reuse) if reuse in REUSE else 0) << len(FLAGS)


def common_module(record: Record) -> CommonModule:
    """The flags of a common module's record in words."""
    server, client, ordinary, connection, call, is_global, privileged = (
        bool(record.flags >> at & 1) for at in range(len(FLAGS))
    )
    reuse = REUSE[record.flags >> len(FLAGS)]
    return CommonModule(record.name, server, client, ordinary, connection, call, is_global, privileged, reuse)
