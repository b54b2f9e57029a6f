"""SARIF 2.1.0 (OASIS standard), which GitHub, Azure DevOps and editors import."""

from __future__ import annotations

import json
from typing import Any

from bsl_pilot import __version__
from bsl_pilot.locale import Locale
from bsl_pilot.review.diagnose import severity_of
from bsl_pilot.review.page import page_of
from bsl_pilot.review.report import FileReport, Finding, FoundFix, Report
from bsl_pilot.review.reporters.paths import uri
from bsl_pilot.review.syntax_rules import described
from bsl_pilot.text.positions import Range

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = ("error", "warning", "note", "note")


def render(report: Report) -> str:
    """A SARIF log with one run; lines and columns count from 1, columns in UTF-16 units."""
    codes = sorted({one.code for _, one in report.findings()})
    numbers = {code: number for number, code in enumerate(codes)}
    run = {
        "tool": {
            "driver": {
                "name": "BSL Pilot",
                "semanticVersion": __version__,
                "version": __version__,
                "rules": [_rule(code, report.locale) for code in codes],
            }
        },
        "language": report.locale.value,
        "columnKind": "utf16CodeUnits",
        "invocations": [_invocation(report)],
        "results": [_result(path, one, numbers[one.code]) for path, one in report.findings()],
        "artifacts": [_artifact(file) for file in report.files if file.findings],
    }
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _rule(code: str, locale: Locale) -> dict[str, Any]:
    known = described(code)
    if known is None:
        return {"id": code, "name": code}
    own = severity_of(known.kind, known.rank)
    told: dict[str, Any] = {
        "id": code,
        "name": code,
        "shortDescription": {"text": known.title.to(locale)},
        "fullDescription": {"text": known.about.to(locale)},
        "help": {"text": known.about.to(locale), "markdown": page_of(known, locale)},
        "defaultConfiguration": {"enabled": known.on, "level": _LEVELS[own - 1]},
        "properties": {"tags": [known.kind.value], "precision": "high"},
    }
    if known.see:
        told["helpUri"] = known.see[0]
    return told


def _invocation(report: Report) -> dict[str, Any]:
    failures = report.failures()
    return {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": [{"level": "error", "message": {"text": text}} for text in failures],
    }


def _artifact(file: FileReport) -> dict[str, Any]:
    return {"location": {"uri": uri(file.path)}, "sourceLanguage": "bsl"}


def _result(path: str, one: Finding, rule: int) -> dict[str, Any]:
    location = {"artifactLocation": {"uri": uri(path)}, "region": _region(one.range)}
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": rule,
        "level": _LEVELS[one.severity - 1],
        "message": {"text": one.message},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"bslPilot/v1": one.fingerprint},
    }
    if one.fixes:
        result["fixes"] = [_fix(path, fix) for fix in one.fixes]
    return result


def _fix(path: str, fix: FoundFix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.range), "insertedContent": {"text": edit.new_text}}
        for edit in fix.edits
    ]
    change = {"artifactLocation": {"uri": uri(path)}, "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _region(value: Range) -> dict[str, int]:
    return {
        "startLine": value.start.line + 1,
        "startColumn": value.start.character + 1,
        "endLine": value.end.line + 1,
        "endColumn": value.end.character + 1,
    }
