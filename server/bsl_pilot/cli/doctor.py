"""``bsl-pilot doctor``: checks the installation and says what to do about what is wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from bsl_pilot.cli.checked import Check
from bsl_pilot.cli.health import checks
from bsl_pilot.cli.parser import Parser
from bsl_pilot.locale import Locale, Text

_ABOUT = Text(
    "Проверяет установку. Код выхода: 0 всё в порядке, 1 что-то надо исправить.",
    "Checks the installation. Exit code: 0 all is well, 1 something needs attention.",
)
_JSON = Text("отчёт в JSON", "the report as JSON")
_FOLDER = Text("рабочая папка (по умолчанию текущая)", "workspace folder (the current one by default)")
_DO = Text("что делать", "what to do")
_GOOD = Text("Всё в порядке.", "All is well.")
_BAD = Text("Надо исправить: {count}.", "Needs attention: {count}.")
_MARKS = {"ok": "[ok]", "warning": "[!]", "failed": "[X]"}


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Runs all checks and prints them."""
    parser = Parser("doctor", _ABOUT.to(locale), locale)
    parser.add_argument("folder", nargs="?", default=".", metavar="DIR", help=_FOLDER.to(locale))
    parser.add_argument("--json", action="store_true", help=_JSON.to(locale))
    asked = parser.parse_args(arguments)
    done = list(checks(asked.folder, locale))
    failed = sum(one.state == "failed" for one in done)
    if asked.json:
        body = {"version": 1, "ok": not failed, "checks": [_as_json(one, locale) for one in done]}
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(_as_text(one, locale) for one in done))
        sys.stdout.write((_BAD if failed else _GOOD).to(locale, count=failed) + "\n")
    return int(failed > 0)


def _as_text(check: Check, locale: Locale) -> str:
    line = f"{_MARKS[check.state]:4} {check.title.to(locale)}: {check.detail}\n"
    if not check.advice:
        return line
    return line + f"     {_DO.to(locale)}: {check.advice.to(locale)}\n"


def _as_json(check: Check, locale: Locale) -> dict[str, str]:
    return {
        "id": check.id,
        "state": check.state,
        "title": check.title.to(locale),
        "detail": check.detail,
        "advice": check.advice.to(locale) if check.advice else "",
    }
