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
    code_action_literals: bool = False

    @classmethod
    def of(cls, params: Params) -> Client:
        """The client behind the parameters of ``initialize``; what it does not mention it can't do."""
        can = params.get("capabilities")
        document, workspace, window = can.get("textDocument"), can.get("workspace"), can.get("window")
        limit = document.get("foldingRange", "rangeLimit").value
        return cls(
            name=params.get("clientInfo", "name").string_or(""),
            encoding=_encoding(can.get("general", "positionEncodings")),
            hierarchical_symbols=bool(document.get("documentSymbol", "hierarchicalDocumentSymbolSupport")),
            folds_lines_only=bool(document.get("foldingRange", "lineFoldingOnly")),
            fold_limit=limit if isinstance(limit, int) and limit > 0 else 0,
            snippets=bool(document.get("completion", "completionItem", "snippetSupport")),
            document_changes=bool(workspace.get("workspaceEdit", "documentChanges")),
            related_information=bool(document.get("publishDiagnostics", "relatedInformation")),
            diagnostics_version=bool(document.get("publishDiagnostics", "versionSupport")),
            pulls_diagnostics=document.get("diagnostic").value is not None,
            progress=bool(window.get("workDoneProgress")),
            configuration=bool(workspace.get("configuration")),
            registers_configuration=bool(workspace.get("didChangeConfiguration", "dynamicRegistration")),
            registers_watched_files=bool(workspace.get("didChangeWatchedFiles", "dynamicRegistration")),
            refreshes_diagnostics=bool(workspace.get("diagnostics", "refreshSupport")),
            code_action_literals=document.get("codeAction", "codeActionLiteralSupport").value is not None,
        )


def _encoding(offered: Params) -> PositionEncoding:
    """UTF-8 wherever it is offered: it is what we count in, so no line is ever decoded to convert."""
    if PositionEncoding.UTF8 in offered.strings():
        return PositionEncoding.UTF8
    return PositionEncoding.UTF16
