"""Rename: every place in every file, or a reason in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.text.files import read

from tests.lsp.raw import Json
from tests.lsp.workspaces import FIXTURES, Opened, Workspace, indexed

ENTRIES = "ledger/CommonModules/ПроводкиСервер/Ext/Module.bsl"
LEDGER = "ledger/Documents/Операция/Ext/ObjectModule.bsl"
FORM = "ledger/Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form/Module.bsl"
EDT_ENTRIES = "ledger_edt/src/CommonModules/ПроводкиСервер/Module.bsl"
EDT_OVER = "ledger_edt_extension/src/CommonModules/ПроводкиСервер/Module.bsl"
EDT_FORM = "ledger_edt/src/Catalogs/Контрагенты/Forms/ФормаЭлемента/Module.bsl"

CODE = (
    "Перем Счетчик;\r\n"
    "Перем Другой; // 🙂\r\n"
    "Процедура Первая(Отбор, Итог) Экспорт\r\n"
    '\tСообщить("🙂🙂"); Итог = Отбор + Итог;\r\n'
    "\tСчетчик = Вторая(Итог);\r\n"
    '\tОписание = Новый ОписаниеОповещения("Вторая", ЭтотОбъект);\r\n'
    "КонецПроцедуры\r\n"
    "Функция Вторая(А)\r\n"
    "\tВозврат А + Счетчик\r\n"
    "КонецФункции\r\n"
)


@pytest.fixture(scope="module")
def workspace() -> Iterator[Workspace]:
    with indexed(FIXTURES) as one:
        yield one


def rename(opened: Opened, word: str, new: str, nth: int = 0) -> dict[str, str]:
    """The texts of all files that change, by their names in the workspace, after the edit."""
    edit = opened.ask("textDocument/rename", opened.at(word, nth), newName=new)
    return dict(_after(opened, one) for one in edit["documentChanges"])


def _after(opened: Opened, change: Json) -> tuple[str, str]:
    uri = change["textDocument"]["uri"]
    here = uri == opened.uri
    assert change["textDocument"]["version"] == (1 if here else None)
    path = next(one for one in opened.workspace.folder.rglob("*") if one.as_uri() == uri)
    text = opened.text if here else read(path).text
    return path.relative_to(opened.workspace.folder).as_posix(), apply(text, change["edits"])


def apply(text: str, edits: list[Json]) -> str:
    """A text after LSP's edits, applied from its end."""
    lines = text.split("\n")
    for edit in sorted(edits, key=_start, reverse=True):
        start, end = edit["range"]["start"], edit["range"]["end"]
        assert start["line"] == end["line"]
        line = lines[start["line"]].encode("utf-16-le")
        new = edit["newText"].encode("utf-16-le")
        line = line[: 2 * start["character"]] + new + line[2 * end["character"] :]
        lines[start["line"]] = line.decode("utf-16-le")
    return "\n".join(lines)


def _start(edit: Json) -> tuple[int, int]:
    start: dict[str, Any] = edit["range"]["start"]
    return start["line"], start["character"]


@pytest.mark.parametrize(
    ("word", "new", "expected"),
    [
        ("Итог)", "Сумма", CODE.replace("Итог", "Сумма")),
        ("Отбор", "отбор", CODE.replace("Отбор", "отбор")),
        ("Счетчик", "Итоговый", CODE.replace("Счетчик", "Итоговый")),
        ("Вторая", "Третья", CODE.replace("Вторая", "Третья")),
    ],
)
def test_in_one_module(workspace: Workspace, word: str, new: str, expected: str) -> None:
    with workspace.open("ledger/CommonModules/Новый/Ext/Module.bsl", CODE) as opened:
        edit = opened.ask("textDocument/rename", opened.at(word), newName=new)
        (change,) = edit["documentChanges"]
        assert apply(CODE, change["edits"]) == expected


def test_across_modules(workspace: Workspace) -> None:
    with workspace.open(LEDGER) as opened:
        changed = rename(opened, "Отразить", "Записать")
    assert set(changed) == {ENTRIES, LEDGER}
    assert "Процедура Записать(Операция, Набор) Экспорт" in changed[ENTRIES]
    assert "ПроводкиСервер.Записать(ЭтотОбъект" in changed[LEDGER]


