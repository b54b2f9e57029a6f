"""The modules of a configuration by what they belong to, read from files when somebody asks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from bsl_pilot.project.layout import CLASS, Module, ModuleKind, ObjectName
from bsl_pilot.text.words import fold
from bsl_pilot.types.module import ModuleCode

Read = Callable[[str], bytes | None]
"""The text of a module (UTF-8, without byte order mark) by its path; None where it can't be read."""

KEPT = 96
"""Modules whose text and parsed methods are kept."""

_Key = tuple[ModuleKind, str, str, str]


class FileModules:
    """Finds modules by their owner (`ports.Modules`). Not for several threads at a time."""

    def __init__(self, modules: Iterable[Module], read: Read, kept: int = KEPT) -> None:
        self._places: dict[_Key, Module] = {}
        self._applications: dict[ModuleKind, Module] = {}
        self._read = read
        self._limit = kept
        self._codes: OrderedDict[str, ModuleCode] = OrderedDict()
        for module in modules:
            if module.owner is not None and module.nested is None:
                key = _key(module.kind, module.owner, module.form or module.command or "")
                self._places.setdefault(key, module)
            elif module.owner is None:
                self._applications.setdefault(module.kind, module)

    def common(self, name: str) -> ModuleCode | None:
        """The common module of that name."""
        return self.of(ObjectName("CommonModule", name), ModuleKind.COMMON)

    def class_(self, name: str) -> ModuleCode | None:
        """The class of OneScript of that name."""
        return self.of(ObjectName(CLASS, name), ModuleKind.CLASS)

    def application(self, kind: ModuleKind) -> ModuleCode | None:
        """The module of the application of that kind."""
        where = self._applications.get(kind)
        return self._code(where) if where is not None else None

    def of(self, owner: ObjectName, kind: ModuleKind, form: str = "") -> ModuleCode | None:
        """The module of an object, or of one of its forms."""
        where = self._places.get(_key(kind, owner, form))
        return self._code(where) if where is not None else None

    def _code(self, where: Module) -> ModuleCode | None:
        known = self._codes.get(where.path)
        if known is not None:
            self._codes.move_to_end(where.path)
            return known
        data = self._read(where.path)
        if data is None:
            return None
        code = self._codes[where.path] = ModuleCode(where, data)
        if len(self._codes) > self._limit:
            self._codes.popitem(last=False)
        return code


def _key(kind: ModuleKind, owner: ObjectName, form: str) -> _Key:
    return kind, owner.kind, fold(owner.name), fold(form)
