"""``bsl-pilot eval members`` and ``bsl-pilot eval types``: what is known behind a dot, on a folder of code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence

from bsl_pilot import app
from bsl_pilot.cli.console import only_defects
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.progress import Progress
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text

_MEMBERS = Text(
    "Измеряет списки после точки и в тексте запроса: слово автора спрятано и спрошено. Показывает, есть ли оно\n"
    "в списке и как высоко. Код выхода: 0 измерено, 2 папку не прочитать.",
    "Measures lists behind a dot and in query texts: the author's word is hidden and asked for. Shows whether it is\n"
    "in the list and how high. Exit code: 0 measured, 2 the folder can't be read.",
)
_TYPES = Text(
    "Измеряет, у скольких точек известно, что стоит перед ними, и есть ли у этого типа написанное автором.\n"
    "Код выхода: 0 измерено, 2 папку не прочитать.",
    "Measures of how many dots it is known what stands before them, and whether that type has what the author wrote.\n"
    "Exit code: 0 measured, 2 the folder can't be read.",
)
_WHAT = Text("что измеряется", "what is measured")
_FOLDER = Text("папка с модулями", "folder with modules")
_JSON = Text("результат в JSON", "the result as JSON")
_DOTS = Text("точек в коде", "dots in code")
_FIELDS = Text("полей в текстах запросов", "fields in query texts")
_SEED = Text("другое число даёт другие места", "another number gives other places")
_EVERY = Text(
    "места и в тех модулях, что оставлены для подбора весов",
    "places also in the modules that are left for fitting weights",
)
_MODULES = Text("модулей; 0: все", "modules; 0 for all")
_SHOW = Text("столько частых промахов показать", "show so many of the most frequent misses")
_NUMBER = Text(
    "{option}: нужно число от {least} до {most}", "{option}: a number from {least} to {most} is needed"
)
_PLACES = Text("Мест: {done} из {total} ({percent} %)", "Places: {done} of {total} ({percent}%)")
_BOUNDS = {"dots": (0, 100_000), "fields": (0, 100_000), "modules": (0, 1_000_000), "show": (0, 1_000)}


def run_members(arguments: Sequence[str], locale: Locale) -> int:
    """Measures members and query fields, prints the figures, returns the exit code."""
    from bsl_pilot.evaluation.asked import Plan, as_figures, ask_all  # noqa: PLC0415  (the parser and numpy)
    from bsl_pilot.evaluation.types_tables import members_text  # noqa: PLC0415

    asked = _asked(_members_parser(locale), arguments)
    plan = Plan(asked.dots, asked.fields, asked.seed, asked.every_module)
    workspace = open_workspace(asked.folder, asked.lang)
    with only_defects(), Progress(workspace.locale, _PLACES) as progress:
        opened = app.open_project(workspace, asked.folder)
        found = ask_all(opened, plan, progress)
    return _printed(asked, as_figures(found, plan), lambda: members_text(found, workspace.locale, asked.show))


def run_types(arguments: Sequence[str], locale: Locale) -> int:
    """Measures receivers, prints the figures, returns the exit code."""
    from bsl_pilot.evaluation.types_tables import receivers_text  # noqa: PLC0415  (the parser and numpy)
    from bsl_pilot.evaluation.typing_share import as_figures, receivers_of  # noqa: PLC0415

    asked = _asked(_types_parser(locale), arguments)
    workspace = open_workspace(asked.folder, asked.lang)
    with only_defects(), Progress(workspace.locale) as progress:
        opened = app.open_project(workspace, asked.folder)
        found = receivers_of(opened, asked.modules, asked.seed, progress)
    return _printed(
        asked, as_figures(found, asked.seed), lambda: receivers_text(found, workspace.locale, asked.show)
    )


def _asked(parser: Parser, arguments: Sequence[str]) -> argparse.Namespace:
    asked = parser.parse_args(arguments)
    for option, (least, most) in _BOUNDS.items():
        if hasattr(asked, option) and not least <= getattr(asked, option) <= most:
            raise UsageError(_NUMBER.filled(option=f"--{option}", least=least, most=most))
    return asked


def _printed(asked: argparse.Namespace, figures: Mapping[str, object], text: Callable[[], str]) -> int:
    if asked.json:
        sys.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(text())
    return 0


def _members_parser(locale: Locale) -> Parser:
    parser = _parser("members", _MEMBERS, locale)
    parser.add_argument("--dots", type=int, default=2000, metavar="N", help=_DOTS.to(locale))
    parser.add_argument("--fields", type=int, default=500, metavar="N", help=_FIELDS.to(locale))
    parser.add_argument("--every-module", action="store_true", help=_EVERY.to(locale))
    return parser


def _types_parser(locale: Locale) -> Parser:
    parser = _parser("types", _TYPES, locale)
    parser.add_argument("--modules", type=int, default=300, metavar="N", help=_MODULES.to(locale))
    return parser


def _parser(what: str, about: Text, locale: Locale) -> Parser:
    parser = Parser("eval", about.to(locale), locale)
    add = parser.add_argument
    add("what", choices=(what,), metavar=what, help=_WHAT.to(locale))
    add("folder", metavar="DIR", help=_FOLDER.to(locale))
    add("--json", action="store_true", help=_JSON.to(locale))
    add("--seed", type=int, default=0, metavar="S", help=_SEED.to(locale))
    add("--show", type=int, default=0, metavar="N", help=_SHOW.to(locale))
    return parser