def test_what_metadata_name_is_edited_there(workspace: Workspace) -> None:
    with workspace.open(FORM) as opened:
        changed = rename(opened, "ИННПриИзменении", "ПриИзмененииИНН")
    assert set(changed) == {FORM, "ledger/Catalogs/Контрагенты/Forms/ФормаЭлемента/Ext/Form.xml"}
    assert all("ИННПриИзменении" not in text for text in changed.values())
    with workspace.open(EDT_FORM) as opened:
        changed = rename(opened, "ПроверитьИНН", "Проверка")
    form = changed["ledger_edt/src/Catalogs/Контрагенты/Forms/ФормаЭлемента/Form.form"]
    assert "<handler>\n        <name>Проверка</name>" in form
    assert "<name>ПроверитьИНН</name>" in form, "the command and its button keep their name"
    with workspace.open(ENTRIES) as opened:
        changed = rename(opened, "ПересчитатьИтоги", "ПересчетИтогов")
    job = changed["ledger/ScheduledJobs/ПересчетИтогов.xml"]
    assert "<MethodName>CommonModule.ПроводкиСервер.ПересчетИтогов</MethodName>" in job


def test_an_extension_follows_its_base(workspace: Workspace) -> None:
    with workspace.open(EDT_ENTRIES) as opened:
        changed = rename(opened, "ПересчитатьИтоги", "ПересчетИтогов")
    assert '&Вместо("ПересчетИтогов")\nПроцедура Фил_ПересчитатьИтоги() Экспорт' in changed[EDT_OVER]
    with workspace.open(EDT_OVER) as opened:
        changed = rename(opened, "Фил_ПересчитатьИтоги", "Фил_Пересчет")
        assert set(changed) == {EDT_OVER}
        assert "of the base" not in opened.error("textDocument/rename", opened.at("Вместо"), newName="А")
        refused = opened.error("textDocument/rename", opened.at('ПересчитатьИтоги")'), newName="А")
        assert "is extended" in refused


@pytest.mark.parametrize(
    ("file", "word", "new", "message"),
    [
        (ENTRIES, "Отразить", "1А", "no name"),
        (ENTRIES, "Отразить", "Если", "a keyword"),
        (ENTRIES, "Отразить", "endDo", "a keyword"),
        (ENTRIES, "Отразить", "ПересчитатьИтоги", "is taken"),
        (ENTRIES, "Набор)", "Операция", "is taken"),
        (ENTRIES, "Набор)", "Запись", "is taken"),
        (LEDGER, "ОбработкаПроведения", "Проведение", "the platform calls"),
        (LEDGER, "ПроводкиСервер", "Проводки", "metadata object"),
        (LEDGER, "Процедура", "Что", "no name here"),
        (FORM, "ИННВерен", "Верен", "part of metadata"),
    ],
)
def test_refused(workspace: Workspace, file: str, word: str, new: str, message: str) -> None:
    with workspace.open(file) as opened:
        assert message in opened.error("textDocument/rename", opened.at(word), newName=new)


def test_a_name_that_meets_a_variable_of_the_module(workspace: Workspace) -> None:
    with workspace.open("ledger/CommonModules/Новый/Ext/Module.bsl", CODE) as opened:
        for word, new in (
            ("Отбор", "Счетчик"),
            ("Счетчик", "Отбор"),
            ("Вторая", "Первая"),
            ("Вторая", "Сообщить"),
        ):
            message = opened.error("textDocument/rename", opened.at(word), newName=new)
            assert "is taken" in message, (word, new)


def test_prepare_says_what_can_be_renamed(workspace: Workspace) -> None:
    with workspace.open(LEDGER) as opened:
        found = opened.ask("textDocument/prepareRename", opened.at("Отразить"))
        assert found["placeholder"] == "Отразить"
        assert found["range"]["start"] == {"line": 6, "character": 16}
        assert "metadata object" in opened.error("textDocument/prepareRename", opened.at("Хозрасчетный"))


def test_a_file_that_changes_meanwhile_is_not_spoilt(tmp_path: Path) -> None:
    files = {name: tmp_path / f"CommonModules/{name}/Ext/Module.bsl" for name in "АБ"}
    for path in files.values():
        path.parent.mkdir(parents=True)
    (tmp_path / "Configuration.xml").write_text("<MetaDataObject/>")
    files["А"].write_text("Б.Метод();\n", encoding="utf-8")
    declared = "Процедура Метод() Экспорт\nКонецПроцедуры\n"
    files["Б"].write_text(declared, encoding="utf-8")
    with indexed(tmp_path) as one, one.open("CommonModules/А/Ext/Module.bsl") as opened:
        assert len(rename(opened, "Метод", "Другой")) == 2
        files["Б"].write_text(f"// 🙂\n{declared}", encoding="utf-8")
        params = {
            "textDocument": {"uri": opened.uri},
            "position": opened.position(opened.at("Метод")),
            "newName": "В",
        }
        answer = one.server.answer(one.server.ask("textDocument/rename", params))
        if "error" in answer:  # the change was not noticed yet
            assert "has changed" in answer["error"]["message"]
        else:
            changed = dict(_after(opened, change) for change in answer["result"]["documentChanges"])
            assert "Процедура В() Экспорт" in changed["CommonModules/Б/Ext/Module.bsl"]
