"""GitLab's Code Quality report: a JSON array, each fingerprint once."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bsl_pilot.review.diagnose import severity_of
from bsl_pilot.review.report import Finding, Report
from bsl_pilot.review.reporters.paths import relative
from bsl_pilot.review.rule import Kind, Rank
from bsl_pilot.review.syntax_rules import described

_SEVERITIES = ("major", "minor", "info", "info")
_RANKS = {
    Rank.BLOCKER: "blocker",
    Rank.CRITICAL: "critical",
    Rank.MAJOR: "major",
    Rank.MINOR: "minor",
    Rank.INFO: "info",
}
_CATEGORIES = {
    Kind.ERROR: "Bug Risk",
    Kind.VULNERABILITY: "Security",
    Kind.SECURITY_HOTSPOT: "Security",
    Kind.CODE_SMELL: "Style",
}


def render(report: Report) -> str:
    """The JSON text; lines count from 1."""
    return (
        json.dumps([_issue(path, one) for path, one in report.findings()], ensure_ascii=False, indent=1)
        + "\n"
    )


def _issue(path: str, one: Finding) -> dict[str, Any]:
    shown = relative(path)
    mark = f"{shown}\0{one.fingerprint}".encode("utf-8", "surrogatepass")
    known = described(one.code)
    own = known is not None and one.severity == severity_of(
        known.kind, known.rank
    )  # the settings may say otherwise
    return {
        "type": "issue",
        "check_name": one.code,
        "description": one.message,
        "categories": [_CATEGORIES[known.kind] if known is not None else "Style"],
        "severity": _RANKS[known.rank] if known is not None and own else _SEVERITIES[one.severity - 1],
        "fingerprint": hashlib.blake2b(mark, digest_size=16).hexdigest(),
        "location": {
            "path": shown,
            "lines": {"begin": one.range.start.line + 1, "end": one.range.end.line + 1},
        },
    }
