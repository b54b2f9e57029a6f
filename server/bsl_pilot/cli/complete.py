"""``bsl-pilot complete``: what the editor would show inline at one place of a file."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bsl_pilot import app
from bsl_pilot.cli.console import only_defects
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.errors import InputError, UsageError
from bsl_pilot.locale import Locale, Text
from bsl_pilot.text.positions import Position

_ABOUT = Text(
    "Показывает, что редактор дописал бы в этом месте файла.\n"
    "Код выхода: 0 готово, 2 файл не прочитать, места нет или модель не установлена.",
    "Shows what the editor would offer at a place of a file.\n"
    "Exit code: 0 done, 2 the file can't be read, there is no such place, or no model is installed.",
)
_FILE = Text("модуль", "module")
_LINE = Text("строка, считая от нуля", "line, counted from zero")
_CHARACTER = Text(
    "символ строки, считая от нуля, в UTF-16, как в LSP",
    "character of the line, counted from zero in UTF-16, as LSP has it",
)
_JSON = Text("ответ в JSON", "the answer as JSON")
_PROJECT = Text("папка проекта; по умолчанию она ищется", "folder of the project; found by itself otherwise")
_INVOKED = Text(
    "как по клавише: показать и то, в чём уверенности мало", "as if asked for by key: less is held back"
)
_MODEL = Text("имя установленной модели", "name of an installed model")
_NO_MODEL = Text("без модели: только память проекта", "without the model: the project's memory alone")
_NO_MEMORY = Text("без памяти проекта", "without the project's memory")
_NEGATIVE = Text("{option}: нужно число от нуля", "{option}: a number from zero on is needed")
_NO_FOLDER = Text("{path}: нет такой папки", "{path}: there is no such folder")


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Completes, prints the offers, returns the exit code."""
    asked = _parser(locale).parse_args(arguments)
    for option in ("line", "character"):
        if getattr(asked, option) < 0:
            raise UsageError(_NEGATIVE.filled(option=f"--{option}"))
    project = Path(asked.project) if asked.project else None
    if project is not None and not project.is_dir():
        raise InputError(_NO_FOLDER.filled(path=asked.project))
    workspace = open_workspace(asked.project or asked.file, asked.lang)
    place = Position(asked.line, asked.character)
    options = app.CompletionOptions(asked.model, not asked.no_model, not asked.no_memory)
    request = app.CompleteRequest(Path(asked.file), place, project, asked.invoked)
    with only_defects():
        done = app.complete(workspace, request, options)
    if asked.json:
        sys.stdout.write(json.dumps(_as_json(done), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{offer.text}\n" for offer in done.result.offers))
    return 0


def _as_json(done: app.Completed) -> dict[str, Any]:
    """The document of the contract."""
    return {
        "items": [
            {
                "text": offer.text,
                "range": _range(done, offer.start, offer.end),
                "source": offer.source.value,
                "score": round(offer.score, 4),
            }
            for offer in done.result.offers
        ],
        "latency_ms": round(done.seconds * 1000, 2),
        "dropped": dict(done.result.dropped),
    }


def _range(done: app.Completed, start: int, end: int) -> dict[str, dict[str, int]]:
    first, last = done.document.text.range(start, end)
    return {"start": first._asdict(), "end": last._asdict()}


def _parser(locale: Locale) -> Parser:
    parser = Parser("complete", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("file", metavar="FILE", help=_FILE.to(locale))
    add("--line", type=int, required=True, metavar="L", help=_LINE.to(locale))
    add("--character", type=int, required=True, metavar="C", help=_CHARACTER.to(locale))
    add("--json", action="store_true", help=_JSON.to(locale))
    add("--project", default="", metavar="DIR", help=_PROJECT.to(locale))
    add("--invoked", action="store_true", help=_INVOKED.to(locale))
    add("--model", default="", metavar="NAME", help=_MODEL.to(locale))
    add("--no-model", action="store_true", help=_NO_MODEL.to(locale))
    add("--no-memory", action="store_true", help=_NO_MEMORY.to(locale))
    return parser
