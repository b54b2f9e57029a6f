"""Ghost text over stdio: what is typed, shown, taken and refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.lsp.raw import URI, Server
from tests.lsp.typist import (
    AUTOMATIC,
    BODY,
    HALF,
    INLINE,
    INVOKED,
    REST,
    Typist,
    ident,
    on,
    serving,
    state,
)

INVALID_PARAMS, CANCELLED = -32602, -32800


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for the tests that use documents of their own."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("данные")))
        with serving() as server:
            yield server


def test_it_is_announced() -> None:
    with Server() as server:
        announced = server.initialize()["capabilities"]
        assert announced["inlineCompletionProvider"] is True
        assert announced["executeCommandProvider"]["commands"] == ["bslPilot.completion.accepted"]


def test_a_method_typed_character_by_character(shared: Server) -> None:
    typist = Typist(shared, uri="file:///typed.bsl")
    method = METHOD_OF_NO_NAME
    seen: list[str] = []
    right = 0
    for char in method[:50]:
        typist.type(char)
        ghost = typist.ghost()
        seen.append(ghost)
        right += bool(ghost) and (method + "\n").startswith(typist.text.removeprefix(BODY) + ghost.rstrip())
    assert any(seen), "no ghost text at all"
    assert right >= 10, seen


METHOD_OF_NO_NAME = HALF + REST + '"Склад");\n\tКонецЕсли;\nКонецПроцедуры'


def test_automatic_and_invoked(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///both.bsl")
    assert typist.ghost(INVOKED).startswith(REST)
    assert typist.ghost(AUTOMATIC).startswith(REST)


def test_in_the_midst_of_a_line_only_when_asked(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///midst.bsl")
    at = {"line": typist.end["line"], "character": 3}
    params = {**typist.params(), "position": at}
    assert shared.request(INLINE, params) == {"items": []}


def test_the_entry_that_is_chosen_in_the_list_is_gone_on_with(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///selected.bsl")
    start = {**typist.end, "character": typist.end["character"] - len("Запи")}
    selected = {"range": {"start": start, "end": typist.end}, "text": "ЗаписатьОстаток"}
    (item,) = typist.items(INVOKED, selectedCompletionInfo=selected)
    assert item["insertText"].startswith("ЗаписатьОстаток(Отказ, ")
    assert item["range"] == selected["range"]


def test_places_among_astral_characters_and_cr_lf(shared: Server) -> None:
    half = 'Процедура ПересчитатьШестой(Отказ) Экспорт\n\tЕсли НЕ Отказ Тогда\n\t\tСообщить("Остаток 🙂", Отк'
    typist = Typist(shared, (BODY + half).replace("\n", "\r\n"), "file:///emoji.bsl")
    (item,) = typist.items(INVOKED)
    line = half.rpartition("\n")[2]
    assert item["range"]["end"] == {"line": typist.end["line"], "character": len(line) + 1}
    assert typist.ghost(INVOKED).startswith("аз, Склад.")


def test_line_ends_of_a_block_are_those_of_the_document(shared: Server) -> None:
    half = "Процедура ПересчитатьШестой(Отказ) Экспорт"
    typist = Typist(shared, (BODY + half).replace("\n", "\r\n"), "file:///block.bsl")
    ghost = typist.ghost(INVOKED)
    assert "\r\n" in ghost, ghost
    assert "\n" not in ghost.replace("\r\n", "")


def test_a_block_that_is_typed_into_is_offered_from_the_cursor_s_line_on(shared: Server) -> None:
    typist = Typist(shared, BODY + "Процедура ПересчитатьШестой(Отказ) Экспорт", "file:///into.bsl")
    first = typist.ghost(INVOKED)
    assert first.startswith("\n\tЕсли НЕ Отказ Тогда\n")
    typist.type("\n\tЕсли")
    assert typist.ghost() == first.removeprefix("\n\tЕсли")
    typist.type(" НЕ Отказ Тогда\n")
    assert typist.ghost() == first.removeprefix("\n\tЕсли НЕ Отказ Тогда\n")


def test_a_byte_order_mark_in_the_text_moves_nothing(shared: Server) -> None:
    typist = Typist(shared, "\ufeff" + BODY + HALF, "file:///bom.bsl")
    assert typist.ghost(INVOKED).startswith(REST)


def test_text_that_was_refused_does_not_come_back(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///refused.bsl")
    item = typist.offer()
    before = typist.stats()["rejected"]
    shared.tell("bslPilot/completion/shown", {"id": ident(item)})
    shared.tell("bslPilot/completion/rejected", {"id": ident(item)})
    assert typist.ghost(AUTOMATIC) == ""
    assert typist.stats()["rejected"] == before + 1
    assert typist.ghost(INVOKED).startswith(REST)


def test_text_that_is_taken_is_counted(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///taken.bsl")
    before = typist.stats()
    item = typist.offer()
    shared.tell("bslPilot/completion/shown", {"id": ident(item)})
    shared.tell("bslPilot/completion/shown", {"id": ident(item)})
    typist.type(item["insertText"][item["range"]["end"]["character"] - item["range"]["start"]["character"] :])
    answer = shared.request("workspace/executeCommand", item["command"])
    assert answer is None
    after = typist.stats()
    assert after["shown"] == before["shown"] + 1
    assert after["accepted"] == before["accepted"] + 1
    assert after["accepted_chars"] > before.get("accepted_chars", 0)


def test_text_that_is_taken_in_parts(shared: Server) -> None:
    half = "Процедура ПересчитатьШестой(Отказ) Экспорт\n\tЕсли НЕ Отказ Тогда\n\t\tСооб"
    typist = Typist(shared, BODY + half, "file:///parts.bsl")
    before = typist.stats()
    item = typist.offer()
    astral = item["insertText"].index("🙂")
    units = astral + 2  # UTF-16: through the smiley
    typist.type(item["insertText"][: astral + 1])
    shared.tell("bslPilot/completion/accepted", {"id": ident(item), "characters": units})
    partly = typist.stats()
    assert partly["partial"] == before["partial"] + 1
    assert partly["accepted_chars"] - before.get("accepted_chars", 0) == astral + 1  # characters, not halves
    shared.tell("bslPilot/completion/accepted", {"id": ident(item)})
    whole = typist.stats()
    assert whole["accepted"] == before["accepted"] + 1
    assert whole["partial"] == before["partial"]
    assert whole["accepted_chars"] - before.get("accepted_chars", 0) == len(item["insertText"])


def test_a_command_that_is_not_ours(shared: Server) -> None:
    error = shared.error("workspace/executeCommand", {"command": "rm", "arguments": []})
    assert error == {"code": INVALID_PARAMS, "message": "there is no command rm"}
    assert shared.request("workspace/executeCommand", {"command": "bslPilot.completion.accepted"}) is None


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"textDocument": 5}, "params.textDocument: an object is expected"),
        ({"textDocument": {}}, "params.textDocument.uri: missing"),
        ({"position": None}, "params.position: an object is expected"),
        ({"position": {"line": "1", "character": 1}}, "params.position.line: an integer is expected"),
        (
            {"context": {"triggerKind": 1, "selectedCompletionInfo": {"text": "А"}}},
            "params.context.selectedCompletionInfo.range: missing",
        ),
        (
            {"context": {"triggerKind": 1, "selectedCompletionInfo": 7}},
            "params.context.selectedCompletionInfo: an object is expected",
        ),
    ],
)
def test_wrong_parameters_are_named(shared: Server, broken: dict[str, Any], told: str) -> None:
    typist = Typist(shared, BODY, "file:///wrong.bsl")
    error = shared.error(INLINE, {**typist.params(), **broken})
    assert error == {"code": INVALID_PARAMS, "message": told}


@pytest.mark.parametrize("context", [None, {}, {"triggerKind": "x"}, 5, {"triggerKind": 9}])
def test_without_a_sensible_context_it_is_as_if_typed(shared: Server, context: Any) -> None:
    typist = Typist(shared, BODY + HALF, "file:///context.bsl")
    answer = shared.request(INLINE, {**typist.params(), "context": context})
    assert set(answer) == {"items"}


def test_notifications_with_wrong_parameters_end_nothing(shared: Server) -> None:
    for name in ("shown", "accepted", "rejected", "snooze"):
        for params in (None, {}, {"id": 5, "seconds": "x"}, {"id": "offer-none", "seconds": 0}, [1]):
            shared.tell(f"bslPilot/completion/{name}", params)
    shared.tell("bslPilot/completion/accepted", {"id": "offer-none", "characters": "x"})
    shared.tell("bslPilot/completion/accepted", {"id": "offer-none", "characters": -5})
    typist = Typist(shared, BODY + HALF, "file:///after.bsl")
    assert typist.ghost(INVOKED).startswith(REST)


def test_documents_that_are_not_open(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///closed.bsl")
    shared.tell("textDocument/didClose", {"textDocument": {"uri": typist.uri}})
    assert typist.items() == []
    assert shared.request(INLINE, {**typist.params(), "textDocument": {"uri": "file:///no.bsl"}}) == {
        "items": []
    }


def test_a_request_may_be_cancelled_while_it_is_written(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///cancelled.bsl")
    asked = shared.ask(INLINE, typist.params())
    shared.tell("$/cancelRequest", {"id": asked})
    answer = shared.answer(asked)
    assert answer["error"]["code"] == CANCELLED
    assert typist.ghost(INVOKED).startswith(REST)


def test_a_request_about_an_older_text_is_answered_with_nothing_stale(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///stale.bsl")
    asked = shared.ask(INLINE, typist.params())
    typist.type("сатьОстаток(")
    assert shared.answer(asked)["result"] == {"items": []}
    assert typist.ghost(INVOKED)


def test_a_line_of_a_hundred_thousand_characters(shared: Server) -> None:
    typist = Typist(shared, BODY + 'А = "' + "Ж🙂" * 50_000, "file:///long.bsl")
    assert typist.items() == []
    typist.type('"; Б')
    assert typist.items(INVOKED) == []
    typist.type(";\n" + BODY + HALF)  # what stands before such a line is too far away
    assert typist.ghost(INVOKED).startswith(REST)


def test_a_module_of_sixty_thousand_lines(shared: Server) -> None:
    other = Typist(shared, "Процедура А()\nКонецПроцедуры\n", "file:///small.bsl")
    typist = Typist(shared, BODY * 1_720 + HALF, "file:///huge.bsl")
    assert typist.text.count("\n") > 60_000
    asked = shared.ask(INLINE, typist.params(INVOKED))
    answered = shared.about("textDocument/documentSymbol", other.uri)
    assert [one["name"] for one in answered] == ["А"]
    assert not any(one.get("id") == asked for one in shared.seen), "it was to be answered meanwhile"
    shared.answer(asked)
    typist.type("с")
    assert typist.ghost(INVOKED).startswith(REST[1:])


def test_a_document_over_the_limit() -> None:
    options = {"settings": {"completion": {}, "maxFileMb": 1}}
    with serving(options) as server:
        typist = Typist(server, "// " + "ж" * 600_000 + "\n" + BODY + HALF)
        assert typist.items(INVOKED) == []


def test_snoozing(shared: Server) -> None:
    typist = Typist(shared, BODY + HALF, "file:///snooze.bsl")
    shared.tell("bslPilot/completion/snooze", {"seconds": 600})
    try:
        assert typist.ghost(AUTOMATIC) == ""
        assert typist.ghost(INVOKED).startswith(REST)
    finally:
        shared.tell("bslPilot/completion/snooze", {"seconds": 0})
    assert typist.ghost(AUTOMATIC).startswith(REST)


def test_statistics_are_kept_for_the_next_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    with serving() as server:
        typist = Typist(server, BODY + HALF)
        item = typist.offer()
        server.tell("bslPilot/completion/shown", {"id": ident(item)})
        assert typist.stats()["shown"] == 1
        assert server.leave() == 0
    with Server() as server:
        server.initialize()  # without ghost text: the statistics are there all the same
        found = server.request("bslPilot/stats")
        assert (found["shown"], found["breaker"]) == (1, "off")
        assert not any(state(message) for message in server.seen)


def test_only_when_asked_for() -> None:
    with serving(on(mode="on_demand")) as server:
        typist = Typist(server, BODY + HALF, URI)
        assert typist.ghost(AUTOMATIC) == ""
        assert typist.ghost(INVOKED).startswith(REST)
