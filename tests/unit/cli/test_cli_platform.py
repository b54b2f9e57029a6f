"""``bsl-pilot platform``: what it prints and what it says when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.app import platform
from bsl_pilot.types.catalogue import shipped

from tests.unit.types.catalogue import help_writer as writer
from tests.unit.types.catalogue import sample_help as sample


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's catalogue, and no installed platforms."""
    path = tmp_path / "данные" / "catalogue.bin"
    monkeypatch.setattr(platform, "imported_path", lambda: path)
    monkeypatch.setattr(platform, "shipped", lambda: sample.own_catalogue(tmp_path))
    monkeypatch.setattr(platform, "_places", lambda: iter([tmp_path / "8.3.24.1467"]))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def help_file(tmp_path: Path) -> Path:
    folder = tmp_path / "8.3.24.1467" / "bin"
    folder.mkdir(parents=True)
    path = folder / platform.RUSSIAN
    path.write_bytes(writer.book(sample.ROOTS, russian=True))
    return path


def info(capsys: pytest.CaptureFixture[str], *command: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["platform", *command, "--json"]) == code
    body: dict[str, Any] = json.loads(capsys.readouterr().out)
    return body


def test_info_of_the_built_in_catalogue(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "shipped", shipped)
    body = info(capsys, "info")
    assert (body["version"], body["imported"], body["complete_to"]) == (1, False, "8.3.20")
    assert (body["functions"], body["enums"], body["events"]) == (500, 633, 173)
    assert main(["platform", "info", "--lang", "ru"]) == 0
    assert "типов" in capsys.readouterr().out


def test_import_and_remove(help_file: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = info(capsys, "import", str(help_file))
    assert (body["imported"], body["platform"], body["complete_to"]) == (True, "8.3.24.1467", "8.3.24")
    assert body["made_from"] == [help_file.as_posix()]
    assert body["functions"] == 5
    assert info(capsys, "info") == body
    assert main(["platform", "info"]) == 0
    assert "8.3.24.1467" in capsys.readouterr().out
    assert main(["platform", "remove"]) == 0
    assert not own.exists()
    assert not info(capsys, "info")["imported"]


def test_list(help_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert info(capsys, "list")["platforms"] == [{"version": "8.3.24.1467", "files": [help_file.as_posix()]}]
    assert main(["platform", "list"]) == 0
    assert capsys.readouterr().out == f"8.3.24.1467 {help_file.as_posix()}\n"
    help_file.unlink()
    assert info(capsys, "list")["platforms"] == []
    assert main(["platform", "list", "--lang", "ru"]) == 0
    assert "нет" in capsys.readouterr().out


def test_a_damaged_page_costs_one_line(help_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = bytearray(help_file.read_bytes())
    at = data.index(b"objects/Global context/methods/catalog7/Sweep1.html") + 60
    data[at : at + 8] = b"\xff" * 8
    help_file.write_bytes(data)
    assert main(["platform", "import", str(help_file)]) == 1
    told = capsys.readouterr()
    assert "8.3.24.1467" in told.out
    assert told.err.count("\n") == 1
    assert told.err.endswith(": 1\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "нет.hbk"], "shcntx_ru.hbk"),
        (["import", "broken.hbk"], "shcntx_ru.hbk"),
        (["import"], "shcntx_ru.hbk"),
        (["import", ".", "--version", "x"], "8.3.24.1467"),
        (["info", "what"], "what"),
        (["remove", "--version", "8.3.1"], "8.3.1"),
        (["explode"], "explode"),
        ([], "action"),
    ],
)
def test_wrong_usage(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.hbk").write_bytes(b"zip" * 1000)
    assert main(["platform", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert words in told.err


def test_a_damaged_catalogue(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own.parent.mkdir()
    own.write_bytes(b"BSLPCATL and nothing else")
    body = info(capsys, "info", code=1)
    assert not body["imported"]
    assert main(["platform", "info"]) == 1
    assert own.name in capsys.readouterr().err
