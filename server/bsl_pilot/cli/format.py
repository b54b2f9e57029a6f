"""``bsl-pilot format``: formats modules in place."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from bsl_pilot import app
from bsl_pilot.cli import console
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.progress import Progress
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Форматирует модули на месте и печатает изменённые файлы.\n"
    "Код выхода: 0 готово, 1 с --check что-то изменилось бы, 2 что-то не удалось прочитать или записать.",
    "Formats modules in place and prints the files that changed.\n"
    "Exit code: 0 done, 1 with --check something would change, 2 something could not be read or written.",
)
_PATH = Text("файл или папка", "file or folder")
_CHECK = Text("ничего не менять, только назвать файлы", "change nothing, only name the files")
_JSON = Text("список файлов в JSON", "the list of files as JSON")


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Formats, prints the changed files, returns the exit code."""
    parser = Parser("format", _ABOUT.to(locale), locale)
    parser.add_argument("paths", nargs="+", metavar="PATH", help=_PATH.to(locale))
    parser.add_argument("--check", action="store_true", help=_CHECK.to(locale))
    parser.add_argument("--json", action="store_true", help=_JSON.to(locale))
    asked = parser.parse_args(arguments)
    workspace = open_workspace(asked.paths[0], asked.lang)
    with Progress(workspace.locale) as progress:
        done = list(app.format_files(workspace, asked.paths, progress, write=not asked.check))
    changed = [one.path for one in done if one.changed]
    errors = [one.error for one in done if one.error]
    if asked.json:
        sys.stdout.write(json.dumps(changed, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{path}\n" for path in changed))
    for error in errors:
        console.complain(error)
    if errors:
        return 2
    return int(asked.check and bool(changed))
