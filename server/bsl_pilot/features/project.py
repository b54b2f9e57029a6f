"""What is known of the workspace around a module, at one moment: the one thing that features ask.

    project.resolver         the index: declarations, uses, what a name means; None while nothing is known
    project.module(path)     which module of its configuration a file is
    project.metadata(path)   the configuration that a module belongs to, its extensions included
    project.catalogue        the platform
    project.inference(document, path)    types of expressions in an open document as it stands

A project is always there, for a file outside of any folder and while the index still grows, too: it only knows less
then. `complete` says whether what it does not know does not exist. It never changes; the next request gets the next
one. Paths are those of the index: absolute, ``/`` as separator. All methods may be called by any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from bsl_pilot.features.surroundings import Surroundings
from bsl_pilot.syntax.document import Document

if (
    TYPE_CHECKING
):  # loaded by the thread that indexes, or when somebody asks; a server must start without them
    from bsl_pilot.index.modules import Modules
    from bsl_pilot.index.resolve import Resolver
    from bsl_pilot.index.view import View
    from bsl_pilot.project.layout import Module
    from bsl_pilot.project.metadata.view import MetadataView
    from bsl_pilot.project.root import RootKey
    from bsl_pilot.project.roots import Root, Roots
    from bsl_pilot.types.catalogue import Catalogue
    from bsl_pilot.types.infer import Inference
    from bsl_pilot.types.module import DocumentCode, ModuleCode
    from bsl_pilot.types.ports import World


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What the background has found out so far; it gives another one whenever it knows more."""

    modules: Modules | None = None
    roots: Roots | None = None
    metadata: Mapping[str, MetadataView] = field(default_factory=lambda: MappingProxyType({}))
    """By family (`index.modules.Identity`): a base with its extensions over it."""
    of_root: Mapping[RootKey, MetadataView] = field(default_factory=lambda: MappingProxyType({}))
    """By root: without what lies over it, with paths that are relative to that folder."""
    disk: int = 0
    """Grows with every change of files on disk."""
    complete: bool = False


NOTHING_KNOWN = Known()


class ProjectView:
    """The workspace as one request sees it. Cheap to make."""

    __slots__ = ("_surroundings", "_view", "documents", "folder", "known")

    def __init__(
        self,
        folder: Path | None,
        known: Known,
        view: View | None,
        surroundings: Surroundings,
    ) -> None:
        """
        Args:
            folder: the workspace's folder; None for a file outside of any.
            known: what the background has found out.
            view: the index as it is now; None while there is none.
            surroundings: what was inferred so far, and the open documents.
        """
        self.folder = folder
        self.known = known
        self.documents: Mapping[str, Document] = surroundings.documents
        """The open documents of the folder as they stand, by path."""
        self._view = view
        self._surroundings = surroundings

    @property
    def complete(self) -> bool:
        """Whether the index holds the whole folder: what it does not know then does not exist."""
        return self.known.complete

    @property
    def resolver(self) -> Resolver | None:
        """The index with what names mean in it; None while nothing is known."""
        if self._view is None or self.known.modules is None:
            return None
        from bsl_pilot.index.resolve import Resolver  # noqa: PLC0415  (see above)

        return Resolver(self._view, self.known.modules)

    @property
    def catalogue(self) -> Catalogue:
        """The platform."""
        from bsl_pilot.types.catalogue import current  # noqa: PLC0415  (see above)

        return current()

    def module(self, path: str) -> Module | None:
        """Which module a file is; its path is relative to the root. None where that is not known."""
        return self.known.modules.module(path) if self.known.modules is not None else None

    def metadata(self, path: str) -> MetadataView:
        """The configuration that a module belongs to, with the extensions over it; an empty one where none is known."""
        return self._surroundings.worlds.metadata(self.known, path)

    def common_modules(self, path: str) -> frozenset[str]:
        """Folded names of the common modules that a module sees."""
        return self.metadata(path).common_module_names

    def root(self, path: str) -> Root | None:
        """The configuration, extension or library that a file belongs to."""
        roots, folder = self.known.roots, self.folder
        if roots is None or folder is None:
            return None
        return roots.of(roots.folder / Path(path).relative_to(folder))

    def shown(self, path: Path) -> str:
        """A file of a root (whose folder has no symbolic links) as the index writes its path."""
        roots, folder = self.known.roots, self.folder
        if roots is None or folder is None or not path.is_relative_to(roots.folder):
            return path.as_posix()
        return (folder / path.relative_to(roots.folder)).as_posix()

    def own_face(self, path: str) -> int:
        """Grows with every change of what an open module declares, as soon as the index knows of it."""
        return self._surroundings.faces.own(path)

    def faces_around(self, path: str) -> int:
        """Grows with every change of what other open modules show of themselves."""
        return self._surroundings.faces.of_others(path)

    def world(self, path: str) -> World:
        """What surrounds a module, as inference asks for it."""
        return self._surroundings.worlds.world(self.known, path)

    def inference(self, document: Document, path: str) -> Inference:
        """The types in an open document; of one version of it the same as long as nothing else changes."""
        return self._surroundings.worlds.inference(self.world(path), self.code(document, path))

    def inference_in(self, path: str) -> Inference | None:
        """The types in any module as it stands; only the methods that are asked about are parsed."""
        code = self.code_in(path)
        return self._surroundings.worlds.inference(self.world(path), code) if code is not None else None

    def code_in(self, path: str) -> ModuleCode | None:
        """Any module as inference reads it, as it stands; None where it can't be read."""
        module = self.module(path)
        if module is None:
            return None
        return self._surroundings.worlds.code_of(path, module, self.known.disk)

    def code(self, document: Document, path: str) -> DocumentCode:
        """An open document as inference reads it; its methods are found once."""
        return self._surroundings.worlds.code(document, path, self.module(path))

    def text(self, path: str) -> Document | bytes | None:
        """A module as it stands: the open document, else its file in UTF-8; None where it can't be read."""
        return self.documents.get(path) or self._surroundings.read(path)

    def document(self, path: str) -> Document | None:
        """A module as a document; one that is not open is read and parsed."""
        text = self.text(path)
        return Document.parse(text.decode("utf-8", "replace")) if isinstance(text, bytes) else text
