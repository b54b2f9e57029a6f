"""``bsl-pilot check``: diagnostics of files and folders."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections.abc import Sequence

from bsl_pilot import app
from bsl_pilot.cli import console
from bsl_pilot.cli.parser import Parser
from bsl_pilot.cli.progress import Progress
from bsl_pilot.cli.workspace import open_workspace
from bsl_pilot.errors import UsageError
from bsl_pilot.locale import Locale, Text
from bsl_pilot.review import baseline
from bsl_pilot.review.mistakes import mistakes, no_rule
from bsl_pilot.review.report import SEVERITIES, Report
from bsl_pilot.review.reporters import FORMATS, render
from bsl_pilot.review.syntax_rules import described
from bsl_pilot.settings import CheckSettings

_ABOUT = Text(
    "Проверяет модули. Код выхода: 0 замечаний нет, 1 есть, 2 что-то не удалось прочитать.",
    "Checks modules. Exit code: 0 nothing found, 1 something found, 2 something could not be read.",
)
_PATH = Text("файл или папка", "file or folder")
_FORMAT = Text("вид отчёта", "format of the report")
_JSON = Text("то же, что --format json", "the same as --format json")
_SELECT = Text("только эти правила, через запятую", "these rules only, separated by commas")
_IGNORE = Text("кроме этих правил, через запятую", "all but these rules, separated by commas")
_JOBS = Text("число процессов; 0: сколько нужно", "number of processes; 0: as many as it is worth")
_BASELINE = Text("не сообщать о замечаниях из этого файла", "don't report the findings that this file holds")
_WRITE = Text(
    "принять все замечания: записать их в этот файл", "accept all findings: write them to this file"
)
_SINCE = Text("только строки, изменённые после ревизии git", "only lines changed since this git revision")
_FIX = Text("исправить, что можно исправить надёжно", "repair what can be repaired safely")
_FAIL_ON = Text("код 1 лишь начиная с этой важности", "exit with 1 only from this severity on")
_LEAST = Text("не показывать замечания меньшей важности", "don't show findings of less severity")
_SUBSYSTEM = Text(
    "только модули объектов этих подсистем, через запятую",
    "only modules of objects of these subsystems, separated by commas",
)
_EXPLAIN = Text("рассказать о правиле и выйти", "tell about a rule and leave")
_NO_PATHS = Text("нужен файл или папка", "a file or folder is needed")
_NUMBER = Text("--jobs: нужно число от 0 до 64", "--jobs: a number from 0 to 64 is needed")
_NOTHING = Text("здесь нет модулей (.bsl, .os): {paths}", "there are no modules (.bsl, .os) here: {paths}")
_INDEXING = Text(
    "Индексирование, файлов: {done} из {total} ({percent} %)",
    "Indexing, files: {done} of {total} ({percent}%)",
)
_WRITTEN = Text("{path}: принято замечаний: {count}", "{path}: findings accepted: {count}")


def run(arguments: Sequence[str], locale: Locale) -> int:
    """Checks, prints the report, returns the exit code."""
    asked = _parser(locale).parse_args(arguments)
    if asked.jobs is not None and not 0 <= asked.jobs <= 64:
        raise UsageError(_NUMBER)
    if asked.explain:
        return _explained(asked.explain, locale)
    if not asked.paths:
        raise UsageError(_NO_PATHS)
    workspace = open_workspace(asked.paths[0], asked.lang)
    for problem in mistakes(workspace.settings.check):
        console.complain(problem.message(workspace.locale))
    for key in (*(asked.select or ()), *(asked.ignore or ())):
        _warn_of_unknown(key, locale)
    workspace = dataclasses.replace(
        workspace,
        settings=dataclasses.replace(workspace.settings, check=_joined(workspace.settings.check, asked)),
    )
    known = "" if asked.write_baseline else asked.baseline
    request = app.CheckRequest(
        tuple(asked.paths), asked.since, known, asked.fix, excerpts=asked.format == "text"
    )
    with console.only_defects(), Progress(workspace.locale) as progress:
        report = app.check(workspace, request, progress, progress.saying(_INDEXING))
    return _told(report, asked, workspace)


def _told(report: Report, asked: argparse.Namespace, workspace: app.Workspace) -> int:
    """Prints the report and what could not be read; the exit code."""
    if asked.write_baseline:
        count = baseline.write(asked.write_baseline, report)
        console.complain(_WRITTEN.to(workspace.locale, path=asked.write_baseline, count=count))
    if not asked.write_baseline or asked.format != "text":
        sys.stdout.write(render(report, asked.format))
    for line in report.failures():
        console.complain(line)
    if not report.files and not report.failures() and not asked.since:
        console.complain(_NOTHING.to(workspace.locale, paths=", ".join(asked.paths)))
    if report.failures():
        return 2
    return int(not asked.write_baseline and _fails(report, workspace.settings.check.fail_on))


def _fails(report: Report, fail_on: str) -> bool:
    limit = SEVERITIES.index(fail_on) + 1
    return any(one.severity <= limit for _, one in report.findings())


def _joined(settings: CheckSettings, asked: argparse.Namespace) -> CheckSettings:
    """The settings with what the command line says on top."""
    given = {
        name: value
        for name in ("select", "ignore", "jobs", "fail_on", "min_severity", "subsystems")
        if (value := getattr(asked, name)) is not None
    }
    return dataclasses.replace(settings, **given)


def _warn_of_unknown(key: str, locale: Locale) -> None:
    text = no_rule(key)
    if text is not None:
        console.complain(text.to(locale))


def _explained(key: str, locale: Locale) -> int:
    """Prints the page of a rule."""
    from bsl_pilot.review.page import page_of  # noqa: PLC0415  (only when asked)

    known = described(key)
    if known is None:
        raise UsageError(no_rule(key) or key)
    sys.stdout.write(page_of(known, locale))
    return 0


class _Keys(argparse.Action):
    """Keys separated by commas; may be given several times."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        _option: str | None = None,
    ) -> None:
        keys = (key.strip() for key in str(values).split(","))
        setattr(namespace, self.dest, (*(getattr(namespace, self.dest) or ()), *filter(None, keys)))


def _parser(locale: Locale) -> Parser:
    parser = Parser("check", _ABOUT.to(locale), locale)
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help=_PATH.to(locale))
    add("--format", choices=FORMATS, default="text", help=_FORMAT.to(locale))
    add("--json", action="store_const", dest="format", const="json", help=_JSON.to(locale))
    add("--select", action=_Keys, metavar="K,..", help=_SELECT.to(locale))
    add("--ignore", action=_Keys, metavar="K,..", help=_IGNORE.to(locale))
    add("--jobs", type=int, metavar="N", help=_JOBS.to(locale))
    add("--baseline", default="", metavar="F", help=_BASELINE.to(locale))
    add("--write-baseline", default="", metavar="F", help=_WRITE.to(locale))
    add("--since", default="", metavar="REV", help=_SINCE.to(locale))
    add("--fix", action="store_true", help=_FIX.to(locale))
    add("--fail-on", choices=SEVERITIES, help=_FAIL_ON.to(locale))
    add("--min-severity", choices=SEVERITIES, help=_LEAST.to(locale))
    add("--subsystem", dest="subsystems", action=_Keys, metavar="NAME,..", help=_SUBSYSTEM.to(locale))
    add("--explain", default="", metavar="KEY", help=_EXPLAIN.to(locale))
    return parser
