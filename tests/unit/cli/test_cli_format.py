"""``bsl-pilot format``: what it prints, what it writes, what it leaves alone."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

from bsl_pilot.__main__ import main

UGLY = 'Процедура А()\nЕсли Б=1 Тогда\nВ="ё";\nКонецЕсли;\nКонецПроцедуры\n'
PRETTY = 'Процедура А()\n\tЕсли Б = 1 Тогда\n\t\tВ = "ё";\n\tКонецЕсли;\nКонецПроцедуры\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.mark.parametrize(
    ("bom", "codec"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "cp1251")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_files_are_formatted_in_their_own_encoding(
    bom: bytes, codec: str, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path("а.bsl")
    path.write_bytes(bom + UGLY.replace("\n", end).encode(codec))
    assert main(["format", "."]) == 0
    assert capsys.readouterr() == ("./а.bsl\n", "")
    assert path.read_bytes() == bom + PRETTY.replace("\n", end).encode(codec)
    assert main(["format", "."]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("а.bsl").write_bytes(UGLY.encode())
    Path("б.bsl").write_bytes(PRETTY.encode())
    assert main(["format", "--check", "а.bsl", "б.bsl", "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == ["а.bsl"]
    assert Path("а.bsl").read_bytes() == UGLY.encode()
    assert main(["format", "--check", "б.bsl"]) == 0


def test_settings_reach_the_formatter(capsys: pytest.CaptureFixture[str]) -> None:
    Path("bsl-pilot.toml").write_text("[format]\ninsert_spaces = true\ntab_size = 2\n", encoding="utf-8")
    Path("а.bsl").write_bytes(UGLY.encode())
    assert main(["format", "а.bsl"]) == 0
    assert Path("а.bsl").read_text(encoding="utf-8") == PRETTY.replace("\t", "  ")
    capsys.readouterr()


def test_a_link_is_written_through(capsys: pytest.CaptureFixture[str]) -> None:
    Path("real").mkdir()
    Path("real/а.bsl").write_bytes(UGLY.encode())
    try:
        Path("link.bsl").symlink_to("real/а.bsl")
    except OSError:
        pytest.skip("this system does not let the user make links")
    assert main(["format", "link.bsl"]) == 0
    assert Path("link.bsl").is_symlink()
    assert Path("real/а.bsl").read_bytes() == PRETTY.encode()
    capsys.readouterr()


def test_what_cant_be_read_is_told_and_the_rest_is_formatted(capsys: pytest.CaptureFixture[str]) -> None:
    Path("а.bsl").write_bytes(b"\0\1")
    Path("б.bsl").write_bytes(UGLY.encode())
    assert main(["format", "а.bsl", "б.bsl", "нет.bsl"]) == 2
    captured = capsys.readouterr()
    assert captured.out == "б.bsl\n"
    assert sorted(captured.err.splitlines()) == [
        "bsl-pilot: а.bsl: a binary file, not source text",
        "bsl-pilot: нет.bsl: no such file or folder",
    ]
    assert Path("а.bsl").read_bytes() == b"\0\1"


def test_broken_code_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    text = "Процедура А()\nЕсли Б Тогда\nВ=;\nКонецПроцедуры\nФункция (\n"
    Path("а.bsl").write_bytes(text.encode())
    assert main(["format", "а.bsl"]) == 0
    after = Path("а.bsl").read_text(encoding="utf-8")
    assert "".join(after.split()) == "".join(text.split())
    capsys.readouterr()
