"""Diagnostics, pushed and pulled, and the fixes that come with them."""

from __future__ import annotations

import pytest

from tests.lsp.raw import FULL_CLIENT, PULLING_CLIENT, URI, Json, Server

OPEN_IF = "Процедура А()\n\tЕсли Б Тогда\n\t\tВ();\nКонецПроцедуры\n"
TWO = OPEN_IF + 'Процедура Г()\n\tД = "🙂;\nКонецПроцедуры\n'
WHOLE = {"start": {"line": 0, "character": 0}, "end": {"line": 100, "character": 0}}


def apply(text: str, edits: list[Json]) -> str:
    """The text after edits (positions are UTF-16)."""
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:at])) for at in range(len(lines) + 1)]

    def index(position: Json) -> int:
        line = lines[position["line"]] if position["line"] < len(lines) else ""
        units = line.encode("utf-16-le")[: 2 * position["character"]]
        start: int = starts[min(position["line"], len(lines))]
        return start + len(units.decode("utf-16-le"))

    for edit in sorted(edits, key=lambda one: index(one["range"]["start"]), reverse=True):
        start, end = index(edit["range"]["start"]), index(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def quick_fixes(server: Server, **context: object) -> list[Json]:
    found: list[Json] = server.about(
        "textDocument/codeAction", range=WHOLE, context={"diagnostics": [], **context}
    )
    return found


def test_pushed_with_version_and_taken_back() -> None:
    with Server() as server:
        server.initialize()
        server.open(OPEN_IF)
        (finding,) = server.diagnostics(1)
        assert finding["code"] == "ParseError"
        assert finding["source"] == "bsl-pilot"
        assert finding["severity"] == 1
        assert "line 2" in finding["message"]
        end = {"line": 3, "character": 0}
        server.change([{"range": {"start": end, "end": end}, "text": "\tКонецЕсли;\n"}], 2)
        assert server.diagnostics(2) == []
        server.change([{"text": OPEN_IF}], 3)
        assert len(server.diagnostics(3)) == 1
        server.tell("textDocument/didClose", {"textDocument": {"uri": URI}})
        assert server.notified("textDocument/publishDiagnostics") == {"uri": URI, "diagnostics": []}


@pytest.mark.parametrize("how", ["locale", "initializationOptions", "settings"])
def test_in_russian_for_a_russian_editor(how: str) -> None:
    given: dict[str, Json] = {
        "locale": {"locale": "ru-RU"},
        "initializationOptions": {"locale": "en", "initializationOptions": {"locale": "ru"}},
        "settings": {"initializationOptions": {"settings": {"language": "ru"}}},
    }
    with Server() as server:
        server.initialize(**given[how])
        server.open(OPEN_IF)
        assert "в строке 2" in server.diagnostics(1)[0]["message"]


def test_only_the_newest_version_is_published_while_typing() -> None:
    with Server() as server:
        server.initialize()
        server.open("Процедура А()\n\nКонецПроцедуры\n")
        for version, char in enumerate("Если А > 0 Тогда", 2):
            place = {"line": 1, "character": version - 2}
            server.change([{"range": {"start": place, "end": place}, "text": char}], version)
        assert [one["code"] for one in server.diagnostics(17)].count("ParseError") == 1
        published = [
            one["params"]["version"]
            for one in server.seen
            if one.get("method", "").endswith("publishDiagnostics")
        ]
        assert published == sorted(published)


def test_pulled_with_result_ids() -> None:
    with Server() as server:
        assert "diagnosticProvider" in server.initialize(PULLING_CLIENT)["capabilities"]
        server.open(OPEN_IF)
        first = server.about("textDocument/diagnostic")
        assert first["kind"] == "full"
        assert len(first["items"]) == 1
        again = server.about("textDocument/diagnostic", previousResultId=first["resultId"])
        assert again == {"kind": "unchanged", "resultId": first["resultId"]}
        server.change([{"text": TWO}], 2)
        second = server.about("textDocument/diagnostic", previousResultId=first["resultId"])
        assert [one["code"] for one in second["items"]].count("ParseError") == 2
        assert server.about("textDocument/diagnostic", "file:///none.bsl") == {"kind": "full", "items": []}
        assert server.leave() == 0
        assert not any(one.get("method") == "textDocument/publishDiagnostics" for one in server.seen)


def test_a_pull_that_an_edit_overtakes_is_asked_again() -> None:
    with Server() as server:
        server.initialize(PULLING_CLIENT)
        server.open(OPEN_IF * 3000)
        asked = server.ask("textDocument/diagnostic", {"textDocument": {"uri": URI}})
        start = {"line": 0, "character": 0}
        server.change([{"range": {"start": start, "end": start}, "text": "//\n"}], 2)
        assert server.answer(asked)["error"] == {
            "code": -32802,
            "message": "the document changed before the answer",
            "data": {"retriggerRequest": True},
        }


def test_cancelled_requests_say_so_and_others_are_answered() -> None:
    with Server() as server:
        server.initialize(PULLING_CLIENT)
        server.open(OPEN_IF * 3000)
        asked = [
            server.ask("textDocument/semanticTokens/full", {"textDocument": {"uri": URI}}) for _ in range(5)
        ]
        for ident in asked[1:]:
            server.tell("$/cancelRequest", {"id": ident})
        server.tell("$/cancelRequest", {"id": "none"})
        assert server.answer(asked[0])["result"]["data"]
        codes = {one["id"]: one["error"]["code"] for one in server.seen if "error" in one}
        assert codes == dict.fromkeys(asked[1:], -32800)


def test_quick_fixes_repair_the_text() -> None:
    with Server() as server:
        server.initialize()
        server.open(OPEN_IF, version=5)
        (finding,) = server.diagnostics(5)
        action = quick_fixes(server)[0]
        assert action["kind"] == "quickfix"
        assert action["diagnostics"] == [finding]
        (change,) = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": URI, "version": 5}
        server.change([{"text": apply(OPEN_IF, change["edits"])}], 6)
        assert server.diagnostics(6) == []


def test_code_actions_only_where_and_what_is_asked() -> None:
    with Server() as server:
        server.initialize()
        server.open(TWO)
        assert len(server.diagnostics(1)) == 2
        assert {one["kind"] for one in quick_fixes(server, only=["quickfix"])} == {"quickfix"}
        assert [one["kind"] for one in quick_fixes(server, only=["source.fixAll"])] == [
            "source.fixAll.bslPilot"
        ]
        assert quick_fixes(server, only=["refactor", "source.organizeImports"]) == []
        top = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}
        beside = server.about("textDocument/codeAction", range=top, context={"diagnostics": []})
        assert [one["kind"] for one in beside] == ["refactor.rewrite"]  # nothing to fix on the header's line


def test_fix_all_repairs_everything_without_versions_for_a_client_that_has_none() -> None:
    with Server() as server:
        server.initialize({**FULL_CLIENT, "workspace": {}})
        server.open(TWO)
        (action,) = quick_fixes(server, only=["source.fixAll"])
        fixed = apply(TWO, action["edit"]["changes"][URI])
        server.change([{"text": fixed}], 2)
        assert server.diagnostics(2) == []


def test_a_client_without_literals_gets_no_actions() -> None:
    with Server() as server:
        assert "codeActionProvider" not in server.initialize({"textDocument": {}})["capabilities"]
        server.open(OPEN_IF)
        assert quick_fixes(server) == []


def test_a_comment_hides_a_finding_as_it_does_on_the_command_line() -> None:
    with Server() as server:
        server.initialize()
        server.open("// bsl-pilot:off ParseError\n" + OPEN_IF)
        assert server.diagnostics(1) == []
