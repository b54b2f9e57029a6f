"""``textDocument/completion``."""

from __future__ import annotations

from typing import Any

from bsl_pilot.features import completion
from bsl_pilot.features.completion import CompletionOptions, Item
from bsl_pilot.locale import Locale, Text
from bsl_pilot.lsp.convert import Places, RangeJson
from bsl_pilot.lsp.view import Request

SNIPPET = 2
_SLASH = "/"


def complete(request: Request) -> dict[str, Any] | None:
    """The items at the position, in our order."""
    places = Places.of(request)
    offset = places.offset(request.params["position"])
    if _is_single_slash(request, offset):
        return None
    found = completion.completion(request.document, offset, _options(request))
    place = places.range(found.start, found.cursor)
    locale = request.view.locale
    items = [_item(item, at, place, locale) for at, item in enumerate(found.items)]
    return {"isIncomplete": found.incomplete, "items": items}


def _is_single_slash(request: Request, offset: int) -> bool:
    """Whether the client asks because a ``/`` was typed that begins no comment."""
    typed = request.params.get("context", "triggerCharacter").value
    return bool(typed == _SLASH and request.document.text.data[max(offset - 2, 0) : offset] != b"//")


def _options(request: Request) -> CompletionOptions:
    view = request.view
    return CompletionOptions(
        snippets=view.client.snippets,
        keyword_case=view.settings.format.keyword_case,
        oscript=request.uri.endswith(".os"),
    )


def _item(item: Item, at: int, place: RangeJson, locale: Locale) -> dict[str, Any]:
    json: dict[str, Any] = {
        "label": item.label,
        "kind": item.kind.value,
        "sortText": f"{at:04}",
        "textEdit": {"range": place, "newText": item.text},
    }
    if item.filter:
        json["filterText"] = item.filter
    if item.snippet:
        json["insertTextFormat"] = SNIPPET
    if item.detail:
        json["detail"] = item.detail.to(locale) if isinstance(item.detail, Text) else item.detail
    if item.documentation is not None:
        json["documentation"] = item.documentation.to(locale)
    return json
