"""The questions that can be asked of metadata, whether of one root or of a base with its extensions over it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from bsl_pilot.project.layout import ObjectName
from bsl_pilot.project.metadata.model import Attribute, CommonModule, Finding, Form, Header, MetadataObject
from bsl_pilot.text.words import fold


class MetadataView(ABC):
    """An immutable state of metadata. Names and kinds are looked up without case; a kind in any of its spellings
    (``Catalog``, ``Справочник``, ``Catalogs``, ``Справочники``). Thread-safe."""

    @abstractmethod
    def kinds(self) -> Sequence[str]:
        """English kinds that have at least one object, in the order of the configuration's tree."""

    @abstractmethod
    def names(self, kind: str) -> Sequence[str]:
        """Names of the objects of a kind, sorted; nested subsystems as ``Продажи.Отчеты``."""

    @abstractmethod
    def headers(self) -> Iterator[Header]:
        """All objects, without decoding any."""

    @abstractmethod
    def get(self, kind: str, name: str) -> MetadataObject | None:
        """An object; the configuration itself is ``get("Configuration", "")``."""

    @abstractmethod
    def form(self, owner: ObjectName, name: str = "") -> Form | None:
        """A form with its contents; of a common form ``owner`` alone says it."""

    @abstractmethod
    def common_modules(self) -> Iterable[CommonModule]:
        """All common modules with their flags."""

    @abstractmethod
    def common_module(self, name: str) -> CommonModule | None:
        """The flags of one common module, without decoding."""

    @property
    @abstractmethod
    def findings(self) -> Sequence[Finding]:
        """What is wrong in the files."""

    @abstractmethod
    def has(self, kind: str, name: str) -> bool:
        """Whether there is such an object, without decoding it."""

    @cached_property
    def common_module_names(self) -> frozenset[str]:
        """Folded names of all common modules."""
        return frozenset(fold(one.name) for one in self.common_modules())

    def common_attributes(self, known: MetadataObject) -> tuple[Attribute, ...]:
        """The common attributes that an object has besides its own."""
        full_name = f"{known.kind}.{known.name}"
        return tuple(one for one, spread in self._spread if spread.reaches(known.kind, full_name))

    @cached_property
    def _spread(self) -> tuple[tuple[Attribute, _Spread], ...]:
        """Every common attribute, and who has it."""
        found = []
        for name in self.names("CommonAttribute"):
            one = self.get("CommonAttribute", name)
            if one is not None:
                attribute = Attribute(one.name, one.types, one.synonym)
                found.append((attribute, _Spread.of(one)))
        return tuple(found)


class _Spread(NamedTuple):
    """Who has a common attribute: the objects that it names, and everyone else if it is used automatically."""

    automatic: bool
    used: frozenset[str]
    unused: frozenset[str]

    @classmethod
    def of(cls, one: MetadataObject) -> _Spread:
        automatic = one.properties.get("AutoUse") == "Use"
        return cls(
            automatic, frozenset(one.lists.get("Content", ())), frozenset(one.lists.get("NotContent", ()))
        )

    def reaches(self, kind: str, full_name: str) -> bool:
        if full_name in self.used:
            return True
        return self.automatic and kind in _WITH_COMMON and full_name not in self.unused


_WITH_COMMON = frozenset(
    {
        "AccountingRegister",
        "AccumulationRegister",
        "BusinessProcess",
        "CalculationRegister",
        "Catalog",
        "ChartOfAccounts",
        "ChartOfCalculationTypes",
        "ChartOfCharacteristicTypes",
        "Document",
        "ExchangePlan",
        "InformationRegister",
        "Task",
    }
)
"""Kinds whose objects may have common attributes."""
