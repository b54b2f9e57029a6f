"""The workspace around a module, as rules ask for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from bsl_pilot.features.project import ProjectView
from bsl_pilot.project.metadata.view import MetadataView
from bsl_pilot.review.rule import Need

if TYPE_CHECKING:
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.project.layout import Module
    from bsl_pilot.syntax.document import Document
    from bsl_pilot.types.catalogue import Catalogue
    from bsl_pilot.types.infer import Inference
    from bsl_pilot.types.model import Types


class Project:
    """What is known around one version of one module. It only exists where something is."""

    def __init__(self, view: ProjectView, path: str, document: Document, knows: Need) -> None:
        """
        Args:
            view: the workspace.
            path: the module as the index writes it.
            document: its text.
            knows: up to what the workspace is known: rules that need more are not asked.
        """
        self.view = view
        self.path = path
        self.document = document
        self.knows = knows
        self.base = 0
        """The byte of the module where the piece begins that a check is asked about."""
        self._whole = self

    def over(self, start: int) -> Project:
        """The same for a piece that begins at a byte of the module; what was found out is shared by all pieces."""
        one = Project.__new__(Project)
        one.__dict__.update(self.__dict__)
        one.base = start
        return one

    def receiver(self, dot: int) -> Types:
        """The types of what stands before a dot, at a byte of the piece. Only for rules with ``Need.TYPES``."""
        return self.inference.receiver(self.base + dot)

    @property
    def metadata(self) -> MetadataView:
        """The configuration that the module belongs to, with the extensions over it."""
        return self._whole._metadata

    @cached_property
    def _metadata(self) -> MetadataView:
        return self.view.metadata(self.path)

    @property
    def module(self) -> Module | None:
        """Which module it is."""
        return self.view.module(self.path)

    @property
    def resolver(self) -> Resolver:
        """The index, and what names mean in it. Only for rules with ``Need.INDEX``."""
        return self._whole._resolver

    @cached_property
    def _resolver(self) -> Resolver:
        resolver = self.view.resolver
        assert resolver is not None
        return resolver

    @property
    def catalogue(self) -> Catalogue:
        """The platform."""
        return self.view.catalogue

    @property
    def inference(self) -> Inference:
        """Types of expressions by each method itself and by comments. Only for rules with ``Need.TYPES``."""
        return self._whole._inference

    @cached_property
    def _inference(self) -> Inference:
        from bsl_pilot.types.said import Said  # noqa: PLC0415  (only where a rule asks)

        return Said(self.view.world(self.path), self.view.code(self.document, self.path))

    @property
    def generation(self) -> tuple[object, ...]:
        """Changes with everything outside of the module that answers depend on."""
        return self.view.known, self.view.faces_around(self.path)

    @property
    def own_face(self) -> int:
        """Changes with what the index knows to be declared in the module."""
        return self.view.own_face(self.path)
