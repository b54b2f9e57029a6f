"""``textDocument/completion`` and ``completionItem/resolve``.

The items of the last answer stay with the document: an item comes back with its number, and only then is written
what there is to say about it.
"""

from __future__ import annotations

from itertools import count
from typing import Any

from bsl_pilot.features import completion
from bsl_pilot.features.completing.describe import describe
from bsl_pilot.features.completing.knowledge import Knowledge, knowledge_of
from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.completion import CompletionOptions, Item
from bsl_pilot.locale import Locale, Text
from bsl_pilot.lsp.convert import Places, RangeJson
from bsl_pilot.lsp.methods.texts import markup, style_of
from bsl_pilot.lsp.view import Request

SNIPPET = 2
DEPRECATED = 1
_KEPT = "completion"
_numbers = count(1)
"""Of answers; taken by any thread."""
_SLASH = "/"


def complete(request: Request) -> dict[str, Any] | None:
    """The items at the position, in our order."""
    places = Places.of(request)
    offset = places.offset(request.params["position"])
    if _is_single_slash(request, offset):
        return None
    knowledge = _knowledge(request)
    found = completion.completion(request.document, offset, _options(request), knowledge)
    number = next(_numbers)
    request.memory[_KEPT] = number, found
    place = places.range(found.start, found.cursor)
    resolvable = request.view.client.resolves_completions and knowledge is not None
    items = []
    for at, item in enumerate(found.items):
        json = _item(item, at, place, request.view.locale)
        if resolvable and item.subject is not None:
            json["data"] = {"uri": request.uri, "list": number, "item": at}
        if item.deprecated:
            json["tags"] = [DEPRECATED]
        items.append(json)
    return {"isIncomplete": found.incomplete, "items": items}


def resolve_item(request: Request) -> dict[str, Any]:
    """The item with its signature and description, unless there was another answer since."""
    json: dict[str, Any] = dict(request.params.value)
    data = request.params["data"]
    number, found = request.memory.get(_KEPT, (0, None))
    at = data["item"].value
    if request.project is None or found is None or data["list"].value != number:
        return json
    if not isinstance(at, int) or not 0 <= at < len(found.items):
        return json
    markdown = request.view.client.completion_markdown
    inference = request.project.inference(request.document, request.path)
    style = style_of(request, markdown=markdown)
    language = russian(request.document, min(found.start, len(request.document.text.data)))
    text = describe(found.items[at], inference, style, russian=language)
    if text:
        json["documentation"] = markup(text, markdown=markdown)
    return json


def _knowledge(request: Request) -> Knowledge | None:
    if request.project is None:
        return None
    return knowledge_of(request.project, request.document, request.path)


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
