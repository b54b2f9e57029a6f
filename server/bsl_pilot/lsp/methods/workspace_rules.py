"""What the rules find that need the workspace: on a thread of the server, where the index is."""

from __future__ import annotations

from pathlib import Path

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.features.project import ProjectView
from bsl_pilot.lsp.methods.diagnostics import selection, suppressed
from bsl_pilot.lsp.view import Request, Told
from bsl_pilot.review.around import root_around
from bsl_pilot.review.diagnose import Share, Where, diagnose
from bsl_pilot.review.project import Project
from bsl_pilot.review.rule import Need
from bsl_pilot.review.scenes import scene_of


def scene_told(project: ProjectView, path: str) -> Told:
    """The module as the metadata describe it; nothing before all of the folder is known."""
    if not project.complete or project.module(path) is None:
        return Told()
    file = Path(path).resolve()
    root = root_around(file)
    return Told(scene_of(root, root.relative(file), project.metadata(path)))


def workspace_findings(request: Request) -> tuple[Diagnostic, ...]:
    """The findings of a document; remembered piece by piece until the piece or the workspace changes."""
    around = where_in_workspace(request)
    if around is None:
        return ()
    found = diagnose(
        request.document, request.view.locale, selection(request), around, fixes=False, share=Share.WORKSPACE
    )
    return tuple(suppressed(request, found))


def where_in_workspace(request: Request) -> Where | None:
    """The document in its workspace; None where that does not know it."""
    project, scene = request.project, request.view.told.scene
    if project is None or scene is None or project.resolver is None:
        return None
    return Where(scene, Project(project, request.path, request.document, Need.TYPES))
