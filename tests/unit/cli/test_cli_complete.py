"""``bsl-pilot complete``: offers at a place of a file, positions as LSP counts, what can't be completed."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.__main__ import main

from tests import marks
from tests.unit.cli.probe_model import MEMORY_ALONE, install

LINE = '\tСообщить("😀"); ЗаписатьЖурналРегистрации(Событие, Уровень);\n'
OTHER = "Процедура Б()\n" + LINE * 3 + "КонецПроцедуры\n"
TYPED = 'Процедура А()\n\t// 😀😀\n\tСообщить("😀"); ЗаписатьЖурналРегистрации(│\nКонецПроцедуры\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "home", monkeypatch)
    (tmp_path / "work" / "src").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    Path("bsl-pilot.toml").write_text("", encoding="utf-8")
    Path("src/другой.bsl").write_text(OTHER, encoding="utf-8")


def place(marked: marks.Marked) -> tuple[str, str]:
    """Line and character of the cursor, worked out without our own code."""
    before = marked.text.encode()[: marked.cursor].decode()
    line = before.rpartition("\n")[2]
    return str(before.count("\n")), str(len(line.encode("utf-16-le")) // 2)


def complete(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any, str]:
    code = main(["complete", *arguments, *MEMORY_ALONE])
    captured = capsys.readouterr()
    return code, json.loads(captured.out) if captured.out else None, captured.err


@pytest.mark.parametrize(
    ("line_end", "bom", "codec"),
    [("\n", b"", "utf-8"), ("\r\n", codecs.BOM_UTF8, "utf-8"), ("\r\n", b"", "cp1251")],
)
def test_the_project_completes_the_line(
    capsys: pytest.CaptureFixture[str], line_end: str, bom: bytes, codec: str
) -> None:
    typed = marks.parse(TYPED if codec == "utf-8" else TYPED.replace("😀", "☺").replace("☺", "Ы"))
    line, character = place(typed)
    Path("src/модуль.bsl").write_bytes(bom + typed.text.replace("\n", line_end).encode(codec))
    code, body, err = complete(
        capsys, "src/модуль.bsl", "--line", line, "--character", character, "--invoked", "--json"
    )
    assert (code, err) == (0, "")
    (item,) = body["items"]
    assert item["text"] == "Событие, Уровень);"
    assert item["range"]["start"] == {"line": int(line), "character": int(character)}
    assert item["range"]["end"] == {"line": int(line), "character": int(character)}
    assert item["source"] == "memory"
    assert 0 < item["score"] <= 1
    assert body["latency_ms"] > 0
    assert body["dropped"] == {}


def test_nothing_to_offer_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    code, body, _ = complete(capsys, "src/другой.bsl", "--line", "1", "--character", "3", "--json")
    assert (code, body["items"]) == (0, [])
    assert body["dropped"] == {"in_word": 1}


def test_text_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    typed = marks.parse(TYPED)
    line, character = place(typed)
    Path("src/модуль.bsl").write_text(typed.text, encoding="utf-8")
    arguments = ["src/модуль.bsl", "--line", line, "--character", character, "--invoked", *MEMORY_ALONE]
    assert main(["complete", *arguments]) == 0
    assert capsys.readouterr().out == "Событие, Уровень);\n"


def test_the_file_s_own_old_state_is_no_memory(capsys: pytest.CaptureFixture[str]) -> None:
    typed = marks.parse("Процедура А()\n\tУникальноеИмяЗдесь(Первый, Второй, │Третий);\nКонецПроцедуры\n")
    line, character = place(typed)
    Path("src/один.bsl").write_text(typed.text, encoding="utf-8")
    place_of_it = ("--line", line, "--character", character, "--invoked", "--json")
    _, body, _ = complete(capsys, "src/один.bsl", *place_of_it)
    assert body["items"] == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("нет.bsl", "--line", "0", "--character", "0"), "нет.bsl: no such file or folder"),
        (("src/другой.bsl", "--line", "99", "--character", "0"), "there is no line 99: the last one is 5"),
        (("src/другой.bsl", "--line", "-1", "--character", "0"), "--line: a number from zero on"),
        (("src/другой.bsl", "--line", "x", "--character", "0"), "--line"),
        (("src/другой.bsl", "--line", "0"), "--character"),
        (("двоичный.bsl", "--line", "0", "--character", "0"), "a binary file"),
        (("src", "--line", "0", "--character", "0"), "src: a folder, not a file"),
        (
            ("src/другой.bsl", "--line", "0", "--character", "0", "--project", "нет"),
            "there is no such folder",
        ),
        (("снаружи.bsl", "--line", "0", "--character", "0", "--project", "src"), "not in the folder src"),
    ],
)
def test_bad_input(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], complaint: str) -> None:
    Path("двоичный.bsl").write_bytes(b"\x00\x01\x02")
    Path("снаружи.bsl").write_text("А = 1;", encoding="utf-8")
    code, body, err = complete(capsys, *arguments)
    assert (code, body) == (2, None)
    assert complaint in err
    assert err.count("\n") == 1


def test_a_character_behind_the_line_is_its_end(capsys: pytest.CaptureFixture[str]) -> None:
    code, body, _ = complete(capsys, "src/другой.bsl", "--line", "1", "--character", "999", "--json")
    assert (code, body["dropped"]) == (0, {"after_semicolon": 1})


def test_a_model_that_does_not_load(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["complete", "src/другой.bsl", "--line", "0", "--character", "0", "--model", "probe"])
    captured = capsys.readouterr()
    assert (code, captured.out) == (2, "")
    assert "model.onnx" in captured.err
    assert captured.err.count("\n") == 1


def test_no_such_model(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["complete", "src/другой.bsl", "--line", "0", "--character", "0", "--model", "none"])
    assert code == 2
    assert "none" in capsys.readouterr().err
