"""What semantic tokens say of names that no module declares: the platform's functions, properties, enumerations.

Asked by folded names. A name is looked up once; whoever knows of other common modules makes another object.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import NamedTuple

from bsl_pilot.features.semantic_legend import Modifier, TokenType
from bsl_pilot.project.kinds import kinds
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import Catalogue, Life, current

_ENUMERATIONS = frozenset({"перечисления", "enums"})
"""Collections of managers whose objects have values that the configuration names."""


class Decided(NamedTuple):
    """How a name is shown."""

    type: TokenType
    modifiers: Modifier


class KnownNames:
    """Names of a platform, and of common modules (folded)."""

    def __init__(self, catalogue: Catalogue, common_modules: frozenset[str] = frozenset()) -> None:
        self._catalogue = catalogue
        self._modules = common_modules
        self._known: dict[tuple[str, str], Decided | None] = {}
        self._enums: dict[str, frozenset[str]] = {}

    def call(self, name: str) -> Decided | None:
        """A name before a parenthesis."""
        return self._once("call", name, self._call)

    def free(self, name: str) -> Decided | None:
        """A name that stands for itself and that its method does not declare."""
        return self._once("free", name, self._free)

    def type(self, name: str) -> Decided | None:
        """A name behind ``Новый``."""
        return self._once("type", name, self._type)

    def member(self, chain: tuple[str, ...], name: str) -> Decided | None:
        """A name behind the dot of a chain that begins with a free name."""
        if len(chain) == 2:
            value = chain[0] in _ENUMERATIONS
            return Decided(TokenType.ENUM_MEMBER, Modifier.NONE) if value else None
        if chain[0] in self._collections:
            return Decided(TokenType.CLASS, Modifier.NONE)
        if name not in self._values(chain[0]):
            return None
        return Decided(TokenType.ENUM_MEMBER, Modifier.DEFAULT_LIBRARY | Modifier.READONLY)

    def _once(self, what: str, name: str, find: Callable[[str], Decided | None]) -> Decided | None:
        key = (what, name)
        if key not in self._known:
            self._known[key] = find(name)
        return self._known[key]

    def _call(self, name: str) -> Decided | None:
        function = self._catalogue.function(name)
        return _platform(TokenType.FUNCTION, function.life) if function is not None else None

    def _free(self, name: str) -> Decided | None:
        if name in self._modules:
            return Decided(TokenType.NAMESPACE, Modifier.NONE)
        enum = self._catalogue.enum(name)
        if enum is not None:
            return _platform(TokenType.ENUM, enum.life)
        prop = self._catalogue.property(name)
        if prop is None:
            return None
        return _platform(TokenType.NAMESPACE if name in self._collections else TokenType.PROPERTY, prop.life)

    def _type(self, name: str) -> Decided | None:
        known = self._catalogue.type(name)
        return _platform(TokenType.CLASS, known.life) if known is not None else None

    @cached_property
    def _collections(self) -> frozenset[str]:
        """Names of the collections of managers: ``Справочники``."""
        managed = (one for one in kinds() if "Manager" in one.generated and one.folder)
        return frozenset(name for one in managed for name in (fold(one.folder), fold(one.ru_plural)))

    def _values(self, name: str) -> frozenset[str]:
        """Folded names of the values of an enumeration of the platform."""
        if name not in self._enums:
            enum = self._catalogue.enum(name)
            values = enum.values if enum is not None else ()
            self._enums[name] = frozenset(fold(spelling) for value in values for spelling in value.name)
        return self._enums[name]


def _platform(kind: TokenType, life: Life) -> Decided:
    out_of_use = Modifier.DEPRECATED if life.deprecated is not None else Modifier.NONE
    return Decided(kind, Modifier.DEFAULT_LIBRARY | out_of_use)


@lru_cache(maxsize=4)
def known_names(common_modules: frozenset[str]) -> KnownNames:
    """The names of the catalogue in use and of these modules; of equal sets the same object."""
    return KnownNames(current(), common_modules)
