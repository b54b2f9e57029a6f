"""What completion knows beside the document: types, and how often names are used elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.features.completing.usage import Usage
from bsl_pilot.syntax.document import Document
from bsl_pilot.types.infer import Inference

if TYPE_CHECKING:
    from bsl_pilot.features.project import ProjectView
    from bsl_pilot.index.modules import Modules


class Knowledge(NamedTuple):
    """The types in the document, and the names that the other modules use; None where no index is known."""

    inference: Inference
    usage: Usage | None = None
    modules: Modules | None = None
    """The modules of the workspace."""


def knowledge_of(project: ProjectView, document: Document, path: str) -> Knowledge:
    """What a project knows around an open document."""
    resolver = project.resolver
    usage = Usage(resolver.view, path) if resolver is not None else None
    return Knowledge(project.inference(document, path), usage, project.known.modules)
