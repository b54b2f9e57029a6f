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
from bsl_pilot.lsp.view import Method, WorkspaceMethod


class Where(Enum):
    """The process in which a method runs."""

    LOOP = "loop"
    """On the event loop: costs what the part at the cursor, or the part that changed, costs."""
    ENGINE = "engine"
    """In the completion engine, which answers when its model has."""
    WORKER = "worker"
    """In the worker process: looks at the whole document, or builds an answer as large as it."""
    PROJECT = "project"
    """On a thread of this process: looks through the workspace, or reads other files."""
    WORKSPACE = "workspace"
    """On such a thread, about no document: the method takes a ``WorkspaceRequest``."""


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
    document: tuple[str, ...] = ("textDocument", "uri")
    """Where in the parameters the document is named; nowhere in some requests about the workspace."""
    names_modules: bool = False
    """A method of the worker that wants to know the names of common modules."""
    describes_module: bool = False
    """A method of the worker that wants to know what the project tells of the module."""
    retriggers: bool = False
    """A client is told to ask again, when its question was about a text that is old by now."""
    reviews: bool = False
    """A method of the worker that looks at findings: it must be told the same of the workspace as the one that shows
    them."""
    fresh: bool = False
    """The index takes in what was typed last before it is asked: for answers whose places must be exact."""

    def unanswered(self, params: Any) -> Any:
        """The answer where nothing can be said: what was to be resolved stays as it is."""
        return params if self.method.endswith("/resolve") else self.empty


def _always(**capabilities: Any) -> Callable[[Client], Mapping[str, Any]]:
    return lambda _client: capabilities


def _diagnostics(client: Client) -> Mapping[str, Any]:
    if not client.pulls_diagnostics:
        return {}
    options = {"identifier": "bsl-pilot", "interFileDependencies": True, "workspaceDiagnostics": True}
    return {"diagnosticProvider": options}


def _code_actions(client: Client) -> Mapping[str, Any]:
    if not client.code_action_literals:
        return {}
    return {
        "codeActionProvider": {"codeActionKinds": ACTION_KINDS, "resolveProvider": client.resolves_actions}
    }


def _inlay_hints(client: Client) -> Mapping[str, Any]:
    return {"inlayHintProvider": {"resolveProvider": client.resolves_hints}}


def _rename(client: Client) -> Mapping[str, Any]:
    return {"renameProvider": {"prepareProvider": True} if client.prepares_rename else True}


def _semantic_tokens(_client: Client) -> Mapping[str, Any]:
    legend = {"tokenTypes": list(TOKEN_TYPES), "tokenModifiers": list(TOKEN_MODIFIERS)}
    return {"semanticTokensProvider": {"legend": legend, "full": {"delta": True}, "range": True}}


def _on_type_formatting(_client: Client) -> Mapping[str, Any]:
    first, *more = ON_TYPE
    return {
        "documentOnTypeFormattingProvider": {"firstTriggerCharacter": first, "moreTriggerCharacter": more}
    }


ACTION_KINDS = [
    "quickfix",
    *("refactor.extract", "refactor.inline", "refactor.rewrite"),
    *("source", "source.fixAll.bslPilot"),
]

ON_TYPE = ("\n", ";", " ", "(", *"аеиыАЕИЫefnotyEFNOTY")
"""Characters after which a line may have to move: a new line, the end of a statement, the last letter of a
keyword that ends a block or begins another part of it; what is typed behind ``Функция``, the closer of which
may still be that of a ``Процедура``."""

COMPLETES_AFTER = [".", "#", "&", "~", "/"]
"""Characters behind which the client asks for completion by itself; a slash for the comment above a method."""

SIGNATURES = {"triggerCharacters": ["(", ","], "retriggerCharacters": [")"]}
"""Help with a call comes with its parenthesis and with each comma; a closing one may end an inner call."""

LOOP, ENGINE, WORKER = Where.LOOP, Where.ENGINE, Where.WORKER
PROJECT, WORKSPACE = Where.PROJECT, Where.WORKSPACE

PUBLISH = "textDocument/publishDiagnostics"
PULL = "textDocument/diagnostic"
PUBLISH_AT_ONCE = "bslPilot/publishAtOnce"
PIECES = "bslPilot/pieces"
"""What the worker collected for the rules that ask the workspace: no JSON, but a packed `review.handing.Handover`."""

KEPT = "findings"
"""Under this name the worker keeps with a document what was found in it."""

CONCLUSIONS = "conclusions"
"""Under this name the server keeps with a document what the workspace told of its pieces."""

NOTHING_FOUND = {"kind": "full", "items": []}

