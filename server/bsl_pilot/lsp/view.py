"""What a method needs to know besides the document and its parameters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from bsl_pilot.features.module_facts import NO_FACTS, ModuleFacts
from bsl_pilot.locale import Locale
from bsl_pilot.lsp.client import Client
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.uri import uri_of
from bsl_pilot.settings import Settings

if TYPE_CHECKING:  # the answer to `initialize` must not wait for the parser's import
    from bsl_pilot.features.diagnostics import Diagnostic
    from bsl_pilot.features.project import ProjectView
    from bsl_pilot.review.scene import Scene
    from bsl_pilot.syntax.document import Document


class Told(NamedTuple):
    """What the server tells its worker of the workspace around a document (``Entry.reviews``)."""

    scene: Scene | None = None
    """The module as the metadata describe it; None where they are not known."""
    findings: tuple[Diagnostic, ...] | None = None
    """Of the rules that need the workspace, in this version of the document; None: those that were told last."""


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class View:
    """How answers must look for this user. Immutable; a change of settings makes another one."""

    client: Client = field(default_factory=Client)
    locale: Locale = Locale.EN
    settings: Settings = field(default_factory=Settings)
    common_modules: frozenset[str] = frozenset()
    """Folded names, told to methods of the worker process that ask for them (``Entry.names_modules``)."""
    module: ModuleFacts = NO_FACTS
    """What the project knows of the document, told to those that ask for it (``Entry.describes_module``)."""
    told: Told = NOTHING_TOLD
    folder: str = ""
    """The workspace folder whose settings these are; empty outside of all."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request about one document. The same on the event loop and in the worker process."""

    document: Document
    uri: str
    version: int
    params: Params
    view: View
    memory: dict[str, Any]
    """Kept with the document between requests, in the process where the method runs."""
    project: ProjectView | None = None
    """The workspace around the document; None in the worker process, which knows documents alone."""
    path: str = ""
    """The document as the project writes its path."""
    uri_of: Callable[[str], str] = uri_of
    """The URI of another file: as the client writes it where that is open."""


@dataclass(frozen=True, slots=True)
class WorkspaceRequest:
    """A request about no open document: about the workspace, or about a place that an earlier answer named."""

    params: Params
    view: View
    projects: Sequence[ProjectView]
    """Of all folders, or of the one that holds the file which ``Entry.document`` leads to."""
    uri_of: Callable[[str], str]
    """As in ``Request``."""


Method = Callable[[Request], Any]
"""Gives the JSON value of the answer. Pure but for ``memory``."""
WorkspaceMethod = Callable[[WorkspaceRequest], Any]
