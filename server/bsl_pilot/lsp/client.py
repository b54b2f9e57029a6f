"""What the client can do, read once from ``initialize``."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.text.positions import PositionEncoding


@dataclass(frozen=True, slots=True)
class Client:
    """The capabilities that change what we send. Small and picklable: it travels to the worker."""

    name: str = ""
    encoding: PositionEncoding = PositionEncoding.UTF16
    hierarchical_symbols: bool = False
    location_links: bool = False
    """Takes a link with the word that it starts from as the answer to where something is defined."""
    refreshes_lenses: bool = False
    prepares_rename: bool = False
    folds_lines_only: bool = False
    fold_limit: int = 0
    """Most folding ranges that the client takes; 0 for any number."""
    snippets: bool = False
    document_changes: bool = False
    related_information: bool = False
    diagnostics_version: bool = False
    pulls_diagnostics: bool = False
    progress: bool = False
    configuration: bool = False
    registers_configuration: bool = False
    registers_watched_files: bool = False
    refreshes_diagnostics: bool = False
    diagnostics_tags: bool = False
    diagnostics_data: bool = False
    code_descriptions: bool = False
    """Shows a link behind the code of a diagnostic."""
    command_links: bool = False
    """Follows links that name one of its commands (the option ``commandLinks`` of our extension)."""
    creates_files: bool = False
    """Takes edits of the workspace that create a file."""
    code_action_literals: bool = False
    resolves_actions: bool = False
    """Asks for the edit of an action when it is chosen."""
    disabled_actions: bool = False
    """Shows actions that can't be taken, with the reason."""

    hover_markdown: bool = False
    signature_markdown: bool = False
    signature_offsets: bool = False
    """Takes the place of a parameter in a signature; otherwise it gets the parameter's text."""
    completion_markdown: bool = False
    resolves_completions: bool = False
    """Asks for the description of an item of completion when it is shown."""
    refreshes_tokens: bool = False
    refreshes_hints: bool = False
    resolves_hints: bool = False
    """Asks for the tooltip of an inlay hint when it is shown."""

    @classmethod
    def of(cls, params: Params) -> Client:
        """The client behind the parameters of ``initialize``; what it does not mention it can't do."""
        can = params.get("capabilities")
        document, workspace, window = can.get("textDocument"), can.get("workspace"), can.get("window")
        action = document.get("codeAction")
        signature = document.get("signatureHelp", "signatureInformation")
        item = document.get("completion", "completionItem")
        limit = document.get("foldingRange", "rangeLimit").value
        return cls(
            name=params.get("clientInfo", "name").string_or(""),
            encoding=_encoding(can.get("general", "positionEncodings")),
            location_links=bool(document.get("definition", "linkSupport")),
            refreshes_lenses=bool(workspace.get("codeLens", "refreshSupport")),
            prepares_rename=bool(document.get("rename", "prepareSupport")),
            hierarchical_symbols=bool(document.get("documentSymbol", "hierarchicalDocumentSymbolSupport")),
            folds_lines_only=bool(document.get("foldingRange", "lineFoldingOnly")),
            fold_limit=limit if isinstance(limit, int) and limit > 0 else 0,
            snippets=bool(document.get("completion", "completionItem", "snippetSupport")),
            document_changes=bool(workspace.get("workspaceEdit", "documentChanges")),
            related_information=bool(document.get("publishDiagnostics", "relatedInformation"))
            or bool(document.get("diagnostic", "relatedInformation")),
            diagnostics_version=bool(document.get("publishDiagnostics", "versionSupport")),
            pulls_diagnostics=document.get("diagnostic").value is not None,
            progress=bool(window.get("workDoneProgress")),
            diagnostics_tags=bool(document.get("publishDiagnostics", "tagSupport"))
            or bool(document.get("diagnostic", "tagSupport")),
            diagnostics_data=bool(document.get("publishDiagnostics", "dataSupport"))
            or bool(document.get("diagnostic", "dataSupport")),
            code_descriptions=bool(document.get("publishDiagnostics", "codeDescriptionSupport"))
            or bool(document.get("diagnostic", "codeDescriptionSupport")),
            command_links=bool(params.get("initializationOptions", "commandLinks")),
            creates_files="create" in workspace.get("workspaceEdit", "resourceOperations").strings(),
            configuration=bool(workspace.get("configuration")),
            registers_configuration=bool(workspace.get("didChangeConfiguration", "dynamicRegistration")),
            registers_watched_files=bool(workspace.get("didChangeWatchedFiles", "dynamicRegistration")),
            refreshes_diagnostics=bool(workspace.get("diagnostics", "refreshSupport")),
            code_action_literals=action.get("codeActionLiteralSupport").value is not None,
            resolves_actions=bool(action.get("dataSupport"))
            and "edit" in action.get("resolveSupport", "properties").strings(),
            disabled_actions=bool(action.get("disabledSupport")),
            hover_markdown="markdown" in document.get("hover", "contentFormat").strings(),
            signature_markdown="markdown" in signature.get("documentationFormat").strings(),
            signature_offsets=bool(signature.get("parameterInformation", "labelOffsetSupport")),
            completion_markdown="markdown" in item.get("documentationFormat").strings(),
            resolves_completions=item.value is not None,
            refreshes_tokens=bool(workspace.get("semanticTokens", "refreshSupport")),
            refreshes_hints=bool(workspace.get("inlayHint", "refreshSupport")),
            resolves_hints="tooltip" in document.get("inlayHint", "resolveSupport", "properties").strings(),
        )


def _encoding(offered: Params) -> PositionEncoding:
    """UTF-8 wherever it is offered: it is what we count in, so no line is ever decoded to convert."""
    if PositionEncoding.UTF8 in offered.strings():
        return PositionEncoding.UTF8
    return PositionEncoding.UTF16
