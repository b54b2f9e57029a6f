"""GitLab's Code Quality report: a JSON array, each fingerprint once."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bsl_pilot.review.report import Finding, Report
from bsl_pilot.review.reporters.paths import relative

_SEVERITIES = ("major", "minor", "info", "info")


def render(report: Report) -> str:
    """The JSON text; lines count from 1."""
    return (
        json.dumps([_issue(path, one) for path, one in report.findings()], ensure_ascii=False, indent=1)
        + "\n"
    )


def _issue(path: str, one: Finding) -> dict[str, Any]:
    shown = relative(path)
    mark = f"{shown}\0{one.fingerprint}".encode("utf-8", "surrogatepass")
    return {
        "type": "issue",
        "check_name": one.code,
        "description": one.message,
        "categories": ["Bug Risk" if one.severity == 1 else "Style"],
        "severity": _SEVERITIES[one.severity - 1],
        "fingerprint": hashlib.blake2b(mark, digest_size=16).hexdigest(),
        "location": {
            "path": shown,
            "lines": {"begin": one.range.start.line + 1, "end": one.range.end.line + 1},
        },
    }
