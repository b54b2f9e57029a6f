"""The metadata of one root: records by name, decoded when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import kind as kind_named
from bsl_pilot.project.kinds import order_of
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata import codec
from bsl_pilot.project.metadata.model import CommonModule, Finding, Form, Header, MetadataObject
from bsl_pilot.project.metadata.record import Record, common_module
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.project.root import Root
from bsl_pilot.text.words import fold

_SECOND = Text(
    "второй объект с именем {name}; взят первый, {path}",
    "a second object called {name}; the first is taken, {path}",
)
_NO_FILE = Text(
    "в составе конфигурации есть {name}, а файла нет", "the configuration lists {name}, which has no file"
)

_object = lru_cache(maxsize=128)(codec.unpack_object)
_form = lru_cache(maxsize=32)(codec.unpack_form)
"""Decoded objects by their bytes: what is edited now is asked for again and again."""


class Metadata(MetadataView):
    """An immutable state of the metadata of one root; `loading` makes it, from files or from the store."""

    def __init__(self, root: Root, records: Iterable[Record]) -> None:
        self.root = root
        self.records = tuple(records)
        self._objects: dict[tuple[str, str], Record] = {}
        self._forms: dict[tuple[str, str, str], Record] = {}
        self._twins: list[Finding] = []
        for one in self.records:
            self._add(one)

    def _add(self, one: Record) -> None:
        kind, name = one.unit
        name = fold(name)
        if one.form:
            self._forms.setdefault((kind, name, fold(one.form)), one)
            return
        first = self._objects.setdefault((kind, name), one)
        if first is not one:
            message = _SECOND.filled(name=f"{kind}.{one.name}", path=first.path)
            self._twins.append(Finding(one.path, 0, message))

    def kinds(self) -> Sequence[str]:
        return tuple(self._names)

    def names(self, kind: str) -> Sequence[str]:
        found = kind_named(kind)
        return self._names.get(found.en, ()) if found else ()

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, list[str]] = {}
        for (kind, _), one in self._objects.items():
            names.setdefault(kind, []).append(one.name)
        return {kind: tuple(sorted(names[kind], key=fold)) for kind in sorted(names, key=order_of)}

    def headers(self) -> Iterator[Header]:
        for one in self._objects.values():
            yield Header(one.kind, one.name, one.synonym, one.path)

    def forms(self) -> Iterator[tuple[ObjectName, Header]]:
        """All forms with their owners, without decoding any."""
        for one in self._forms.values():
            yield ObjectName(one.kind, one.name), Header("Form", one.form, one.synonym, one.path)

    def get(self, kind: str, name: str) -> MetadataObject | None:
        one = self._record(kind, name)
        return _object(one.blob) if one else None

    def has(self, kind: str, name: str) -> bool:
        return self._record(kind, name) is not None

    def form(self, owner: ObjectName, name: str = "") -> Form | None:
        found = kind_named(owner.kind)
        if found is None:
            return None
        one = self._forms.get((found.en, fold(owner.name), fold(name or owner.name)))
        return _form(one.blob) if one else None

    def common_modules(self) -> Iterable[CommonModule]:
        return self._common_modules.values()

    def common_module(self, name: str) -> CommonModule | None:
        return self._common_modules.get(fold(name))

    @cached_property
    def _common_modules(self) -> dict[str, CommonModule]:
        return {
            name: common_module(one) for (kind, name), one in self._objects.items() if kind == "CommonModule"
        }

    @cached_property
    def findings(self) -> Sequence[Finding]:
        inside = [found for one in self.records for found in one.findings]
        return (*inside, *self._twins, *self._missing())

    def _missing(self) -> Iterator[Finding]:
        """Objects that the configuration lists and that have no file."""
        configuration = self.get("Configuration", "")
        for listed in configuration.lists.get("ChildObjects", ()) if configuration else ():
            kind, _, name = listed.partition(".")
            if not self.has(kind, name) and kind != "Language":
                yield Finding(configuration.path if configuration else "", 0, _NO_FILE.filled(name=listed))

    def _record(self, kind: str, name: str) -> Record | None:
        found = kind_named(kind)
        if found is None:
            return None
        return self._objects.get((found.en, "" if found.en == "Configuration" else fold(name)))
