"""The rules that exist, and running those that are selected."""

from __future__ import annotations

from bsl_pilot.features.diagnostics import Diagnostic, diagnostics
from bsl_pilot.locale import Locale
from bsl_pilot.review.selection import Selection
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import QUERY_PARSE_ERROR


def diagnose(
    document: Document, locale: Locale, selection: Selection, *, fixes: bool = True
) -> list[Diagnostic]:
    """Diagnostics of the selected rules, with their fixes where these are asked for."""
    queries = selection.includes(QUERY_PARSE_ERROR)
    found = diagnostics(document, locale, queries=queries, fixes=fixes)
    return [one for one in found if selection.includes(one.code)]
