"""A model folder for tests of commands: a real tokenizer, and no model that could be loaded."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.unit.backends.scripted import ours, specification

NAME = "probe"
MEMORY_ALONE = ("--model", NAME, "--no-model")


def install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes ``folder`` the home of models and caches, on every system, and puts the model there."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(folder))
    from bsl_pilot.backends.folders import models_folder  # noqa: PLC0415

    model = models_folder() / NAME
    model.mkdir(parents=True)
    (model / "tokenizer.json").write_text(specification(), encoding="utf-8")
    (model / "model.onnx").write_bytes(b"no model")
    manifest = {
        "version": 1,
        "name": NAME,
        "model": "model.onnx",
        "files": {name: _stored(model / name) for name in ("model.onnx", "tokenizer.json")},
        "vocabulary": ours().size,
        "context": 512,
        "prompt": "bsl",
        "parameters": 1000,
    }
    (model / "model.json").write_text(json.dumps(manifest), encoding="utf-8")
    return model


def _stored(path: Path) -> dict[str, object]:
    data = path.read_bytes()
    return {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
