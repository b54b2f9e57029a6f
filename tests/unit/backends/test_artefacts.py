"""Model folders: found, verified, chosen, removed; every damage told with what to do."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bsl_pilot.backends import verify
from bsl_pilot.backends.artefacts import Artefacts, Installed
from bsl_pilot.backends.folders import models_folder
from bsl_pilot.backends.manifest import NAME, Stored
from bsl_pilot.errors import InputError, ModelError, UsageError
from bsl_pilot.locale import Locale

from tests.tiny_decoder import IDS, SHAPE, install, tokenizer


@pytest.fixture
def artefacts(tmp_path: Path) -> Artefacts:
    """A shipped model and one of the user's own, in folders with blanks and Cyrillic letters."""
    own = tmp_path / "Данные пользователя 1С" / "models"
    install(own / "моя модель", "моя модель", seed=2)
    return Artefacts(own, install(tmp_path / "shipped", "bsl-tiny"))


def _named(artefacts: Artefacts, name: str) -> Installed:
    return next(one for one in artefacts.installed() if one.name == name)


def test_the_shipped_one_is_in_use_until_another_is_chosen(artefacts: Artefacts) -> None:
    assert artefacts.names() == ["bsl-tiny", "моя модель"]
    assert artefacts.active().name == "bsl-tiny"
    artefacts.use("моя модель")
    assert artefacts.active().name == "моя модель"
    assert artefacts.active("bsl-tiny").shipped
    artefacts.use("bsl-tiny")
    assert artefacts.active().shipped


def test_loading(artefacts: Artefacts) -> None:
    loaded = artefacts.load(artefacts.active("моя модель"))
    assert loaded.runtime.feed(IDS).shape == (1, SHAPE.vocabulary)
    assert loaded.tokenizer.read_text(encoding="utf-8") == tokenizer()
    assert loaded.manifest.scores == {"exact_match": 0.0}


def test_no_model_at_all(tmp_path: Path) -> None:
    empty = Artefacts(tmp_path / "нет", tmp_path / "и здесь нет")
    assert empty.installed() == []
    with pytest.raises(ModelError, match="model import FOLDER"):
        empty.active()


def test_a_chosen_model_that_is_gone(artefacts: Artefacts) -> None:
    with pytest.raises(ModelError, match="other is not installed; there are: bsl-tiny, моя модель"):
        artefacts.active("other")
    with pytest.raises(UsageError, match="not installed"):
        artefacts.use("other")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"name": 5}', '"x"'])
def test_a_choice_that_is_damaged_is_no_choice(artefacts: Artefacts, content: str) -> None:
    artefacts.use("моя модель")
    (artefacts.own / "current.json").write_text(content, encoding="utf-8")
    assert artefacts.active().shipped


def test_removing(artefacts: Artefacts) -> None:
    artefacts.use("моя модель")
    artefacts.remove("моя модель")
    assert artefacts.names() == ["bsl-tiny"]
    assert artefacts.active().shipped
    assert not [one for one in artefacts.own.iterdir() if one.is_dir()]
    with pytest.raises(UsageError, match="comes with the program"):
        artefacts.remove("bsl-tiny")
    with pytest.raises(UsageError, match="not installed"):
        artefacts.remove("моя модель")


def _cut(folder: Path) -> None:
    path = folder / "model.onnx"
    path.write_bytes(path.read_bytes()[:-100])


def _flip(folder: Path) -> None:
    path = folder / "model.onnx"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _swap_tokenizer(folder: Path) -> None:
    (folder / "tokenizer.json").write_text(tokenizer(("<|endoftext|>",)), encoding="utf-8")


DAMAGES: list[tuple[Callable[[Path], object], str, str]] = [
    (lambda folder: (folder / "model.onnx").unlink(), "file is missing", "файла нет"),
    (lambda folder: (folder / "tokenizer.json").unlink(), "file is missing", "файла нет"),
    (_cut, "is not whole", "не целый"),
    (_flip, "wrong checksum", "не та контрольная сумма"),
    (_swap_tokenizer, "not the tokenizer that the model was made with", "не тот словарь"),
    (lambda folder: (folder / NAME).write_text("{", encoding="utf-8"), "not JSON", "не JSON"),
    (
        lambda folder: (folder / NAME).write_text("{}", encoding="utf-8"),
        "no list of files",
        "нет списка файлов",
    ),
    (lambda folder: (folder / NAME).unlink(), "no such file", "нет такого файла"),
]


@pytest.mark.parametrize(("damage", "english", "russian"), DAMAGES)
def test_damage_is_told(
    artefacts: Artefacts, damage: Callable[[Path], object], english: str, russian: str
) -> None:
    folder = artefacts.active("моя модель").folder
    artefacts.verify(artefacts.active("моя модель"))
    damage(folder)
    broken = _named(Artefacts(artefacts.own), "моя модель")
    with pytest.raises(ModelError, match=english) as told:
        artefacts.load(broken)
    assert russian in told.value.to(Locale.RU)
    assert artefacts.load(artefacts.active("bsl-tiny")).runtime.length == 0


def test_a_manifest_of_another_tokenizer(artefacts: Artefacts) -> None:
    path = artefacts.active("моя модель").folder / NAME
    values = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(values | {"vocabulary": 500}), encoding="utf-8")
    with pytest.raises(ModelError, match="a tokenizer of 500 tokens does not fit a model of 264"):
        artefacts.load(_named(artefacts, "моя модель"))


def test_a_verified_file_is_not_read_again(artefacts: Artefacts, monkeypatch: pytest.MonkeyPatch) -> None:
    one = artefacts.active("моя модель")
    artefacts.verify(one)
    read: list[Path] = []
    checksum = verify.checksum

    def counted(path: Path) -> Stored:
        read.append(path)
        return checksum(path)

    monkeypatch.setattr(verify, "checksum", counted)
    fresh = Artefacts(artefacts.own)
    fresh.verify(one)
    assert read == []
    model = one.folder / "model.onnx"
    os.utime(model, ns=(1, 1))
    fresh.verify(one)
    assert read == [model]


@pytest.mark.parametrize("content", ["", "[1]", "{", '{"x": 1}'])
def test_a_damaged_memory_of_what_was_verified(artefacts: Artefacts, content: str) -> None:
    artefacts.own.joinpath("verified.json").write_text(content, encoding="utf-8")
    fresh = Artefacts(artefacts.own)
    fresh.verify(_named(fresh, "моя модель"))
    assert "model.onnx" in artefacts.own.joinpath("verified.json").read_text(encoding="utf-8")


@pytest.fixture
def locked(artefacts: Artefacts, monkeypatch: pytest.MonkeyPatch) -> Artefacts:
    """A folder that can't be written, for root either."""

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    return artefacts


def test_without_permission_to_write(locked: Artefacts) -> None:
    assert locked.load(locked.active()).runtime.vocabulary == SHAPE.vocabulary
    with pytest.raises(InputError, match="permission denied"):
        locked.use("моя модель")
    with pytest.raises(InputError, match="permission denied"):
        locked.remove("моя модель")
    assert locked.names() == ["bsl-tiny", "моя модель"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the custom of other systems is another")
def test_the_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/данные")
    assert models_folder() == Path("/данные/bsl-pilot/models")
    monkeypatch.delenv("XDG_DATA_HOME")
    assert models_folder() == Path.home() / ".local/share/bsl-pilot/models"
