"""The stages of the demo that need no server. Each prints what it does and fails when the result is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bsl_pilot import app
from bsl_pilot.features.diagnostics import Diagnostic, diagnostics
from bsl_pilot.features.format import format_document
from bsl_pilot.features.symbols import Symbol, SymbolKind, document_symbols
from bsl_pilot.locale import Locale, Text
from bsl_pilot.settings import Problem, Settings, load
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import PARSE_ERROR, QUERY_PARSE_ERROR
from bsl_pilot.text import files
from bsl_pilot.text.snapshot import TextSnapshot, apply

HALF_TYPED = """Функция СуммаЗаказа(Заказ) Экспорт
\tСумма = 0;
\tДля Каждого Строка Из Заказ.Товары Цикл
\t\tЕсли Строка.Количество > 0 Тогда
\t\t\tСумма = Сумма + Строка.Сумма;
\tКонецЦикла;
\tВозврат Сумма;
КонецФункции
"""

BADLY_FORMATTED = """Процедура ПриОткрытии( Отказ )
если Отказ=Ложь тогда
Для Номер=1 по 10 Цикл
Сообщить( "Строка "+Номер ) ;
        КонецЦикла;
КонецЕсли;
КонецПроцедуры
"""

SYNTAX = (PARSE_ERROR, QUERY_PARSE_ERROR)

_CHECKED = Text(
    "модулей: {files}, строк: {lines}, замечаний: {found}, время: {seconds:.2f} с",
    "modules: {files}, lines: {lines}, findings: {found}, time: {seconds:.2f} s",
)
_NOT_CLEAN = Text("в учебном проекте не должно быть замечаний", "the example project must have no findings")
_NOTHING_FOUND = Text("замечание не найдено", "the fault was not found")
_NO_REPAIR = Text("исправления нет или оно не помогло", "there is no repair, or it did not help")
_REPAIR = Text("исправление «{title}»:", 'repair "{title}":')
_NO_SYMBOLS = Text("в модуле нет областей с методами", "there are no regions with methods in the module")
_UNCHANGED = Text("форматирование ничего не изменило", "formatting changed nothing")
_UNSTABLE = Text("второе форматирование изменило текст ещё раз", "formatting twice changed the text again")


class StageFailed(Exception):  # noqa: N818  (an outcome of the demo)
    """A stage did not show what it promises; the argument is a ``Text``."""

    def __init__(self, why: Text) -> None:
        super().__init__(why)


class Show(NamedTuple):
    """Prints a stage's lines in the user's language."""

    locale: Locale

    def text(self, text: Text, **fields: object) -> None:
        """One sentence."""
        print("   " + text.to(self.locale, **fields))

    def line(self, line: str) -> None:
        """One line that is the same in every language."""
        print("   " + line)

    def code(self, text: str) -> None:
        """Code, with the numbers of its lines."""
        for number, line in enumerate(text.splitlines(), 1):
            print(f"   {number:3} | {line.expandtabs(4)}".rstrip())


def check(project: Path, show: Show) -> None:
    """Checks the syntax of the whole example project: it is correct, so nothing may be found."""
    settings, problems = load(project)
    settings = replace(settings, check=replace(settings.check, select=SYNTAX))
    report = app.check(
        _workspace(project, settings, problems, show.locale), app.CheckRequest((str(project),)), _quiet
    )
    show.text(
        _CHECKED,
        files=len(report.checked()),
        lines=sum(one.lines for one in report.files),
        found=len(list(report.findings())),
        seconds=report.stats.seconds,
    )
    for path, one in report.findings():
        print(f"   {path}:{one.range.start.line + 1}: {one.message}")
    if report.failures() or any(report.findings()) or not report.checked():
        raise StageFailed(_NOT_CLEAN)


def repair(_project: Path, show: Show) -> None:
    """Finds the missing keyword of a half-typed module and puts it in."""
    document = Document.parse(HALF_TYPED)
    show.code(HALF_TYPED)
    found = diagnostics(document, show.locale)
    if not found:
        raise StageFailed(_NOTHING_FOUND)
    for one in found:
        print(f"   → {_place(document, one)} {one.code}: {one.message}")
    fix = next((one.fixes[0] for one in found if one.fixes), None)
    if fix is None:
        raise StageFailed(_NO_REPAIR)
    repaired = apply(document.text, fix.edits)
    show.text(_REPAIR, title=fix.title)
    _show_changed_lines(document.text.text, repaired.text)
    if diagnostics(Document.parse(repaired), show.locale):
        raise StageFailed(_NO_REPAIR)


def outline(project: Path, show: Show) -> None:
    """The tree of regions and methods of the largest module that has regions."""
    modules = sorted(project.rglob("*.bsl"), key=lambda path: (-path.stat().st_size, str(path)))
    for path in modules:
        document = Document.parse(files.read(path).text)
        symbols = document_symbols(document)
        if any(one.kind is SymbolKind.NAMESPACE and one.children for one in symbols):
            show.line(path.relative_to(project).as_posix())
            _print_tree(symbols, 1)
            return
    raise StageFailed(_NO_SYMBOLS)


def formatting(_project: Path, show: Show) -> None:
    """Formats a badly formatted procedure; doing it again changes nothing."""
    show.code(BADLY_FORMATTED)
    text = TextSnapshot.of(BADLY_FORMATTED)
    once = apply(text, format_document(Document.parse(text)))
    if once.data == text.data:
        raise StageFailed(_UNCHANGED)
    print("   ↓")
    show.code(once.text)
    if format_document(Document.parse(once)):
        raise StageFailed(_UNSTABLE)


def _workspace(project: Path, settings: Settings, problems: list[Problem], locale: Locale) -> app.Workspace:
    return app.Workspace(project, settings, problems, locale)


def _quiet(_done: int, _total: int) -> None:
    """The demo shows no progress."""


def _place(document: Document, one: Diagnostic) -> str:
    line, character = document.text.position(one.start)
    return f"{line + 1}:{character + 1}"


def _show_changed_lines(before: str, after: str) -> None:
    """The lines that a repair added, marked with a plus."""
    old = before.splitlines()
    for number, line in enumerate(after.splitlines(), 1):
        if line in old:
            continue
        print(f"   {number:3} + {line.expandtabs(4)}")


def _print_tree(symbols: list[Symbol], depth: int) -> None:
    for one in symbols:
        mark = "#" if one.kind is SymbolKind.NAMESPACE else "·"
        print(f"   {'  ' * depth}{mark} {one.name}")
        _print_tree(one.children, depth + 1)
