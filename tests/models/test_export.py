"""A checkpoint of the transformers library becomes a folder that the server loads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from bsl_pilot.backends.artefacts import Artefacts
from bsl_pilot.errors import ModelError

from export import arguments, export, shape_of
from tests.tiny_decoder import IDS, SHAPE, forward, tokenizer, weights

CONFIG: dict[str, Any] = {
    "vocab_size": SHAPE.vocabulary,
    "hidden_size": SHAPE.hidden,
    "num_hidden_layers": SHAPE.layers,
    "num_attention_heads": SHAPE.heads,
    "num_key_value_heads": SHAPE.kv_heads,
    "head_dim": SHAPE.head_size,
    "intermediate_size": SHAPE.feed_forward,
    "max_position_embeddings": SHAPE.context,
    "rms_norm_eps": 1e-5,
    "rope_parameters": {"rope_theta": 10_000.0, "rope_type": "default"},
    "tie_word_embeddings": True,
    "attention_bias": False,
    "mlp_bias": False,
}


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    folder = tmp_path / "Контрольная точка"
    folder.mkdir()
    save_file(weights(), folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(CONFIG), encoding="utf-8")
    (tmp_path / "tokenizer.json").write_text(tokenizer(), encoding="utf-8")
    return folder


def exported(checkpoint: Path, *more: str) -> Path:
    out = checkpoint.parent / "вышло"
    export(
        arguments(
            [str(checkpoint), str(checkpoint.parent / "tokenizer.json"), str(out), "--name", "x", *more]
        )
    )
    return out


@pytest.mark.parametrize(("kind", "tolerance"), [("fp32", 1e-4), ("int8", 0.5)])
def test_the_server_loads_it(checkpoint: Path, kind: str, tolerance: float) -> None:
    about = checkpoint.parent / "about.json"
    about.write_text('{"licence": "MIT", "trained_on": ["a/б"], "scores": {"x": 1}}', encoding="utf-8")
    out = exported(checkpoint, "--format", kind, "--context", "64", "--about", str(about))
    artefacts = Artefacts(out.parent / "own", out)
    loaded = artefacts.load(artefacts.active())
    np.testing.assert_allclose(loaded.runtime.feed(IDS, 12), forward(weights(), IDS), atol=tolerance)
    assert loaded.runtime.context == loaded.manifest.context == 64
    assert (loaded.manifest.parameters, loaded.manifest.trained_on) == (SHAPE.parameters, ["a/б"])
    assert loaded.manifest.made["format"] == kind
    assert sorted(one.name for one in out.iterdir()) == ["model.json", "model.onnx", "tokenizer.json"]


def test_the_same_twice(checkpoint: Path) -> None:
    first = (exported(checkpoint) / "model.onnx").read_bytes()
    assert (exported(checkpoint) / "model.onnx").read_bytes() == first


@pytest.mark.parametrize(
    ("change", "theta"),
    [
        ({"rope_parameters": {"rope_theta": 5e5, "rope_type": "default"}}, 5e5),
        ({"rope_parameters": None, "rope_theta": 2e4}, 2e4),
        ({"rope_parameters": None}, 1e4),
    ],
)
def test_both_generations_of_rotary_settings(change: dict[str, Any], theta: float) -> None:
    assert shape_of(CONFIG | change, 64).rope_theta == theta


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"tie_word_embeddings": False}, "tie_word_embeddings has to be True"),
        ({"attention_bias": True}, "attention_bias has to be False"),
        ({"rope_scaling": {"rope_type": "yarn"}, "rope_parameters": None}, "rope_type yarn"),
        ({"num_hidden_layers": 3}, "missing or too many"),
        ({"intermediate_size": 64}, "has the shape"),
        ({"vocab_size": 200}, "has the shape"),
    ],
)
def test_other_models_are_refused(checkpoint: Path, change: dict[str, Any], told: str) -> None:
    (checkpoint / "config.json").write_text(json.dumps(CONFIG | change), encoding="utf-8")
    with pytest.raises(ModelError, match=told):
        exported(checkpoint)
    assert not (checkpoint.parent / "вышло").exists()


def test_weights_that_are_no_numbers(checkpoint: Path) -> None:
    held = weights()
    held["model.norm.weight"][3] = np.inf
    save_file(held, checkpoint / "model.safetensors")
    with pytest.raises(ModelError, match="holds infinities"):
        exported(checkpoint)


def test_a_tokenizer_that_is_too_large(checkpoint: Path) -> None:
    many = tuple(f"<|{at}|>" for at in range(20))
    (checkpoint.parent / "tokenizer.json").write_text(tokenizer(many), encoding="utf-8")
    with pytest.raises(ModelError, match="276 tokens, the model knows 264"):
        exported(checkpoint)
