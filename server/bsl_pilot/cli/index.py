"""``bsl-pilot index``: builds or refreshes the index of a folder."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from bsl_pilot import app
from bsl_pilot.cli import console
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.progress import Progress
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Строит или обновляет индекс папки: методы, вызовы, метаданные.\nКод выхода: 0 готово, 2 папки нет.",
    "Builds or refreshes the index of a folder: methods, calls, metadata.\n"
    "Exit code: 0 done, 2 there is no such folder.",
)
_DIR = Text("папка проекта", "folder of the project")
_JSON = Text("ответ в JSON", "the answer as JSON")
_NO_CACHE = Text(
    "построить заново, ничего не брать и не сохранять", "build anew, take nothing over and save nothing"
)
_JOBS = Text("число процессов; 0: сколько нужно", "number of processes; 0: as many as it is worth")
_NUMBER = Text("--jobs: нужно число от 0 до 64", "--jobs: a number from 0 to 64 is needed")
_DONE = Text(
    "Файлов: {files}, строк: {lines}, методов: {methods}, переменных: {variables}, вызовов: {calls}, "
    "объектов метаданных: {metadata_objects}. Время: {seconds} с, память: {peak_rss_mb} МБ.\n",
    "Files: {files}, lines: {lines}, methods: {methods}, variables: {variables}, calls: {calls}, "
    "objects of metadata: {metadata_objects}. Time: {seconds} s, memory: {peak_rss_mb} MB.\n",
)


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Indexes, prints what there is, returns the exit code."""
    asked = _parser(locale).parse_args(arguments)
    if not 0 <= asked.jobs <= 64:
        raise UsageError(_NUMBER)
    workspace = open_workspace(asked.folder, asked.lang)
    request = app.IndexRequest(asked.folder, not asked.no_cache, asked.jobs)
    with Progress(workspace.locale) as progress:
        done = app.index_folder(workspace, request, progress)
    answer = _as_json(done)
    if asked.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(_DONE.to(workspace.locale, **answer))
    for failure in done.failures:
        console.complain(failure.why.ru if workspace.locale is Locale.RU else failure.why.en)
    return 0


def _as_json(done: app.Indexed) -> dict[str, Any]:
    """The document of the contract."""
    stats = done.index.view.stats()
    return {
        "files": stats.files,
        "lines": stats.lines,
        "methods": stats.methods,
        "variables": stats.variables,
        "calls": stats.calls,
        "metadata_objects": done.objects(),
        "seconds": round(done.seconds, 3),
        "warm": done.warm,
        "peak_rss_mb": round(done.peak_rss_mb, 1),
        "cpu_seconds": round(done.cpu_seconds, 3),
        "harvested": done.harvested,
        "left_out": [failure.path for failure in done.failures],
    }


def _parser(locale: Locale) -> Parser:
    parser = Parser("index", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("folder", metavar="DIR", help=_DIR.to(locale))
    add("--json", action="store_true", help=_JSON.to(locale))
    add("--no-cache", action="store_true", help=_NO_CACHE.to(locale))
    add("--jobs", type=int, default=0, metavar="N", help=_JOBS.to(locale))
    return parser
