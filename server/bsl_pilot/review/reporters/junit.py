"""JUnit XML, which every build server shows: a suite per file, a failed case per finding."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from bsl_pilot.review.report import SEVERITIES, FileReport, Finding, Report

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 can't hold in any way."""


def render(report: Report) -> str:
    """The XML text; a file without findings is one passed case."""
    tests = sum(max(1, len(file.findings)) for file in report.files) + len(report.errors)
    failures = sum(len(file.findings) for file in report.files)
    head = (
        f'<testsuites name="bsl-pilot" tests="{tests}" failures="{failures}" '
        f'errors="{len(report.failures())}" time="{report.stats.seconds:.3f}">\n'
    )
    suites = "".join(map(_suite, report.files)) + "".join(map(_lost, report.errors))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + head + suites + "</testsuites>\n"


def _suite(file: FileReport) -> str:
    cases = "".join(_case(file.path, one) for one in file.findings)
    if file.error:
        cases = _error_case(file.path, file.error)
    elif not cases:
        cases = f'  <testcase name="check" classname={_attribute(file.path)}/>\n'
    return (
        f'<testsuite name={_attribute(file.path)} tests="{max(1, len(file.findings))}" '
        f'failures="{len(file.findings)}" errors="{int(bool(file.error))}">\n{cases}</testsuite>\n'
    )


def _lost(error: str) -> str:
    return f'<testsuite name="bsl-pilot" tests="1" failures="0" errors="1">\n{_error_case("check", error)}</testsuite>\n'


def _error_case(path: str, error: str) -> str:
    return f'  <testcase name="check" classname={_attribute(path)}><error message={_attribute(error)}/></testcase>\n'


def _case(path: str, one: Finding) -> str:
    line, column = one.range.start.line + 1, one.range.start.character + 1
    place = f"{path}:{line}:{column}"
    return (
        f"  <testcase name={_attribute(f'{one.code} {line}:{column}')} classname={_attribute(path)}>"
        f'<failure type="{SEVERITIES[one.severity - 1]}" message={_attribute(one.message)}>'
        f"{escape(_clean(f'{place}: {one.message}'))}</failure></testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
