"""``bsl-pilot model``: what it prints, what it changes, what it says when something is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bsl_pilot.__main__ import main
from bsl_pilot.backends import artefacts, folders

from tests.plain_decoder import PlainDecoder
from tests.tiny_decoder import SHAPE, install, tokenizer

CONTRACT = {"name", "parameters", "bytes", "sha256", "licence", "context", "trained_on", "scores"}


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shipped model, and an empty folder for the user's own."""
    shipped = install(tmp_path / "shipped", "bsl-tiny")
    own = tmp_path / "данные" / "models"
    monkeypatch.setattr(artefacts.Artefacts.__init__, "__defaults__", (own, shipped))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    return own


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "Моя модель"
    folder.mkdir()
    PlainDecoder().save(folder / "model.onnx")
    (folder / "tokenizer.json").write_text(tokenizer(), encoding="utf-8")
    return folder


def info(capsys: pytest.CaptureFixture[str], *more: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["model", "info", "--json", *more]) == code
    body: dict[str, Any] = json.loads(capsys.readouterr().out)
    return body


def test_info_of_the_shipped_model(capsys: pytest.CaptureFixture[str]) -> None:
    body = info(capsys)
    assert body.keys() >= CONTRACT | {"version", "models"}
    assert (body["name"], body["parameters"], body["licence"]) == ("bsl-tiny", SHAPE.parameters, "MIT")
    assert body["bytes"] == Path("shipped/model.onnx").stat().st_size
    assert len(body["sha256"]) == 64
    assert [(one["name"], one["active"], one["problem"]) for one in body["models"]] == [
        ("bsl-tiny", True, None)
    ]
    assert body["models"][0].keys() >= CONTRACT


def test_import_use_list_remove(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "import", str(source)]) == 0
    assert capsys.readouterr().out.endswith("bsl-pilot model use Моя модель\n")
    assert main(["model", "list"]) == 0
    assert capsys.readouterr().out == "* bsl-tiny\n  Моя модель\n"
    assert main(["model", "use", "Моя модель"]) == 0
    assert info(capsys)["name"] == "Моя модель"
    assert main(["model", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[1] == {"name": "Моя модель", "active": True}
    assert main(["model", "remove", "Моя модель"]) == 0
    assert info(capsys)["name"] == "bsl-tiny"


def test_info_as_text_in_russian(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "info", "--lang", "ru"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("* bsl-tiny\n    параметров: ")
    assert "обучена на: случайные числа" in shown


def test_the_workspace_may_choose(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["model", "import", str(source), "--name", "вторая"])
    Path("bsl-pilot.toml").write_text('[completion]\nmodel = "вторая"\n', encoding="utf-8")
    assert info(capsys)["name"] == "вторая"
    assert main(["model", "use", "bsl-tiny"]) == 0
    assert "chooses another model: вторая" in capsys.readouterr().err
    Path("bsl-pilot.toml").write_text('[completion]\nmodel = "третья"\n', encoding="utf-8")
    body = info(capsys, code=1)
    assert "name" not in body
    assert [one["name"] for one in body["models"]] == ["bsl-tiny", "вторая"]


def test_a_damaged_model(source: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["model", "import", str(source), "--name", "вторая"])
    (own / "вторая" / "model.onnx").write_bytes(b"x")
    body = info(capsys, code=1)
    assert "is not whole" in body["models"][1]["problem"]
    assert info(capsys, "bsl-tiny")["models"][0]["problem"] is None
    assert main(["model", "use", "вторая", "--lang", "ru"]) == 2
    assert "установите модель заново" in capsys.readouterr().err
    assert main(["model", "remove", "вторая"]) == 0


def test_no_model(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(artefacts.Artefacts.__init__, "__defaults__", (tmp_path / "a", tmp_path / "b"))
    assert main(["model", "info", "--json", "--lang", "ru"]) == 1
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"version": 1, "models": []}
    assert "модели нет" in shown.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "required: action"),
        (["import"], "a folder with a model is needed"),
        (["use"], "the name of a model is needed"),
        (["remove"], "the name of a model is needed"),
        (["remove", "bsl-tiny"], "comes with the program"),
        (["use", "нет"], "the model нет is not installed; there are: bsl-tiny"),
        (["info", "нет"], "the model нет is not installed"),
        (["list", "x"], "unexpected: x"),
        (["info", "--name", "x"], "--name goes with import only"),
        (["import", "нет"], "no such file or folder"),
        (["import", "."], "no .onnx file here"),
        (["break", "x"], "invalid choice"),
    ],
)
def test_what_is_wrong_is_one_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", *arguments]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    assert told in shown.err


def test_the_shipped_folder_is_in_the_package() -> None:
    assert folders.SHIPPED.parent.name == "backends"
