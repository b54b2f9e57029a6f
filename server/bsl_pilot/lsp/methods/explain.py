"""``bslPilot/explainRule``: the page of a rule in Markdown, with the user's own line in front of the examples.

Parameters: ``key``, ``uri`` of the document, and ``range`` of the finding (optional). The answer: ``key``, ``title``,
``markdown``; null where there is no such rule.
"""

from __future__ import annotations

from typing import Any

from bsl_pilot.locale import Text
from bsl_pilot.lsp.edits import read_position
from bsl_pilot.lsp.uri import path_of
from bsl_pilot.lsp.view import WorkspaceRequest
from bsl_pilot.review.page import page_of
from bsl_pilot.review.syntax_rules import described
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextSnapshot

_YOURS = Text("Здесь:", "Here:")
_MOST = 10
"""Lines of a finding that are shown."""


def explain_rule(request: WorkspaceRequest) -> dict[str, Any] | None:
    """The page."""
    rule = described(request.params["key"].string())
    if rule is None:
        return None
    locale = request.view.locale
    head, gap, rest = page_of(rule, locale).partition("\n\n")
    code = _own_lines(request)
    own = f"\n\n{_YOURS.to(locale)}\n\n```bsl\n{code}\n```" if code else ""
    return {"key": rule.key, "title": rule.title.to(locale), "markdown": f"{head}{own}{gap}{rest}"}


def _own_lines(request: WorkspaceRequest) -> str:
    """The lines of the range in the document as it stands; empty where that is not known."""
    span, uri = request.params.get("range"), request.params["uri"].string()
    if not span:
        return ""
    path = path_of(uri)
    name = path.as_posix() if path is not None else uri
    text = next((one for project in request.projects if (one := project.text(name)) is not None), None)
    if text is None:
        return ""
    lines = (text.text if isinstance(text, Document) else TextSnapshot(text)).lines
    first, last = (read_position(span[end]).line for end in ("start", "end"))
    shown = range(first, min(last + 1, first + _MOST, len(lines)))
    return "\n".join(lines.line_bytes(one).decode("utf-8", "replace").rstrip("\r\n") for one in shown)
