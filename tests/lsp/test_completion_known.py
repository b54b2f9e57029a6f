"""Completion over the wire in a workspace that is indexed: members by type, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import marks
from tests.lsp.raw import Json
from tests.lsp.workspaces import CLIENT, FIXTURES, Workspace, indexed

METHOD = "textDocument/completion"
NAMES = {
    "ledger": "CommonModules/ПроводкиСервер/Ext/Module.bsl",
    "ledger_edt": "src/CommonModules/ПроводкиСервер/Module.bsl",
}
MARKDOWN: Json = {
    **CLIENT,
    "textDocument": {
        **CLIENT["textDocument"],
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
    },
}


@pytest.fixture(scope="module", params=list(NAMES))
def workspace(request: pytest.FixtureRequest) -> Iterator[Workspace]:
    with indexed(FIXTURES / request.param, MARKDOWN) as one:
        yield one


def ask(workspace: Workspace, line: str) -> tuple[Json, Json]:
    """The answer at the mark of a line, and the first item with its description."""
    text = marks.parse(f'Процедура Проба(Отбор)\r\n\tА = "🙂"; {line}\r\nКонецПроцедуры\r\n')
    with workspace.open(NAMES[workspace.folder.name], text.text) as opened:
        found = opened.ask(METHOD, text.cursor)
        first: Json = found["items"][0]
        return found, workspace.server.request("completionItem/resolve", first)


def test_members_with_their_description(workspace: Workspace) -> None:
    found, first = ask(workspace, "НастройкиУчетаПовтИсп.│")
    assert [one["label"] for one in found["items"]][:1] == ["ДатаЗапрета"]
    assert found["items"][0]["textEdit"] == {
        "range": {"start": {"line": 1, "character": 33}, "end": {"line": 1, "character": 33}},
        "newText": "ДатаЗапрета()",
    }
    assert "documentation" not in found["items"][0]
    assert first["documentation"]["kind"] == "markdown"
    assert "Дата, до которой документы не меняются" in first["documentation"]["value"]


def test_fields_of_a_query(workspace: Workspace) -> None:
    found, first = ask(workspace, 'З = "ВЫБРАТЬ К.ИН│ ИЗ Справочник.Контрагенты КАК К";')
    assert found["items"][0]["label"] == "ИНН"
    assert first["documentation"]["value"].startswith("```bsl\nИНН: Строка")


def test_an_item_of_an_older_list_comes_back_as_it_is(workspace: Workspace) -> None:
    text = marks.parse("Процедура А()\n\tНастройкиУчетаПовтИсп.│\nКонецПроцедуры")
    with workspace.open(NAMES[workspace.folder.name], text.text) as opened:
        old = opened.ask(METHOD, text.cursor)["items"][0]
        new = opened.ask(METHOD, text.cursor)["items"][0]
        assert workspace.server.request("completionItem/resolve", old) == old
        foreign = {**old, "data": {**new["data"], "item": 10_000}}
        assert workspace.server.request("completionItem/resolve", foreign) == foreign


def test_what_is_deprecated_is_marked(workspace: Workspace) -> None:
    found, _ = ask(workspace, "Х = ТекущаяДат│")
    tagged = [one["label"] for one in found["items"] if one.get("tags") == [1]]
    assert "ТекущаяДата" in tagged
