"""``bsl-pilot learn``: which rules a person's changes break most, and what to read first."""

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
from bsl_pilot.review.mentor import Habit, Lesson
from bsl_pilot.review.syntax_rules import described

_ABOUT = Text(
    "Показывает, какие правила чаще всего нарушают изменения одного автора в истории git.\n"
    "Смотрит только в репозиторий на этой машине. Код выхода: 0 готово, 2 нет репозитория или автора.",
    "Shows which rules the changes of one author break most, from the history in git.\n"
    "Looks at the repository on this machine only. Exit code: 0 done, 2 no repository or no author.",
)
_PATH = Text("папка репозитория", "folder of the repository")
_AUTHOR = Text(
    "часть имени или адреса автора; иначе вы", "a part of the author's name or address; you otherwise"
)
_COMMITS = Text("сколько последних коммитов", "how many of the last commits")
_SECONDS = Text("сколько секунд на это не жалко", "how many seconds it may take")
_JSON = Text("вывести как JSON", "print as JSON")
_NUMBER = Text("{name}: нужно число от 1", "{name}: a number from 1 is needed")
_LINE = Text("Коммитов: {done} из {total} ({percent} %)", "Commits: {done} of {total} ({percent}%)")
_HEAD = Text(
    "{author}: коммитов {commits}, изменённых модулей {modules}, написанных строк {lines}.",
    "{author}: {commits} commits, {modules} changed modules, {lines} lines written.",
)
_PARTLY = Text(
    "Время вышло: более старые коммиты не просмотрены.", "Time ran out: older commits were not looked at."
)
_CLEAN = Text("В этих изменениях замечаний не появилось.", "These changes brought no findings.")
_OFTEN = Text("Чаще всего:", "Most often:")
_READ = Text("С чего начать:", "What to read first:")
_MORE = Text("  подробнее: bsl-pilot check --explain {key}", "  more: bsl-pilot check --explain {key}")
_SEEN = Text("  последнее: {path}:{line} ({day}): {text}", "  last one: {path}:{line} ({day}): {text}")
SHOWN = 15
"""Rules in the table."""
TO_READ = 3
"""Rules that are told in full."""


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Prints the lesson."""
    asked = _parser(locale).parse_args(arguments)
    for name in ("commits", "seconds"):
        if getattr(asked, name) < 1:
            raise UsageError(_NUMBER.filled(name=f"--{name}"))
    workspace = open_workspace(asked.path, asked.lang)
    request = app.LearnRequest(asked.path, asked.author, asked.commits, asked.seconds)
    with console.only_defects(), Progress(workspace.locale, _LINE) as progress:
        learnt = app.learn(workspace, request, progress)
    if asked.json:
        body = _document(learnt.author, learnt.lesson)
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write(_told(learnt.author, learnt.lesson, workspace.locale))
    return 0


def _parser(locale: Locale) -> Parser:
    parser = Parser("learn", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("path", nargs="?", default=".", metavar="DIR", help=_PATH.to(locale))
    add("--author", default="", metavar="NAME", help=_AUTHOR.to(locale))
    add("--commits", type=int, default=200, metavar="N", help=_COMMITS.to(locale))
    add("--seconds", type=float, default=60.0, metavar="S", help=_SECONDS.to(locale))
    add("--json", action="store_true", help=_JSON.to(locale))
    return parser


def _document(author: str, lesson: Lesson) -> dict[str, Any]:
    return {
        "version": 1,
        "author": author,
        "commits": lesson.commits,
        "modules": lesson.modules,
        "lines": lesson.lines,
        "complete": lesson.complete,
        "rules": [_habit(one) for one in lesson.by_count()],
        "read_first": [one.key for one in lesson.first_to_read(TO_READ)],
    }


def _habit(one: Habit) -> dict[str, Any]:
    shown: dict[str, Any] = {"key": one.key, "count": one.count, "commits": len(one.commits)}
    if one.last is not None:
        shown["last"] = {
            "commit": one.last.commit.name,
            "day": one.last.commit.day,
            "path": one.last.path,
            "line": one.last.line,
            "text": one.last.text,
            "message": one.last.message,
        }
    return shown


def _told(author: str, lesson: Lesson, locale: Locale) -> str:
    parts = [
        _HEAD.to(locale, author=author, commits=lesson.commits, modules=lesson.modules, lines=lesson.lines)
    ]
    if not lesson.complete:
        parts.append(_PARTLY.to(locale))
    if not lesson.habits:
        return "\n".join([*parts, _CLEAN.to(locale), ""])
    parts += ["", _OFTEN.to(locale), *(_row(one, locale) for one in lesson.by_count()[:SHOWN])]
    parts += ["", _READ.to(locale)]
    for one in lesson.first_to_read(TO_READ):
        parts += _to_read(one, locale)
    return "\n".join([*parts, ""])


def _row(one: Habit, locale: Locale) -> str:
    known = described(one.key)
    return f"{one.count:6}  {one.key}: {known.title.to(locale) if known is not None else ''}"


def _to_read(one: Habit, locale: Locale) -> list[str]:
    known = described(one.key)
    about = known.about.to(locale) if known is not None else ""
    lines = ["", f"{one.key}. {about}"]
    if one.last is not None:
        seen = one.last
        text = seen.text[:100]
        lines.append(_SEEN.to(locale, path=seen.path, line=seen.line + 1, day=seen.commit.day, text=text))
    return [*lines, _MORE.to(locale, key=one.key)]
