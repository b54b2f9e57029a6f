"""Opens the workspace that a command works in, and tells what is wrong with its settings."""

from __future__ import annotations

from bsl_pilot.app import Workspace
from bsl_pilot.cli.console import complain, system_locale
from bsl_pilot.locale import Locale
from bsl_pilot.settings import Settings


def open_workspace(path: str, language: str | None) -> Workspace:
    """The workspace of ``path``; ``language`` is that of the command line, if any. Problems are warnings."""

    def locale(settings: Settings) -> Locale:
        if language:
            return Locale.of(language)
        return system_locale() if settings.language == "auto" else Locale.of(settings.language)

    workspace = Workspace.of(path, locale)
    for problem in workspace.problems:
        complain(problem.message(workspace.locale))
    return workspace
