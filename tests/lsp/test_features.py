"""Every feature once, with a client library that many editors' authors use as their reference."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from bsl_pilot.text.files import read

from tests.lsp.raw import COMMAND, SILENT

MODULE = (
    Path(__file__).parent.parent
    / "fixtures"
    / "trade"
    / "CommonModules"
    / "Ценообразование"
    / "Ext"
    / "Module.bsl"
)
IDENTIFIER = types.TextDocumentIdentifier(uri="file:///%D0%9C.bsl")
WHOLE = types.Range(types.Position(0, 0), types.Position(10_000, 0))


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]
    params=["neovim", "visual_studio_code"], config=ClientServerConfig(server_command=[*COMMAND, "lsp"])
)
async def client(request: pytest.FixtureRequest, lsp_client: LanguageClient) -> AsyncIterator[None]:
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def registered(_params: types.RegistrationParams) -> None:
        """These clients let a server register for changes of settings."""

    @lsp_client.feature(types.WORKSPACE_SEMANTIC_TOKENS_REFRESH)  # type: ignore[untyped-decorator]
    @lsp_client.feature(types.WORKSPACE_INLAY_HINT_REFRESH)  # type: ignore[untyped-decorator]
    @lsp_client.feature(types.WORKSPACE_CODE_LENS_REFRESH)  # type: ignore[untyped-decorator]
    def refreshed(_params: None) -> None:
        """They ask again when they want to."""

    capabilities = client_capabilities(request.param)
    given = types.InitializeParams(capabilities=capabilities, initialization_options=SILENT)
    await lsp_client.initialize_session(given)
    item = types.TextDocumentItem(uri=IDENTIFIER.uri, language_id="bsl", version=1, text=read(MODULE).text)
    lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))
    yield
    await lsp_client.shutdown_session()


async def test_outline_folds_and_selection(client: LanguageClient) -> None:
    symbols = await client.text_document_document_symbol_async(types.DocumentSymbolParams(IDENTIFIER))
    assert symbols
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(IDENTIFIER))
    assert folds
    assert all(fold.start_line < fold.end_line for fold in folds)
    assert isinstance(symbols[0], types.DocumentSymbol)
    position = symbols[0].selection_range.start
    ranges = await client.text_document_selection_range_async(
        types.SelectionRangeParams(IDENTIFIER, [position])
    )
    assert ranges
    assert ranges[0].parent
    marks = await client.text_document_document_highlight_async(
        types.DocumentHighlightParams(IDENTIFIER, position)
    )
    assert marks is not None


async def test_colours_and_formatting(client: LanguageClient) -> None:
    tokens = await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(IDENTIFIER))
    assert tokens
    assert len(tokens.data) % 5 == 0
    part = await client.text_document_semantic_tokens_range_async(
        types.SemanticTokensRangeParams(IDENTIFIER, WHOLE)
    )
    assert part
    assert part.data == tokens.data
    options = types.FormattingOptions(tab_size=4, insert_spaces=False)
    whole = await client.text_document_formatting_async(types.DocumentFormattingParams(IDENTIFIER, options))
    some = await client.text_document_range_formatting_async(
        types.DocumentRangeFormattingParams(IDENTIFIER, WHOLE, options)
    )
    assert whole == some


async def test_the_fixture_has_no_fault_of_its_syntax(client: LanguageClient) -> None:
    assert client.capabilities
    if client.capabilities.text_document and client.capabilities.text_document.diagnostic:
        report = await client.text_document_diagnostic_async(types.DocumentDiagnosticParams(IDENTIFIER))
        assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
        assert faults(report.items) == []
    else:
        await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        assert faults(client.diagnostics[IDENTIFIER.uri]) == []


def faults(found: Iterable[types.Diagnostic]) -> list[types.Diagnostic]:
    """Those of the syntax: some clients' settings leave all rules on."""
    return [one for one in found if one.code in SILENT["settings"]["check"]["select"]]
