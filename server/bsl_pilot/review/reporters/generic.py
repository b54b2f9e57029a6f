"""SonarQube's generic issue format.

Servers from 10.3 on read ``rules`` and the issues' ``ruleId``; older ones read engine, type and severity
from the issues themselves. Both stand in the report, so that it suits either.
"""

from __future__ import annotations

import json
from typing import Any

from bsl_pilot.locale import Locale
from bsl_pilot.review.report import Finding, Report
from bsl_pilot.review.reporters.paths import relative
from bsl_pilot.review.rule import Kind
from bsl_pilot.review.syntax_rules import described
from bsl_pilot.text.positions import Range

ENGINE = "bsl-pilot"
_SEVERITIES = ("CRITICAL", "MAJOR", "MINOR", "INFO")
_IMPACTS = ("HIGH", "MEDIUM", "LOW", "LOW")
_TYPES = {
    Kind.ERROR: "BUG",
    Kind.CODE_SMELL: "CODE_SMELL",
    Kind.VULNERABILITY: "VULNERABILITY",
    Kind.SECURITY_HOTSPOT: "VULNERABILITY",  # the format has no hotspots
}
_QUALITIES = {
    Kind.ERROR: "RELIABILITY",
    Kind.CODE_SMELL: "MAINTAINABILITY",
    Kind.VULNERABILITY: "SECURITY",
    Kind.SECURITY_HOTSPOT: "SECURITY",
}


def render(report: Report) -> str:
    """The JSON text; lines count from 1, columns from 0."""
    severities: dict[str, int] = {}
    for _, one in report.findings():
        severities.setdefault(one.code, one.severity)
    body = {
        "rules": [_rule(code, severity, report.locale) for code, severity in sorted(severities.items())],
        "issues": [_issue(path, one) for path, one in report.findings()],
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str, severity: int, locale: Locale) -> dict[str, Any]:
    known = described(code)
    kind = known.kind if known is not None else Kind.CODE_SMELL
    return {
        "id": code,
        "name": known.title.to(locale) if known is not None else code,
        "description": known.about.to(locale) if known is not None else code,
        "engineId": ENGINE,
        "cleanCodeAttribute": "LOGICAL" if kind is Kind.ERROR else "CONVENTIONAL",
        "type": _TYPES[kind],
        "severity": _SEVERITIES[severity - 1],
        "impacts": [{"softwareQuality": _QUALITIES[kind], "severity": _IMPACTS[severity - 1]}],
    }


def _issue(path: str, one: Finding) -> dict[str, Any]:
    known = described(one.code)
    return {
        "engineId": ENGINE,
        "ruleId": one.code,
        "severity": _SEVERITIES[one.severity - 1],
        "type": _TYPES[known.kind if known is not None else Kind.CODE_SMELL],
        "effortMinutes": known.minutes if known is not None else 0,
        "primaryLocation": {
            "message": one.message,
            "filePath": relative(path),
            "textRange": _text_range(one.range),
        },
    }


def _text_range(value: Range) -> dict[str, int]:
    """The range; of an empty one only the line, since SonarQube refuses a range without characters."""
    lines = {"startLine": value.start.line + 1, "endLine": value.end.line + 1}
    if value.start == value.end:
        return lines
    return {**lines, "startColumn": value.start.character, "endColumn": value.end.character}
