"""A decoder small enough for tests: its weights, its tokenizer, its answers computed by numpy, its folder."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from bsl_pilot.backends.manifest import NAME, TOKENIZER, Manifest
from bsl_pilot.backends.tokens import byte_chars
from bsl_pilot.backends.verify import checksum, write_json
from bsl_pilot.completion.prompt import SPECIAL_TOKENS

from graph import EMBEDDINGS, LAST_NORM, Format, Shape, Weights, build

Array = NDArray[np.float32]

SHAPE = Shape(
    vocabulary=264, hidden=32, layers=2, heads=2, kv_heads=1, head_size=16, feed_forward=48, context=96
)
IDS = [5, 80, 2, 30, 41, 52, 63, 30, 41, 200, 17, 99]


def weights(shape: Shape = SHAPE, seed: int = 1) -> dict[str, Array]:
    """Random weights; norms are not all one."""
    chance = np.random.default_rng(seed)
    return {
        name: (chance.standard_normal(size) * 0.2 + (len(size) == 1)).astype(np.float32)
        for name, size in shape.tensors.items()
    }


def forward(held: Weights, ids: list[int], shape: Shape = SHAPE) -> Array:
    """Logits of all positions, (len(ids), vocabulary), by the textbook."""
    stream = held[EMBEDDINGS][ids]
    for layer in range(shape.layers):
        own = {
            name.removeprefix(f"model.layers.{layer}.").removesuffix(".weight"): value
            for name, value in held.items()
            if name.startswith(f"model.layers.{layer}.")
        }
        stream = stream + _attended(own, _norm(stream, own["input_layernorm"], shape), shape)
        normal = _norm(stream, own["post_attention_layernorm"], shape)
        gate = normal @ own["mlp.gate_proj"].T
        grown = gate / (1 + np.exp(-gate)) * (normal @ own["mlp.up_proj"].T)
        stream = stream + grown @ own["mlp.down_proj"].T
    return np.asarray(_norm(stream, held[LAST_NORM], shape) @ held[EMBEDDINGS].T, np.float32)


def _norm(stream: Array, weight: Array, shape: Shape) -> Array:
    scale = np.sqrt((stream**2).mean(axis=-1, keepdims=True) + shape.epsilon)
    return np.asarray(stream / scale * weight, np.float32)


def _attended(own: dict[str, Array], normal: Array, shape: Shape) -> Array:
    """Causal attention; all heads share one head of keys and values."""
    length = len(normal)
    q = _rotated((normal @ own["self_attn.q_proj"].T).reshape(length, shape.heads, -1), shape)
    k = _rotated((normal @ own["self_attn.k_proj"].T).reshape(length, 1, -1), shape)[:, 0]
    v = normal @ own["self_attn.v_proj"].T
    scores = np.einsum("qhd,kd->hqk", q, k) / np.sqrt(shape.head_size)
    scores += np.triu(np.full((length, length), -1e9), 1)
    shares = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    mixed = np.einsum("hqk,kd->qhd", shares, v).reshape(length, -1)
    return np.asarray(mixed @ own["self_attn.o_proj"].T, np.float32)


def _rotated(heads: Array, shape: Shape) -> Array:
    speeds = shape.rope_theta ** -(np.arange(0, shape.head_size, 2) / shape.head_size)
    angles = np.arange(len(heads))[:, None] * speeds
    cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
    first, second = np.split(heads, 2, axis=-1)
    return np.concatenate([first * cos - second * sin, second * cos + first * sin], axis=-1)


def tokenizer(special: tuple[str, ...] = SPECIAL_TOKENS) -> str:
    """A ``tokenizer.json`` of special tokens and single bytes."""
    names = [*special, *byte_chars().values()]
    added = [
        {"id": at, "content": name, "special": True, "normalized": False}
        | dict.fromkeys(("single_word", "lstrip", "rstrip"), False)
        for at, name in enumerate(special)
    ]
    level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    vocabulary = {name: at for at, name in enumerate(names)}
    model = {"type": "BPE", "vocab": vocabulary, "merges": []} | dict.fromkeys(
        ("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")
    )
    model |= dict.fromkeys(("fuse_unk", "byte_fallback", "ignore_merges"), False)
    body: dict[str, object] = {"version": "1.0", "truncation": None, "padding": None, "added_tokens": added}
    body |= {"normalizer": None, "pre_tokenizer": level, "post_processor": None, "decoder": level}
    return json.dumps(body | {"model": model}, ensure_ascii=False)


def save(path: Path, kind: Format = Format.FP32, shape: Shape = SHAPE, seed: int = 1) -> Path:
    """Writes the graph."""
    onnx.save(build(shape, weights(shape, seed), kind), path)
    return path


def install(folder: Path, name: str, seed: int = 1) -> Path:
    """Writes a whole model folder, as ``models/export.py`` does."""
    folder.mkdir(parents=True)
    save(folder / "model.onnx", Format.INT8, seed=seed)
    (folder / TOKENIZER).write_text(tokenizer(), encoding="utf-8")
    manifest = Manifest(
        name=name,
        model="model.onnx",
        files={one: checksum(folder / one) for one in ("model.onnx", TOKENIZER)},
        vocabulary=SHAPE.vocabulary,
        context=SHAPE.context,
        prompt="bsl",
        parameters=SHAPE.parameters,
        licence="MIT",
        trained_on=["случайные числа"],
        scores={"exact_match": 0.0},
    )
    write_json(folder / NAME, manifest.as_json())
    return folder
