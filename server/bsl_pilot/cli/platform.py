"""``bsl-pilot platform``: what is known of the 1C:Enterprise platform, and reading in the user's own help of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from bsl_pilot.app.platform import CatalogueState, catalogue_state, forget_help, import_help, installed
from bsl_pilot.cli import console
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.progress import Progress
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Что известно о платформе 1С:Предприятие: глобальный контекст, типы, методы, перечисления.\n\n"
    "  info            какой каталог в работе и сколько в нём\n"
    "  import [ПУТЬ]   прочитать синтакс-помощник (shcntx_ru.hbk): полные сигнатуры и описания;\n"
    "                  без пути берётся новейшая установленная платформа; всё остаётся на этой машине\n"
    "  list            установленные платформы, у которых он есть\n"
    "  remove          забыть прочитанное и вернуться к встроенному каталогу\n\n"
    "Код выхода: 0 готово, 1 прочитано не всё или каталог повреждён, 2 неверный вызов или файл не читается.",
    "What is known of the 1C:Enterprise platform: global context, types, methods, enumerations.\n\n"
    "  info            which catalogue is in use and what it holds\n"
    "  import [PATH]   read the syntax helper (shcntx_ru.hbk): full signatures and descriptions;\n"
    "                  without a path that of the newest installed platform; all stays on this machine\n"
    "  list            installed platforms that have it\n"
    "  remove          forget what was read and go back to the built-in catalogue\n\n"
    "Exit code: 0 done, 1 not all could be read or the catalogue is damaged, 2 wrong usage or an unreadable file.",
)
_ACTION = Text("что сделать", "what to do")
_PATH = Text("файл .hbk или папка с ним (import)", "an .hbk file or a folder that has it (import)")
_VERSION = Text(
    "версия платформы, если путь её не называет", "version of the platform where the path does not tell"
)
_JSON = Text("ответ в JSON", "the answer as JSON")
_UNEXPECTED = Text("platform {action}: лишнее: {what}", "platform {action}: unexpected: {what}")
_PAGES = Text("Страниц: {done} из {total} ({percent} %)", "Pages: {done} of {total} ({percent}%)")
_UNREADABLE = Text(
    "пропущено повреждённых страниц справки: {count}", "damaged pages of help that were left out: {count}"
)
_NONE = Text("установленных платформ со справкой нет", "no installed platform has help")
_REMOVED = Text("прочитанный каталог удалён", "the imported catalogue is removed")
_NOTHING = Text("прочитанного каталога нет", "there is no imported catalogue")
_BUILT_IN = Text("встроенный", "built-in")
_IMPORTED = Text("из справки платформы {version}", "from the help of platform {version}")
_UNKNOWN = Text("неизвестной версии", "of unknown version")
_FIELDS = (
    ("complete_to", Text("полон до версии", "complete up to release")),
    ("functions", Text("функций и процедур", "functions and procedures")),
    ("properties", Text("свойств глобального контекста", "global properties")),
    ("types", Text("типов", "types")),
    ("members", Text("методов и свойств типов", "methods and properties of types")),
    ("enums", Text("системных перечислений", "system enumerations")),
    ("events", Text("событий", "events")),
    ("path", Text("файл", "file")),
)


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Does what the first argument says."""
    asked = _parser(locale).parse_intermixed_args(arguments)
    locale = Locale.of(asked.lang) if asked.lang else locale
    if asked.action != "import" and (asked.path or asked.version):
        raise UsageError(_UNEXPECTED.filled(action=asked.action, what=asked.path or asked.version))
    match asked.action:
        case "import":
            return _import(asked, locale)
        case "list":
            return _list(asked, locale)
        case "remove":
            print((_REMOVED if forget_help() else _NOTHING).to(locale))
            return 0
        case _:
            return _info(asked, locale)


def _import(asked: argparse.Namespace, locale: Locale) -> int:
    with Progress(locale, _PAGES) as advance:
        done = import_help(asked.path, asked.version, advance)
    _show(CatalogueState(done.catalogue, done.path, imported=True, problem=None), asked, locale)
    if done.unreadable:
        console.complain(_UNREADABLE.to(locale, count=done.unreadable))
    return int(done.unreadable > 0)


def _list(asked: argparse.Namespace, locale: Locale) -> int:
    rows = [
        {"version": one.version, "files": [path.as_posix() for path in (one.russian, one.english) if path]}
        for one in installed()
    ]
    if asked.json:
        _print_json({"version": 1, "platforms": rows})
    elif not rows:
        print(_NONE.to(locale))
    else:
        for row in rows:
            print(row["version"] or _UNKNOWN.to(locale), *row["files"])
    return 0


def _info(asked: argparse.Namespace, locale: Locale) -> int:
    state = catalogue_state()
    _show(state, asked, locale)
    if state.problem:
        console.complain(state.problem.to(locale))
    return int(state.problem is not None)


def _show(state: CatalogueState, asked: argparse.Namespace, locale: Locale) -> None:
    values = _fields(state)
    if asked.json:
        _print_json({"version": 1, **values})
        return
    about = state.catalogue.about
    told = _IMPORTED.to(locale, version=about.platform or _UNKNOWN.to(locale))
    print(told if state.imported else _BUILT_IN.to(locale))
    for key, title in _FIELDS:
        value = values[key]
        print(
            f"    {title.to(locale)}: {f'{value:,}'.replace(',', ' ') if isinstance(value, int) else value}"
        )


def _fields(state: CatalogueState) -> dict[str, Any]:
    catalogue = state.catalogue
    return {
        "imported": state.imported,
        "platform": catalogue.about.platform,
        "complete_to": catalogue.about.complete_to,
        "made_from": list(catalogue.about.made_from),
        "path": state.path.as_posix(),
        "bytes": state.path.stat().st_size,
        **catalogue.counts(),
    }


def _print_json(body: object) -> None:
    sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")


def _parser(locale: Locale) -> Parser:
    parser = Parser("platform", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("action", choices=("info", "import", "list", "remove"), help=_ACTION.to(locale))
    add("path", nargs="?", default="", metavar="PATH", help=_PATH.to(locale))
    add("--version", default="", metavar="V", help=_VERSION.to(locale))
    add("--json", action="store_true", help=_JSON.to(locale))
    return parser
