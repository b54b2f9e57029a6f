"""Hover, signature help, inlay hints and links over the wire, in a workspace that is indexed."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger import FIXTURES
from tests.lsp.raw import FULL_CLIENT, PATIENCE, Json, Server

MODULE = "CommonModules/ПроводкиСервер/Ext/Module.bsl"
TEXT = """// 🙂 См. НастройкиУчетаПовтИсп.ДатаЗапрета, НетМодуля.НетМетода
Процедура Дело(Код, Имя)
\tСообщить("🙂"); ПроводкиСервер.Отразить(Код, Имя); Дело(1, Код);
\tХ = Справочники.Контрагенты.НайтиПоКоду("1");
КонецПроцедуры
Процедура Отразить(Операция, Набор) Экспорт
КонецПроцедуры
"""
MARKDOWN_CLIENT = {
    **FULL_CLIENT,
    "textDocument": {
        **FULL_CLIENT["textDocument"],
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "signatureHelp": {
            "signatureInformation": {
                "documentationFormat": ["markdown"],
                "parameterInformation": {"labelOffsetSupport": True},
            }
        },
        "inlayHint": {"resolveSupport": {"properties": ["tooltip"]}},
    },
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "ledger", tmp_path / "cf")
    return tmp_path / "cf"


def begin(server: Server, folder: Path, capabilities: Json) -> tuple[str, Json]:
    """Opens the module in the workspace and waits until the index knows it; its URI, and what the server can do."""
    workspace = {"uri": folder.as_uri(), "name": "cf"}
    can = server.initialize(
        capabilities,
        rootUri=folder.as_uri(),
        workspaceFolders=[workspace],
    )["capabilities"]
    uri = (folder / MODULE).as_uri()
    server.open(TEXT, uri)
    deadline = time.monotonic() + PATIENCE
    while server.about("textDocument/hover", uri, position=at(2, 22)) is None:
        assert time.monotonic() < deadline, server.log
        time.sleep(0.02)
    return uri, can


def at(line: int, character: int) -> Json:
    return {"line": line, "character": character}


@pytest.fixture
def session(folder: Path) -> Iterator[tuple[Server, str, Json]]:
    with Server() as server:
        yield server, *begin(server, folder, MARKDOWN_CLIENT)


def test_hover(session: tuple[Server, str, Json]) -> None:
    server, uri, can = session
    assert can["hoverProvider"]
    found = server.about("textDocument/hover", uri, position=at(2, 22))
    assert found["range"] == {"start": at(2, 17), "end": at(2, 31)}
    assert found["contents"]["kind"] == "markdown"
    assert found["contents"]["value"].startswith("```bsl\nОбщийМодуль.ПроводкиСервер\n```")
    own = server.about("textDocument/hover", uri, position=at(1, 12))["contents"]["value"]
    target = (folder_of(uri) / "CommonModules/НастройкиУчетаПовтИсп/Ext/Module.bsl").as_uri()
    assert f"[НастройкиУчетаПовтИсп.ДатаЗапрета]({target}#L8)" in own
    assert server.about("textDocument/hover", uri, position=at(2, 0)) is None


def folder_of(uri: str) -> Path:
    from bsl_pilot.lsp.uri import path_of  # noqa: PLC0415

    path = path_of(uri)
    assert path is not None
    return path.parents[3]


def test_signature_help(session: tuple[Server, str, Json]) -> None:
    server, uri, can = session
    assert can["signatureHelpProvider"]["triggerCharacters"] == ["(", ","]
    found = server.about("textDocument/signatureHelp", uri, position=at(2, 47))
    (signature,) = found["signatures"]
    assert signature["label"] == "Отразить(Операция, Набор)"
    assert [one["label"] for one in signature["parameters"]] == [[9, 17], [19, 24]]
    assert (found["activeSignature"], found["activeParameter"]) == (0, 1)
    assert server.about("textDocument/signatureHelp", uri, position=at(2, 0)) is None


def test_inlay_hints(session: tuple[Server, str, Json]) -> None:
    server, uri, _ = session
    whole = {"start": at(0, 0), "end": at(7, 0)}
    (hint,) = server.about("textDocument/inlayHint", uri, range=whole)
    assert (hint["position"], hint["label"], hint["kind"]) == (at(2, 57), "Код:", 2)
    assert server.request("inlayHint/resolve", hint)["tooltip"]["value"] == "Дело(Код, Имя)"
    server.change([{"text": TEXT + "\n"}], 2, uri)
    assert "tooltip" not in server.request("inlayHint/resolve", hint)


def test_semantic_tokens_know_common_modules_and_the_platform(session: tuple[Server, str, Json]) -> None:
    server, uri, can = session
    legend = can["semanticTokensProvider"]["legend"]["tokenTypes"]
    tokens = decoded(server.about("textDocument/semanticTokens/full", uri)["data"])
    assert legend[tokens[2, 17]] == "namespace"
    assert legend[tokens[3, 5]] == "namespace"
    assert legend[tokens[3, 17]] == "class"


def decoded(data: list[int]) -> dict[tuple[int, int], int]:
    """The types of tokens by their line and column."""
    found: dict[tuple[int, int], int] = {}
    line = column = 0
    for down, right, _, kind, _ in zip(*[iter(data)] * 5, strict=True):
        line, column = line + down, right + (0 if down else column)
        found[line, column] = kind
    return found


def test_links_lead_to_other_modules(session: tuple[Server, str, Json]) -> None:
    server, uri, _ = session
    link, *_ = server.about("textDocument/documentLink", uri)
    assert "target" not in link
    resolved = server.request("documentLink/resolve", link)
    assert resolved["target"].endswith("/Ext/Module.bsl#L8")


def test_plain_text_for_clients_without_markdown(folder: Path) -> None:
    with Server() as server:
        uri, can = begin(server, folder, FULL_CLIENT)
        assert not can["inlayHintProvider"]["resolveProvider"]
        contents = server.about("textDocument/hover", uri, position=at(2, 22))["contents"]
        assert contents["kind"] == "plaintext"
        assert contents["value"].startswith("ОбщийМодуль.ПроводкиСервер")
        found = server.about("textDocument/signatureHelp", uri, position=at(2, 47))
        assert [one["label"] for one in found["signatures"][0]["parameters"]] == ["Операция", "Набор"]
