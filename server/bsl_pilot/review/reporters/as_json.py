"""JSON of the contract: lines and characters count from 0, characters are UTF-16 units, as in LSP."""

from __future__ import annotations

import json
from typing import Any

from bsl_pilot.review.report import SEVERITIES, FileReport, Finding, Report
from bsl_pilot.text.positions import Range

VERSION = 1


def render(report: Report) -> str:
    """One JSON document; paths that could not be checked stand under ``errors``."""
    stats = report.stats
    body = {
        "version": VERSION,
        "files": [_file(one) for one in report.checked()],
        "errors": list(report.failures()),
        "stats": {
            "files": len(report.checked()),
            "lines": sum(one.lines for one in report.files),
            "findings": sum(len(one.findings) for one in report.files),
            "fixed": sum(one.fixed for one in report.files),
            "seconds": round(stats.seconds, 3),
            "peak_rss_mb": round(stats.peak_rss_mb, 1),
            "jobs": stats.jobs,
        },
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _file(file: FileReport) -> dict[str, Any]:
    shown: dict[str, Any] = {"path": file.path, "diagnostics": [_finding(one) for one in file.findings]}
    if file.fixed:
        shown["fixed"] = file.fixed
    return shown


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code,
        "message": one.message,
        "severity": SEVERITIES[one.severity - 1],
        "range": _range(one.range),
        "fingerprint": one.fingerprint,
        "fixes": [
            {
                "title": fix.title,
                "edits": [{"range": _range(edit.range), "newText": edit.new_text} for edit in fix.edits],
            }
            for fix in one.fixes
        ],
    }


def _range(value: Range) -> dict[str, dict[str, int]]:
    return {"start": value.start._asdict(), "end": value.end._asdict()}