TABLE = (
    Entry(PUBLISH, "diagnostics:published", WORKER, internal=True),
    Entry(PUBLISH_AT_ONCE, "diagnostics:published_at_once", WORKER, internal=True),
    Entry(PIECES, "pieces:pieces", WORKER, internal=True),
    Entry(
        PULL,
        "diagnostics:pulled",
        WORKER,
        _diagnostics,
        empty=NOTHING_FOUND,
        retriggers=True,
    ),
    Entry(
        "textDocument/codeAction",
        "actions:code_actions",
        WORKER,
        _code_actions,
        describes_module=True,
        reviews=True,
    ),
    Entry(
        "codeAction/resolve",
        "actions:resolve_action",
        WORKER,
        document=("data", "uri"),
        describes_module=True,
        reviews=True,
    ),
    Entry("bslPilot/explainRule", "explain:explain_rule", WORKSPACE, document=("uri",)),
    Entry(
        "textDocument/documentLink",
        "links:document_links",
        PROJECT,
        _always(documentLinkProvider={"resolveProvider": True}),
        empty=[],
    ),
    Entry("documentLink/resolve", "links:resolve_link", PROJECT, document=("data", "uri")),
    Entry("textDocument/inlayHint", "hints:hints_in", PROJECT, _inlay_hints, empty=[]),
    Entry("inlayHint/resolve", "hints:resolve_hint", PROJECT, document=("data", "uri")),
    Entry(
        "textDocument/definition",
        "definition:definition",
        PROJECT,
        _always(definitionProvider=True),
        empty=[],
    ),
    Entry(
        "textDocument/typeDefinition",
        "definition:type_definition",
        PROJECT,
        _always(typeDefinitionProvider=True),
        empty=[],
    ),
    Entry(
        "textDocument/implementation",
        "definition:implementation",
        PROJECT,
        _always(implementationProvider=True),
        empty=[],
    ),
    Entry(
        "textDocument/references",
        "references:references",
        PROJECT,
        _always(referencesProvider=True),
        empty=[],
        fresh=True,
    ),
    Entry("textDocument/prepareRename", "rename:prepare_rename", PROJECT, fresh=True),
    Entry("textDocument/rename", "rename:rename", PROJECT, _rename, fresh=True),
    Entry(
        "textDocument/prepareCallHierarchy",
        "calls:prepare",
        PROJECT,
        _always(callHierarchyProvider=True),
        fresh=True,
    ),
    Entry("callHierarchy/incomingCalls", "calls:incoming", WORKSPACE, document=("item", "uri"), fresh=True),
    Entry("callHierarchy/outgoingCalls", "calls:outgoing", WORKSPACE, document=("item", "uri"), fresh=True),
    Entry(
        "workspace/symbol",
        "workspace_symbols:workspace_symbols",
        WORKSPACE,
        _always(workspaceSymbolProvider=True),
        document=(),
        fresh=True,
    ),
    Entry("bslPilot/graph", "graph:graph", WORKSPACE, document=(), fresh=True),
    Entry(
        "textDocument/codeLens",
        "lenses:lenses",
        PROJECT,
        _always(codeLensProvider={"resolveProvider": True}),
        empty=[],
    ),
    Entry("codeLens/resolve", "lenses:resolve_lens", WORKSPACE, document=("data", "uri"), fresh=True),
    Entry("textDocument/hover", "hover:hover_at", PROJECT, _always(hoverProvider=True)),
    Entry(
        "textDocument/signatureHelp",
        "signature:signature_at",
        PROJECT,
        _always(signatureHelpProvider=SIGNATURES),
    ),
    Entry(
        "textDocument/documentColor",
        "colours:document_colours",
        WORKER,
        _always(colorProvider=True),
        empty=[],
    ),
    Entry("textDocument/colorPresentation", "colours:colour_presentations", LOOP, empty=[]),
    Entry("textDocument/semanticTokens/full", "semantic:full", WORKER, _semantic_tokens, names_modules=True),
    Entry("textDocument/semanticTokens/full/delta", "semantic:full_delta", WORKER, names_modules=True),
    Entry("textDocument/semanticTokens/range", "semantic:in_range", WORKER, names_modules=True),
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
        PROJECT,
        _always(completionProvider={"triggerCharacters": COMPLETES_AFTER, "resolveProvider": True}),
    ),
    Entry("completionItem/resolve", "completion:resolve_item", PROJECT, document=("data", "uri")),
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
    method: Method = _import(entry.handler)
    return method


def resolve_workspace(entry: Entry) -> WorkspaceMethod:
    """The function of an entry whose requests are about the workspace."""
    method: WorkspaceMethod = _import(entry.handler)
    return method


@cache
def _import(handler: str) -> Any:
    file, _, function = handler.partition(":")
    return getattr(import_module(f"bsl_pilot.lsp.methods.{file}"), function)


def capabilities(client: Client) -> dict[str, Any]:
    """What the table provides to a client."""
    provided: dict[str, Any] = {}
    for entry in TABLE:
        provided.update(entry.provides(client))
    return provided
