"""``bsl-pilot symbols``: where a method is defined, and every place that calls it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from bsl_pilot import app
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.progress import Progress
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.locale import Locale, Text

if TYPE_CHECKING:
    from bsl_pilot.index.rows import Place

_ABOUT = Text(
    "Показывает, где определён метод и где он вызывается.\nКод выхода: 0 готово, 2 папки нет.",
    "Shows where a method is defined and where it is called.\nExit code: 0 done, 2 there is no such folder.",
)
_NAME = Text(
    "Метод, Модуль.Метод или Справочники.Имя.Метод, в любом регистре",
    "Method, Module.Method or Catalogs.Name.Method, in any letter case",
)
_PROJECT = Text("папка проекта", "folder of the project")
_JSON = Text("ответ в JSON", "the answer as JSON")
_DEFINED = Text("Определения: {count}", "Definitions: {count}")
_CALLED = Text("Вызовы: {count}", "Calls: {count}")
_POSSIBLE = Text("Ещё возможно, по имени: {count}", "Possible besides, by the name alone: {count}")


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Looks the name up, prints the places, returns the exit code."""
    asked = _parser(locale).parse_args(arguments)
    workspace = open_workspace(asked.project, asked.lang)
    with Progress(workspace.locale) as progress:
        done = app.index_folder(workspace, app.IndexRequest(asked.project), progress)
    found = app.symbols(done, asked.name)
    if asked.json:
        sys.stdout.write(json.dumps(_as_json(found), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_as_text(found, workspace.locale)) + "\n")
    return 0


def _as_json(found: app.Symbols) -> dict[str, Any]:
    """The document of the contract."""
    return {
        "definitions": _places(found.definitions),
        "references": _places(found.references),
        "possible": _places(found.possible),
    }


def _places(places: Iterable[Place]) -> list[dict[str, Any]]:
    return [{"path": one.path, "line": one.line, "character": one.character} for one in places]


def _as_text(found: app.Symbols, locale: Locale) -> Iterable[str]:
    """Places as editors take them: counted from one."""
    for title, places in ((_DEFINED, found.definitions), (_CALLED, found.references)):
        yield title.to(locale, count=len(places))
        yield from (f"  {one.path}:{one.line + 1}:{one.character + 1}" for one in places)
    if found.possible:
        yield _POSSIBLE.to(locale, count=len(found.possible))


def _parser(locale: Locale) -> Parser:
    parser = Parser("symbols", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("name", metavar="NAME", help=_NAME.to(locale))
    add("--project", default=".", metavar="DIR", help=_PROJECT.to(locale))
    add("--json", action="store_true", help=_JSON.to(locale))
    return parser
