"""What inference asks of the world outside of the module: the platform, the metadata, and other modules' code."""

from __future__ import annotations

from typing import Protocol

from bsl_pilot.project.layout import ModuleKind, ObjectName
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.types.catalogue import Catalogue
from bsl_pilot.types.module import ModuleCode


class Modules(Protocol):
    """The code of other modules. What is open in the editor is given as it stands there."""

    def common(self, name: str) -> ModuleCode | None:
        """The common module of that name, in any letter case."""

    def class_(self, name: str) -> ModuleCode | None:
        """The class of OneScript of that name, in any letter case; None where there are several."""

    def application(self, kind: ModuleKind) -> ModuleCode | None:
        """The module of the application itself of that kind."""

    def of(self, owner: ObjectName, kind: ModuleKind, form: str = "") -> ModuleCode | None:
        """The module of an object: of one of its forms, its manager, its record set …"""


class World(Protocol):
    """What surrounds a module. Whoever changes it gives a new one: what was inferred is remembered with it."""

    @property
    def catalogue(self) -> Catalogue:
        """The platform."""

    @property
    def metadata(self) -> MetadataView:
        """The configuration that the module belongs to."""

    @property
    def modules(self) -> Modules:
        """The other modules."""

    @property
    def memory(self) -> dict[object, object]:
        """What was found out about this world: results of methods, members of types. A cache."""
