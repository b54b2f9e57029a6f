"""What layouts of files there are, and what a module is: the words that all parts of `project` share."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

SCRIPT = ".os"
CLASS, MODULE = "Class", "Module"
"""Kinds of owners in a OneScript library."""


class Layout(StrEnum):
    """How the files of a root lie."""

    DESIGNER = "designer"
    EDT = "edt"
    ONESCRIPT = "onescript"
    EXTERNAL = "external"
    """A Designer dump of external processors and reports."""
    LOOSE = "loose"
    """Modules that belong to no configuration."""


class ModuleKind(StrEnum):
    """What a module is to the platform."""

    COMMON = "common"
    OBJECT = "object"
    MANAGER = "manager"
    RECORD_SET = "record_set"
    VALUE_MANAGER = "value_manager"
    FORM = "form"
    COMMAND = "command"
    MANAGED_APPLICATION = "managed_application"
    ORDINARY_APPLICATION = "ordinary_application"
    SESSION = "session"
    EXTERNAL_CONNECTION = "external_connection"
    APPLICATION = "application"
    """Of 8.2, before there were two kinds of application."""
    SERVICE = "service"
    SCRIPT = "script"
    CLASS = "class"
    UNKNOWN = "unknown"


class ObjectName(NamedTuple):
    """An object of metadata: English kind, name as written. Compare with `text.words.fold`, names have no case."""

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}.{self.name}"


class Module(NamedTuple):
    """A module file.

    ``owner`` is None for modules of the configuration itself, for scripts and for what is unknown. For a common form
    ``owner`` is the form, kind ``CommonForm``, and ``form`` its name; for a common command likewise ``command``.
    ``nested`` names a recalculation or table inside of the owner (``Recalculation.Имя``).
    """

    path: str
    """Relative to the root's folder, ``/`` as separator."""
    kind: ModuleKind
    owner: ObjectName | None = None
    form: str | None = None
    command: str | None = None
    nested: str | None = None
