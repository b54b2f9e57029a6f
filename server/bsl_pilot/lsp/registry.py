"""The table of methods about documents: what we answer, where it runs, what we announce.

Adding a feature is one file under ``methods/`` and one entry here. Handlers are named, not imported:
the answer to ``initialize`` needs the table but none of the features.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from bsl_pilot.features.semantic_legend import TOKEN_MODIFIERS, TOKEN_TYPES
from bsl_pilot.lsp.client import Client
from bsl_pilot.lsp.view import Method


class Where(Enum):
    """The process in which a method runs."""

    LOOP = "loop"
    """On the event loop: costs what the part at the cursor, or the part that changed, costs."""
    ENGINE = "engine"
    """In the completion engine, which answers when its model has."""
    WORKER = "worker"
    """In the worker process: looks at the whole document, or builds an answer as large as it."""


class Entry(NamedTuple):
    """One method."""

    method: str
    handler: str
    """``file:function`` under ``methods/``; empty for the completion engine."""
    where: Where
    provides: Callable[[Client], Mapping[str, Any]] = lambda _client: {}
    """What is announced for it in the server's capabilities."""
    empty: Any = None
    """The answer for a document that is not open or too large."""
    internal: bool = False
    """The server's own: never called by a client."""
    retriggers: bool = False
    """A client is told to ask again, when its question was about a text that is old by now."""


def _always(**capabilities: Any) -> Callable[[Client], Mapping[str, Any]]:
    return lambda _client: capabilities


def _diagnostics(client: Client) -> Mapping[str, Any]:
    if not client.pulls_diagnostics:
        return {}
    options = {"identifier": "bsl-pilot", "interFileDependencies": False, "workspaceDiagnostics": False}
    return {"diagnosticProvider": options}


def _code_actions(client: Client) -> Mapping[str, Any]:
    if not client.code_action_literals:
        return {}
    return {"codeActionProvider": {"codeActionKinds": ["quickfix", "source.fixAll.bslPilot"]}}


def _semantic_tokens(_client: Client) -> Mapping[str, Any]:
    legend = {"tokenTypes": list(TOKEN_TYPES), "tokenModifiers": list(TOKEN_MODIFIERS)}
    return {"semanticTokensProvider": {"legend": legend, "full": {"delta": True}, "range": True}}


def _on_type_formatting(_client: Client) -> Mapping[str, Any]:
    first, *more = ON_TYPE
    return {
        "documentOnTypeFormattingProvider": {"firstTriggerCharacter": first, "moreTriggerCharacter": more}
    }


ON_TYPE = ("\n", ";", " ", "(", *"аеиыАЕИЫefnotyEFNOTY")
"""Characters after which a line may have to move: a new line, the end of a statement, the last letter of a
keyword that ends a block or begins another part of it; what is typed behind ``Функция``, the closer of which
may still be that of a ``Процедура``."""

COMPLETES_AFTER = [".", "#", "&", "~", "/"]
"""Characters behind which the client asks for completion by itself; a slash for the comment above a method."""

LOOP, ENGINE, WORKER = Where.LOOP, Where.ENGINE, Where.WORKER

PUBLISH = "textDocument/publishDiagnostics"

NOTHING_FOUND = {"kind": "full", "items": []}

TABLE = (
    Entry(PUBLISH, "diagnostics:published", WORKER, internal=True),
    Entry(
        "textDocument/diagnostic",
        "diagnostics:pulled",
        WORKER,
        _diagnostics,
        empty=NOTHING_FOUND,
        retriggers=True,
    ),
    Entry("textDocument/codeAction", "actions:code_actions", WORKER, _code_actions),
    Entry("textDocument/semanticTokens/full", "semantic:full", WORKER, _semantic_tokens),
    Entry("textDocument/semanticTokens/full/delta", "semantic:full_delta", WORKER),
    Entry("textDocument/semanticTokens/range", "semantic:in_range", WORKER),
    Entry("textDocument/foldingRange", "folding:folding_ranges", WORKER, _always(foldingRangeProvider=True)),
    Entry("textDocument/formatting", "formatting:whole", WORKER, _always(documentFormattingProvider=True)),
    Entry(
        "textDocument/documentSymbol", "symbols:document_symbols", LOOP, _always(documentSymbolProvider=True)
    ),
    Entry(
        "textDocument/rangeFormatting",
        "formatting:in_range",
        LOOP,
        _always(documentRangeFormattingProvider=True),
    ),
    Entry(
        "textDocument/documentHighlight",
        "highlight:document_highlights",
        LOOP,
        _always(documentHighlightProvider=True),
    ),
    Entry(
        "textDocument/selectionRange",
        "selection:selection_ranges",
        LOOP,
        _always(selectionRangeProvider=True),
    ),
    Entry("textDocument/onTypeFormatting", "formatting:on_type", LOOP, _on_type_formatting),
    Entry(
        "textDocument/completion",
        "completion:complete",
        LOOP,
        _always(completionProvider={"triggerCharacters": COMPLETES_AFTER}),
    ),
    Entry(
        "textDocument/inlineCompletion",
        "",
        ENGINE,
        _always(
            inlineCompletionProvider=True,
            executeCommandProvider={"commands": ["bslPilot.completion.accepted"]},
        ),
        empty={"items": []},
    ),
    Entry(
        "textDocument/linkedEditingRange",
        "linked:linked_editing_ranges",
        LOOP,
        _always(linkedEditingRangeProvider=True),
    ),
)

BY_METHOD: Mapping[str, Entry] = {entry.method: entry for entry in TABLE}


def resolve(entry: Entry) -> Method:
    """The function of an entry, imported when it is first called."""
    return _import(entry.handler)


@cache
def _import(handler: str) -> Method:
    file, _, function = handler.partition(":")
    method: Method = getattr(import_module(f"bsl_pilot.lsp.methods.{file}"), function)
    return method


def capabilities(client: Client) -> dict[str, Any]:
    """What the table provides to a client."""
    provided: dict[str, Any] = {}
    for entry in TABLE:
        provided.update(entry.provides(client))
    return provided
