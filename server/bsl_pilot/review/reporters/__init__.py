"""Output formats of ``bsl-pilot check``: one file each with ``render(report) -> str``, loaded when asked for."""

from __future__ import annotations

from bsl_pilot.review.report import Report

FORMATS = ("text", "json", "sarif", "junit", "codequality", "generic")


def render(report: Report, output: str) -> str:
    """The report in the format ``output``, one of ``FORMATS``."""
    match output:
        case "json":
            from bsl_pilot.review.reporters.as_json import render as chosen  # noqa: PLC0415
        case "sarif":
            from bsl_pilot.review.reporters.sarif import render as chosen  # noqa: PLC0415
        case "junit":
            from bsl_pilot.review.reporters.junit import render as chosen  # noqa: PLC0415
        case "codequality":
            from bsl_pilot.review.reporters.codequality import render as chosen  # noqa: PLC0415
        case "generic":
            from bsl_pilot.review.reporters.generic import render as chosen  # noqa: PLC0415
        case _:
            from bsl_pilot.review.reporters.text import render as chosen  # noqa: PLC0415
    return chosen(report)
