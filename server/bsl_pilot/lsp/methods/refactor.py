"""Refactorings as code actions: proposed with ``textDocument/codeAction``, computed with ``codeAction/resolve``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bsl_pilot.features.refactor.action import Context, Kind, Place, Proposal, Refactoring, Refused
from bsl_pilot.features.refactor.catalogue import edits_of, proposals
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.rpc.errors import ErrorCode, ResponseError
from bsl_pilot.lsp.view import Request
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit

INVOKED = 1
"""The user asked for actions; otherwise the editor asks by itself wherever the cursor goes."""


def refactorings(request: Request, span: Span, asked: Callable[[str], bool]) -> Iterator[dict[str, Any]]:
    """The actions at a range, of the kinds that are asked for."""
    context = request.params.get("context")
    by_user = context.get("triggerKind").value in (None, INVOKED)
    filtered = context.get("only").value is not None

    def wanted(kind: Kind) -> bool:
        return asked(kind) and (kind is not Kind.SOURCE or filtered or by_user)

    for one, proposal in proposals(_place(request, span), wanted):
        if proposal.refused is None:
            action = _action(request, span, one, proposal)
            if action is not None:
                yield action
        elif request.view.client.disabled_actions and by_user:
            yield {**_head(request, one, proposal), "disabled": {"reason": _reason(request, proposal)}}


def resolve_refactoring(request: Request) -> dict[str, Any]:
    """The action of the client with its edit.

    Raises:
        ResponseError: the document is not the one that the action was proposed for.
        Refused: the edit can't be made.
    """
    data = request.params["data"]
    if data["version"].value != request.version:
        raise ResponseError(ErrorCode.CONTENT_MODIFIED, "the document changed since the action was proposed")
    place = _place(request, Places.of(request).span(data["range"]))
    action: dict[str, Any] = dict(request.params.value)
    action["edit"] = workspace_edit(request, edits_of(place, data["key"].string()))
    return action


def workspace_edit(request: Request, edits: Sequence[TextEdit]) -> dict[str, Any]:
    """Edits of the request's document in the form that the client takes."""
    json = Places.of(request).edits(edits)
    if not request.view.client.document_changes:
        return {"changes": {request.uri: json}}
    identifier = {"uri": request.uri, "version": request.version}
    return {"documentChanges": [{"textDocument": identifier, "edits": json}]}


def _action(request: Request, span: Span, one: Refactoring, proposal: Proposal) -> dict[str, Any] | None:
    """An action that is computed when it is chosen, or at once for a client that can't ask for that."""
    head = _head(request, one, proposal)
    if request.view.client.resolves_actions:
        place = Places.of(request).range(*span)
        data = {"uri": request.uri, "version": request.version, "key": one.key, "range": place}
        return {**head, "data": data}
    try:
        return {**head, "edit": workspace_edit(request, edits_of(_place(request, span), one.key))}
    except Refused:  # to compute it showed more than to propose it; nobody chose it yet
        return None


def _head(request: Request, one: Refactoring, proposal: Proposal) -> dict[str, Any]:
    return {"title": proposal.title.to(request.view.locale), "kind": one.kind.value}


def _reason(request: Request, proposal: Proposal) -> str:
    assert proposal.refused is not None  # the caller looked
    return proposal.refused.to(request.view.locale)


def _place(request: Request, span: Span) -> Place:
    ours = request.view.settings.format
    indent = " " * ours.tab_size if ours.insert_spaces else "\t"
    return Place(request.document, *span, Context(request.view.module, indent))
