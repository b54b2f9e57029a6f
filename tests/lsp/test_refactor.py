"""Refactorings, links and colours over the wire."""

from __future__ import annotations

from tests.lsp.raw import FULL_CLIENT, URI, Json, Server
from tests.lsp.test_diagnostics import apply
from tests.lsp.workspaces import FIXTURES, indexed

LAZY_CLIENT = {
    **FULL_CLIENT,
    "textDocument": {
        **FULL_CLIENT["textDocument"],
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["refactor"]}},
            "dataSupport": True,
            "disabledSupport": True,
            "resolveSupport": {"properties": ["edit"]},
        },
    },
}
TEXT = 'Процедура А(Б)\n\tВ("🙂", Б.Г());\nКонецПроцедуры\n'
EXPRESSION = {"start": {"line": 1, "character": 9}, "end": {"line": 1, "character": 14}}
EXTRACTED = 'Процедура А(Б)\n\tГ = Б.Г();\n\tВ("🙂", Г);\nКонецПроцедуры\n'
COMMON = "file:///%D0%BF/CommonModules/%D0%9C/Ext/Module.bsl"


def actions(server: Server, where: Json, *only: str, uri: str = COMMON) -> list[Json]:
    context: Json = {"diagnostics": [], **({"only": list(only)} if only else {})}
    found: list[Json] = server.about("textDocument/codeAction", uri, range=where, context=context)
    return found


def test_computed_when_chosen() -> None:
    with Server() as server:
        can = server.initialize(LAZY_CLIENT)["capabilities"]["codeActionProvider"]
        assert can["resolveProvider"]
        assert "refactor.extract" in can["codeActionKinds"]
        server.open(TEXT, COMMON)
        (action,) = actions(server, EXPRESSION, "refactor.extract.variable", "refactor.extract")[1:]
        assert action["title"] == "Extract variable"
        assert "edit" not in action
        resolved = server.request("codeAction/resolve", action)
        (change,) = resolved["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": COMMON, "version": 1}
        assert apply(TEXT, change["edits"]) == EXTRACTED
        server.change([{"text": TEXT + "\n"}], 2, COMMON)
        assert "changed" in server.error("codeAction/resolve", action)["message"]


def test_at_once_for_a_client_that_does_not_ask_again() -> None:
    with Server() as server:
        assert not server.initialize()["capabilities"]["codeActionProvider"]["resolveProvider"]
        server.open(TEXT, COMMON)
        found = actions(server, EXPRESSION, "refactor")
        edits = {one["title"]: one["edit"]["documentChanges"][0]["edits"] for one in found}
        assert apply(TEXT, edits["Extract variable"]) == EXTRACTED


def test_what_can_not_be_done_is_shown_with_the_reason() -> None:
    text = "Функция А()\n\tВозврат 1;\nКонецФункции\n"
    where = {"start": {"line": 1, "character": 0}, "end": {"line": 2, "character": 0}}
    with Server() as server:
        server.initialize(LAZY_CLIENT, locale="ru")
        server.open(text)
        (action,) = actions(server, where, "refactor.extract", uri=URI)
        assert action["disabled"] == {"reason": "В выделении есть `Возврат`"}
        assert "data" not in action


def test_standard_regions_by_the_path_of_the_module() -> None:
    top = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    with Server() as server:
        server.initialize()
        server.open("", COMMON)
        (action,) = actions(server, top, "source")
        assert action["kind"] == "source"
        (edit,) = action["edit"]["documentChanges"][0]["edits"]
        assert edit["newText"].startswith("#Область ПрограммныйИнтерфейс\n")
        assert actions(server, top, "refactor") == []


def test_the_project_tells_what_a_form_calls() -> None:
    form = "Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"
    code = "Процедура {}()\r\nКонецПроцедуры\r\n"
    text = code.format("Прочее") + "// 🙂\r\n" + code.format("ПроверитьИНН")
    top = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}
    with indexed(FIXTURES / "ledger") as workspace, workspace.open(form, text) as opened:
        (action,) = actions(workspace.server, top, "source", uri=opened.uri)
        (edit,) = action["edit"]["documentChanges"][0]["edits"]
    assert action["title"] == "Sort the methods into the standard regions"
    assert [
        line for line in edit["newText"].split("\r\n") if line[:1] in "#/П" and "Конец" not in line if line
    ] == [
        "#Область ОбработчикиКомандФормы",
        "// 🙂",
        "Процедура ПроверитьИНН()",
        "#Область СлужебныеПроцедурыИФункции",
        "Процедура Прочее()",
    ]


def test_links_and_colours() -> None:
    text = "// 🙂 См. А, http://a.ru\nПроцедура А()\n\tБ = Новый Цвет(255, 0, 51);\nКонецПроцедуры\n// См. Нет.А\n"
    with Server() as server:
        server.initialize()
        server.open(text)
        own, page, missing = server.about("textDocument/documentLink")
        assert own["target"] == URI + "#L2"
        assert own["range"] == {"start": {"line": 0, "character": 10}, "end": {"line": 0, "character": 11}}
        assert page["target"] == "http://a.ru"
        assert server.request("documentLink/resolve", missing) == missing
        (colour,) = server.about("textDocument/documentColor")
        assert colour["color"] == {"red": 1, "green": 0, "blue": 0.2, "alpha": 1}
        (way,) = server.about(
            "textDocument/colorPresentation", range=colour["range"], color={**colour["color"], "green": 0.5}
        )
        assert way["label"] == "Новый Цвет(255, 128, 51)"
        assert (
            "0 to 1"
            in server.error(
                "textDocument/colorPresentation",
                {"textDocument": {"uri": URI}, "range": colour["range"], "color": {"red": 2}},
            )["message"]
        )
