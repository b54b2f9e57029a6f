"""A user's own model: tried, copied whole or not at all, described."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bsl_pilot.backends.artefacts import Artefacts
from bsl_pilot.backends.importing import import_model
from bsl_pilot.errors import InputError, ModelError, UsageError

from tests.plain_decoder import PlainDecoder
from tests.tiny_decoder import IDS, SHAPE, install, tokenizer

QWEN = (
    "<|endoftext|>",
    "<|fim_prefix|>",
    "<|fim_middle|>",
    "<|fim_suffix|>",
    "<|im_end|>",
    "<|a|>",
    "<|b|>",
    "<|c|>",
)
CONFIG = {
    "architectures": ["Qwen2ForCausalLM"],
    "hidden_size": SHAPE.hidden,
    "num_hidden_layers": SHAPE.layers,
    "num_attention_heads": SHAPE.heads,
    "num_key_value_heads": SHAPE.kv_heads,
    "intermediate_size": SHAPE.feed_forward,
    "vocab_size": SHAPE.vocabulary,
    "max_position_embeddings": 96,
    "tie_word_embeddings": True,
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A model as transformers.js has it: graphs in a folder of their own."""
    folder = tmp_path / "Загрузки" / "Qwen2.5 Coder (0.5B)"
    (folder / "onnx").mkdir(parents=True)
    PlainDecoder(("position_ids",)).save(folder / "onnx" / "model_quantized.onnx")
    (folder / "onnx" / "model.onnx").write_bytes(b"the large one, not taken")
    (folder / "tokenizer.json").write_text(tokenizer(QWEN), encoding="utf-8")
    (folder / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    (folder / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Модель\n", encoding="utf-8")
    return folder


def test_a_foreign_model(source: Path, tmp_path: Path) -> None:
    own = tmp_path / "мои модели"
    manifest = import_model(source, own)
    assert manifest.name == "Qwen2.5 Coder (0.5B)"
    assert (manifest.model, manifest.prompt, manifest.context) == ("model_quantized.onnx", "fim", 96)
    assert (manifest.licence, manifest.vocabulary) == ("apache-2.0", SHAPE.vocabulary)
    assert manifest.parameters == SHAPE.parameters
    shutil.rmtree(source)
    artefacts = Artefacts(own, tmp_path / "none")
    loaded = artefacts.load(artefacts.use(manifest.name))
    assert loaded.manifest == manifest
    assert loaded.runtime.feed(IDS).shape == (1, SHAPE.vocabulary)
    assert sorted(one.name for one in (own / manifest.name).iterdir()) == [
        "model.json",
        "model_quantized.onnx",
        "tokenizer.json",
    ]


def test_the_file_may_be_named(source: Path, tmp_path: Path) -> None:
    (source / "onnx" / "model_quantized.onnx").rename(source / "onnx" / "mine.onnx")
    manifest = import_model(source / "onnx" / "mine.onnx", tmp_path / "own", "моя")
    assert (manifest.name, manifest.model) == ("моя", "mine.onnx")


def test_weights_in_a_file_of_their_own_come_along(source: Path, tmp_path: Path) -> None:
    import onnx  # noqa: PLC0415  (this test only)

    path = source / "onnx" / "model_quantized.onnx"
    model = onnx.load(path)
    onnx.save(
        model, path, save_as_external_data=True, location="model_quantized.onnx_data", size_threshold=1000
    )
    manifest = import_model(source, tmp_path / "own", "x")
    assert set(manifest.files) == {"model_quantized.onnx", "model_quantized.onnx_data", "tokenizer.json"}
    artefacts = Artefacts(tmp_path / "own", tmp_path / "none")
    assert artefacts.load(artefacts.active("x")).runtime.vocabulary == SHAPE.vocabulary


def test_without_config_and_fill_in_tokens(source: Path, tmp_path: Path) -> None:
    (source / "config.json").unlink()
    (source / "README.md").unlink()
    eight = tuple(f"<|x{at}|>" for at in range(8))
    (source / "tokenizer.json").write_text(tokenizer(eight), encoding="utf-8")
    manifest = import_model(source, tmp_path / "own", "x")
    assert (manifest.prompt, manifest.parameters, manifest.licence) == ("plain", None, "")


def test_one_of_ours_keeps_its_card(tmp_path: Path) -> None:
    source = install(tmp_path / "from a colleague", "bsl-tiny")
    manifest = import_model(source, tmp_path / "own", "bsl-2")
    assert (manifest.name, manifest.prompt, manifest.licence) == ("bsl-2", "bsl", "MIT")
    assert manifest.trained_on == ["случайные числа"]


def test_while_another_is_in_use(source: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    install(own / "первая", "первая")
    artefacts = Artefacts(own, tmp_path / "none")
    loaded = artefacts.load(artefacts.use("первая"))
    before = loaded.runtime.feed(IDS)
    import_model(source, own, "вторая")
    assert artefacts.active().name == "первая"
    loaded.runtime.rewind(0)
    assert (loaded.runtime.feed(IDS) == before).all()
    assert artefacts.names() == ["вторая", "первая"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("first", "is installed already"), ("../x", "not fit for a folder"), ("a:b", "not fit")],
)
def test_names_that_can_not_be(source: Path, tmp_path: Path, name: str, told: str) -> None:
    install(tmp_path / "own" / "first", "first")
    with pytest.raises(UsageError, match=told):
        import_model(source, tmp_path / "own", name)
    with pytest.raises(UsageError, match="installed already"):
        import_model(source, tmp_path / "own", "shipped", ["shipped"])


def _left(own: Path) -> list[str]:
    return [one.name for one in own.iterdir()] if own.exists() else []


def test_what_is_no_model(source: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    with pytest.raises(InputError, match="no such file or folder"):
        import_model(tmp_path / "нет такой", own)
    (source / "tokenizer.json").rename(source / "other.json")
    with pytest.raises(ModelError, match=r"no tokenizer\.json"):
        import_model(source, own)
    (source / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="vocabulary is damaged"):
        import_model(source, own)
    (source / "tokenizer.json").write_text(tokenizer((*QWEN, "<|one|>", "<|too many|>")), encoding="utf-8")
    with pytest.raises(ModelError, match="266 > 264"):
        import_model(source, own)
    (source / "onnx" / "model_quantized.onnx").write_bytes(b"\x08\x07")
    with pytest.raises(ModelError, match="can't be loaded"):
        import_model(source, own)
    shutil.rmtree(source / "onnx")
    with pytest.raises(ModelError, match=r"no \.onnx file"):
        import_model(source, own)
    assert _left(own) == []


def test_a_copy_that_fails_leaves_nothing(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_from: Path, to: Path) -> None:
        to.write_bytes(b"half")
        raise OSError(28, "No space left on device", str(to))

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(InputError, match="no space left"):
        import_model(source, tmp_path / "own", "x")
    assert _left(tmp_path / "own") == []
