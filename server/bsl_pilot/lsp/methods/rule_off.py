"""The code action that turns a rule off for the workspace: a line of ``bsl-pilot.toml``, made where it is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bsl_pilot.errors import InputError, PilotError
from bsl_pilot.locale import Text
from bsl_pilot.lsp.convert import Places
from bsl_pilot.lsp.uri import uri_of
from bsl_pilot.lsp.view import Request
from bsl_pilot.settings.edit import with_rule_off
from bsl_pilot.settings.load import OWN_FILE
from bsl_pilot.text.files import read
from bsl_pilot.text.snapshot import TextSnapshot

_TITLE = Text("Выключить {code} в настройках ({file})", "Turn {code} off in the settings ({file})")
_CANNOT = Text(
    "{file} так не изменить: файл не читается или записан необычно; добавьте правило в check.ignore сами",
    "{file} can't be changed so: it can't be read or is written in an unusual way; add the rule to check.ignore",
)


def rule_off(request: Request, code: str) -> Iterator[dict[str, Any]]:
    """The action, worked out when it is chosen; at once for a client that does not ask then."""
    client = request.view.client
    if not request.view.folder or not (_path(request).exists() or _creates(request)):
        return
    head = {"title": _TITLE.to(request.view.locale, code=code, file=OWN_FILE), "kind": "quickfix"}
    if client.resolves_actions:
        yield {**head, "data": {"uri": request.uri, "off": code}}
    elif edit := _edit(request, code):
        yield {**head, "edit": edit}


def resolve_rule_off(request: Request) -> dict[str, Any]:
    """The action of the client with its edit.

    Raises:
        PilotError: the file can't be changed.
    """
    edit = _edit(request, request.params["data"]["off"].string())
    if edit is None:
        raise PilotError(_CANNOT.filled(file=OWN_FILE))
    return {**request.params.value, "edit": edit}


def _path(request: Request) -> Path:
    return Path(request.view.folder) / OWN_FILE


def _creates(request: Request) -> bool:
    client = request.view.client
    return client.document_changes and client.creates_files


def _edit(request: Request, code: str) -> dict[str, Any] | None:
    """The edit of the workspace; None where the file is not one that can be changed so."""
    path = _path(request)
    exists = path.exists()
    try:
        text = read(path).text if exists else ""
    except InputError:
        return None
    ignored = request.view.settings.check.ignore
    change = with_rule_off(text, code, ignored)
    if change is None:
        return None
    places = Places(TextSnapshot.of(text), request.view.client.encoding)
    uri, edits = uri_of(path.as_posix()), [places.edit(change)]
    if not request.view.client.document_changes:
        return {"changes": {uri: edits}}
    creation = [] if exists else [{"kind": "create", "uri": uri, "options": {"ignoreIfExists": True}}]
    changed = {"textDocument": {"uri": uri, "version": None}, "edits": edits}
    return {"documentChanges": [*creation, changed]}
