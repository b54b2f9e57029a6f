"""Where more is said about a rule: the link behind the code of a diagnostic, and the command that explains."""

from __future__ import annotations

import json
from functools import cache
from typing import Any
from urllib.parse import quote

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.view import Request
from bsl_pilot.review.syntax_rules import described

EXPLAIN = "bslPilot.explainRule"
"""The client's command; it asks for ``bslPilot/explainRule`` and shows the page."""


def arguments(request: Request, one: Diagnostic, places: Places) -> list[Any]:
    """What the command is called with."""
    return [one.code, request.uri, places.range(one.start, one.end)]


def href(request: Request, one: Diagnostic, places: Places) -> str:
    """A link: the command for a client that follows such links, else the standard; empty where there is none."""
    if request.view.client.command_links:
        given = json.dumps(arguments(request, one, places), ensure_ascii=False, separators=(",", ":"))
        return f"command:{EXPLAIN}?{quote(given, safe='')}"
    return _standard(one.code)


@cache
def _standard(key: str) -> str:
    rule = described(key)
    return next(iter(rule.see), "") if rule is not None else ""
