"""Text for people: each finding with its line and what is marked there, a summary at the end.

Lines and columns count from 1, as editors do.
"""

from __future__ import annotations

from bsl_pilot.locale import Locale, Text, plural_ru
from bsl_pilot.review.report import Finding, Report

_WIDTH = 110
"""Characters of a line that are shown."""
_BEFORE = 70
"""Of these so many at most stand before what is marked."""
_SEVERITIES = (
    Text("ошибка", "error"),
    Text("предупреждение", "warning"),
    Text("сведение", "information"),
    Text("подсказка", "hint"),
)
_CLEAN = Text("{files}. Замечаний нет.", "{files} checked: nothing found.")
_FOUND = Text("{files}. {found}.", "{files} checked: {found}.")
_FIXED = Text(" Исправлено: {count}.", " Fixed: {count}.")
_HIDDEN = Text(" Известно из базовой линии: {count}.", " Known from the baseline: {count}.")
_CAN_FIX = Text(" Исправимо ключом --fix: {count}.", " Fixable with --fix: {count}.")


def render(report: Report) -> str:
    """``path:line:column: severity Key: message`` of every finding, and the summary."""
    lines = [
        f"{path}:{one.range.start.line + 1}:{one.range.start.character + 1}: "
        f"{_SEVERITIES[one.severity - 1].to(report.locale)} {one.code}: {one.message}\n{_excerpt(one)}"
        for path, one in report.findings()
    ]
    return "".join([*lines, _summary(report), "\n"])


def _excerpt(one: Finding) -> str:
    """The line with carets below what is marked; of a long line the part around it."""
    line = _plain(one.line)
    start = _points(one.line, one.range.start.character)
    same = one.range.end.line == one.range.start.line
    end = _points(one.line, one.range.end.character) if same else len(line.rstrip())
    if not line.strip():
        return ""
    first = max(start - _BEFORE, 0)
    first += len(line[first:]) - len(line[first:].lstrip()) if first < start else 0
    shown = line[first : first + _WIDTH].rstrip()
    marks = min(max(end - start, 1), max(first + _WIDTH - start, 1))
    return f"    {shown}\n    {' ' * (start - first)}{'^' * marks}\n"


def _plain(line: str) -> str:
    """The line with blanks for tabs and for what a terminal would take for a command."""
    return "".join(char if char >= " " and char != "\x7f" else " " for char in line)


def _points(line: str, units: int) -> int:
    """Characters of a line before a number of UTF-16 units."""
    return len(line.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))


def _summary(report: Report) -> str:
    found = [one for _, one in report.findings()]
    words = (_FOUND if found else _CLEAN).to(
        report.locale,
        files=_files(len(report.checked()), report.locale),
        found=_findings(len(found), report.locale),
    )
    counts = (
        (_FIXED, sum(file.fixed for file in report.files)),
        (_HIDDEN, sum(file.hidden for file in report.files)),
        (_CAN_FIX, sum(bool(one.fixes) for one in found)),
    )
    return words + "".join(text.to(report.locale, count=count) for text, count in counts if count)


def _files(number: int, locale: Locale) -> str:
    if locale is Locale.RU:
        return f"Проверено файлов: {number}"
    return f"{number} file" + "s" * (number != 1)


def _findings(number: int, locale: Locale) -> str:
    if locale is Locale.RU:
        return f"{number} {plural_ru(number, 'замечание', 'замечания', 'замечаний')}"
    return f"{number} finding" + "s" * (number != 1)
