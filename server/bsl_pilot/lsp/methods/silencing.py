"""Code actions about findings that are right but not wanted: a comment on the line or around the method, the rule
off in the settings; and what the rule wants, explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bsl_pilot.features.diagnostics import Diagnostic
from bsl_pilot.locale import Text
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.methods.refactor import workspace_edit
from bsl_pilot.lsp.methods.rule_links import EXPLAIN, arguments
from bsl_pilot.lsp.methods.rule_off import rule_off
from bsl_pilot.lsp.view import Request
from bsl_pilot.review.programs import FAULTS
from bsl_pilot.review.silence import around_method, on_line

_HERE = Text("Не проверять {code} в этой строке", "Suppress {code} on this line")
_METHOD = Text("Не проверять {code} в этом методе", "Suppress {code} in this method")
_EXPLAIN = Text("Что такое {code}?", "Explain {code}")


def silencing(request: Request, found: Sequence[Diagnostic], places: Places) -> Iterator[dict[str, Any]]:
    """For each rule that found something here. Faults of the syntax can't be wished away."""
    rules = {one.code: one for one in reversed(found)}
    for code, one in reversed(rules.items()):
        if code not in FAULTS:
            yield from _comments(request, one)
            yield from rule_off(request, code)
    locale = request.view.locale
    for code, one in reversed(rules.items()):
        title = _EXPLAIN.to(locale, code=code)
        command = {"title": title, "command": EXPLAIN, "arguments": arguments(request, one, places)}
        yield {"title": title, "kind": "quickfix", "command": command}


def _comments(request: Request, one: Diagnostic) -> Iterator[dict[str, Any]]:
    line = on_line(request.document, one.code, one.start)
    method = around_method(request.document, one.code, one.start)
    for title, edits in ((_HERE, line), (_METHOD, method)):
        if edits:
            yield {
                "title": title.to(request.view.locale, code=one.code),
                "kind": "quickfix",
                "edit": workspace_edit(request, edits),
            }
