"""Who asks what a word means: a document with its types, in a workspace or alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.syntax.document import Document
from bsl_pilot.types.infer import Inference

if TYPE_CHECKING:
    from bsl_pilot.features.project import ProjectView


class Asked(NamedTuple):
    """What the answer is looked for in.

    Attributes:
        document: the module as it stands.
        inference: the types in it.
        project: the workspace around it; None where nobody knows one. With it names are understood that types
            don't explain: methods of extensions, modules of which no metadata are read yet, classes of OneScript.
        values: whether it is wanted what the word holds at its place, which takes longer.
    """

    document: Document
    inference: Inference
    project: ProjectView | None = None
    values: bool = False

    @property
    def path(self) -> str:
        """The document as the project writes its path."""
        return self.inference.code.where.path


def asked(document: Document, project: ProjectView, path: str, *, values: bool = False) -> Asked:
    """A question about an open document of a workspace."""
    return Asked(document, project.inference(document, path), project, values)
