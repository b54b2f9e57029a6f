"""What the rules find that need the workspace: on a thread of the server, where the index is.

The worker has looked at the text; what it collected is concluded from here, in small steps.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.features.project import ProjectView
from bsl_pilot.lsp.methods.diagnostics import selection, suppressed
from bsl_pilot.lsp.registry import CONCLUSIONS
from bsl_pilot.lsp.view import Request, Told
from bsl_pilot.review.around import root_around
from bsl_pilot.review.conclusions import Conclusions
from bsl_pilot.review.diagnose import Where, concluded
from bsl_pilot.review.handing import Handover, unpacked
from bsl_pilot.review.programs import workspace_program_of
from bsl_pilot.review.project import Project
from bsl_pilot.review.rule import Need
from bsl_pilot.review.scenes import scene_of

Findings = Generator[None, None, tuple[Diagnostic, ...] | None]


def scene_told(project: ProjectView, path: str) -> Told:
    """The module as the metadata describe it; nothing before all of the folder is known."""
    if not project.complete or project.module(path) is None:
        return Told()
    file = Path(path).resolve()
    root = root_around(file)
    return Told(scene_of(root, root.relative(file), project.metadata(path)))


def workspace_findings(request: Request, handed: bytes, *, related: bool) -> Findings:
    """The findings of a document, step by step; None where what was handed over is not based on what we have.

    Args:
        request: about the version that was looked at.
        handed: the worker's `Handover` of it; empty where that was taken before.
        related: methods are looked at again that have to do with those that changed.
    """
    conclusions: Conclusions = request.memory.setdefault(CONCLUSIONS, Conclusions())
    if handed:
        handover: Handover = unpacked(handed)
        if not conclusions.take(handover):
            return None
        yield
    around = where_in_workspace(request)
    if around is None or around.project is None:
        return ()
    chosen = selection(request)
    program = workspace_program_of(chosen, around.scene, around.knows)
    outcome = yield from conclusions.steps(request.document, program, around.project, related=related)
    found = concluded(outcome, request.view.locale, chosen, around)
    return tuple(suppressed(request, found))


def where_in_workspace(request: Request) -> Where | None:
    """The document in its workspace; None where that does not know it."""
    project, scene = request.project, request.view.told.scene
    if project is None or scene is None or project.resolver is None:
        return None
    return Where(scene, Project(project, request.path, request.document, Need.TYPES))
