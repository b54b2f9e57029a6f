"""Formatting of files and folders."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bsl_pilot.app.progress import Advance, counting
from bsl_pilot.app.workspace import Workspace

if TYPE_CHECKING:
    from bsl_pilot.review.formatting import Formatted


def format_files(
    workspace: Workspace, paths: Iterable[str], advance: Advance, *, write: bool
) -> Iterator[Formatted]:
    """Formats files and folders; one answer per file, and one per path that can't be looked into."""
    from bsl_pilot.features.format import FormatOptions  # noqa: PLC0415
    from bsl_pilot.review.formatting import Formatted, format_file  # noqa: PLC0415

    options = FormatOptions(**dataclasses.asdict(workspace.settings.format))
    found = workspace.sources(paths)
    for error in found.errors:
        yield Formatted("", error=error.to(workspace.locale))
    count = counting(advance, len(found.files))
    max_bytes = workspace.settings.max_file_mb * 1024 * 1024
    for source in found.files:
        yield format_file(source.shown, options, max_bytes, workspace.locale, write=write)
        count(1)
