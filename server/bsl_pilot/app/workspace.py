"""Where a command works: a folder with its settings and its source files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.locale import Locale
from bsl_pilot.settings import Problem, Settings, find_workspace, load

if TYPE_CHECKING:
    from bsl_pilot.project.files import Found


@dataclass(frozen=True, slots=True)
class Workspace:
    """Where a command works: the folder with the settings, the settings, and their problems."""

    folder: Path
    settings: Settings
    problems: list[Problem]
    locale: Locale

    @classmethod
    def of(cls, path: str, locale: Callable[[Settings], Locale]) -> Workspace:
        """The workspace that ``path`` belongs to."""
        folder = find_workspace(Path(path))
        settings, problems = load(folder)
        return cls(folder, settings, problems, locale(settings))

    def sources(self, paths: Iterable[str]) -> Found:
        """Source files of the given files and folders."""
        from bsl_pilot.project.files import find_sources  # noqa: PLC0415

        return find_sources(paths, self.settings.exclude, str(self.folder))
