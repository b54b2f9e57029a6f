"""A checkpoint → the folder that the server loads: model.onnx, tokenizer.json, model.json.

    python models/export.py CHECKPOINT tokenizer.json OUT --name bsl-7m --about about.json --check DATA/dev.npz

``CHECKPOINT`` holds config.json and model.safetensors of a ``LlamaForCausalLM`` with tied embeddings.
``about.json`` gives what only the trainer knows: ``{"licence", "trained_on", "scores"}``. With ``--check`` the
file's answers are compared with PyTorch's on real text (see ``equality.py``), printed and written down.

Needs onnx, numpy and safetensors; the check needs torch and transformers, too.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from safetensors.numpy import load_file

from bsl_pilot.backends.manifest import NAME, TOKENIZER, Manifest
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.backends.verify import checksum, write_json
from bsl_pilot.errors import ModelError
from bsl_pilot.locale import Text

from graph import Format, Shape, Weights, build

MODEL = "model.onnx"
CONTEXT = 512
"""Tokens that the served model holds: prompts have 192, and what is written and drafted needs less than 200."""
MOST_BYTES = 30_000_000
"""Of the ONNX file: what a wheel can carry without anyone minding."""
LIBRARIES = ("onnx", "numpy", "onnxruntime")

_WRONG = Text("{path}: {why}", "{path}: {why}")


def main() -> None:
    """Exports, checks, and says what came out."""
    options = arguments()
    manifest = export(options)
    print(f"{manifest.name}: {manifest.parameters:,} parameters, {manifest.bytes:,} bytes → {options.out}")
    if options.check:
        from equality import compare  # noqa: PLC0415  (needs torch)

        equality = compare(options.checkpoint, options.out / MODEL, options.check)
        print(equality.as_table())
        manifest.made["equality"] = equality.as_json()
        write_json(options.out / NAME, manifest.as_json())


def export(options: argparse.Namespace) -> Manifest:
    """Writes the folder under another name and renames it.

    Raises:
        ModelError: the checkpoint is not of the kind that we can build.
    """
    config = json.loads((options.checkpoint / "config.json").read_text(encoding="utf-8"))
    shape = shape_of(config, options.context)
    weights = load_weights(options.checkpoint / "model.safetensors", shape)
    tokens = Tokens.load(options.tokenizer)
    if tokens.size > shape.vocabulary:
        raise wrong(options.tokenizer, f"{tokens.size} tokens, the model knows {shape.vocabulary}")
    part = options.out.with_name(options.out.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    onnx.save(build(shape, weights, options.format), part / MODEL)
    shutil.copyfile(options.tokenizer, part / TOKENIZER)
    manifest = described(options, shape, tokens.size, config, part)
    if manifest.bytes > MOST_BYTES and options.format is Format.INT8:
        raise wrong(part / MODEL, f"{manifest.bytes:,} bytes, at most {MOST_BYTES:,} can be shipped")
    write_json(part / NAME, manifest.as_json())
    shutil.rmtree(options.out, ignore_errors=True)
    part.replace(options.out)
    return manifest


def shape_of(config: Mapping[str, Any], context: int) -> Shape:
    """The sizes that config.json gives.

    Raises:
        ModelError: the model is of another kind.
    """
    heads = config["num_attention_heads"]
    # transformers 5 writes the base of the rotary embedding into rope_parameters, 4 beside the sizes.
    rope = config.get("rope_parameters") or config.get("rope_scaling") or {}
    if rope.get("rope_type", "default") != "default":
        raise wrong("config.json", f"rope_type {rope['rope_type']} is not supported")
    for name, wanted in (("tie_word_embeddings", True), ("attention_bias", False), ("mlp_bias", False)):
        if config.get(name, False) is not wanted:
            raise wrong("config.json", f"{name} has to be {wanted}")
    return Shape(
        vocabulary=config["vocab_size"],
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=heads,
        kv_heads=config.get("num_key_value_heads") or heads,
        head_size=config.get("head_dim") or config["hidden_size"] // heads,
        feed_forward=config["intermediate_size"],
        context=min(context, config["max_position_embeddings"]),
        rope_theta=rope.get("rope_theta") or config.get("rope_theta") or 10_000.0,
        epsilon=config["rms_norm_eps"],
    )


def load_weights(path: Path, shape: Shape) -> Weights:
    """The weights, all of them and of the right sizes.

    Raises:
        ModelError: some are missing, of another size, or not numbers.
    """
    held = load_file(path)
    held.pop("lm_head.weight", None)  # the embeddings under another name
    wanted = shape.tensors
    if odd := sorted(held.keys() ^ wanted.keys()):
        raise wrong(path, f"tensors that are missing or too many: {', '.join(odd[:5])}")
    for name, size in wanted.items():
        if held[name].shape != size:
            raise wrong(path, f"{name} has the shape {held[name].shape}, not {size}")
        if not np.isfinite(held[name]).all():
            raise wrong(path, f"{name} holds infinities")
    return {name: tensor.astype(np.float32) for name, tensor in held.items()}


def described(
    options: argparse.Namespace, shape: Shape, tokens: int, config: Mapping[str, Any], folder: Path
) -> Manifest:
    """The manifest of the files in ``folder``."""
    about = json.loads(options.about.read_text(encoding="utf-8")) if options.about else {}
    made = {
        "format": options.format.value,
        "hidden": shape.hidden,
        "layers": shape.layers,
        "training": config.get("bsl_pilot"),
        "versions": {name: version(name) for name in LIBRARIES},
    }
    return Manifest(
        name=options.name,
        model=MODEL,
        files={name: checksum(folder / name) for name in (MODEL, TOKENIZER)},
        vocabulary=tokens,
        context=shape.context,
        prompt=options.prompt,
        parameters=shape.parameters,
        licence=about.get("licence", "MIT"),
        trained_on=about.get("trained_on"),
        scores=about.get("scores"),
        made=made,
    )


def wrong(path: object, why: str) -> ModelError:
    """What is wrong with an input; developers' texts are in English."""
    return ModelError(_WRONG.filled(path=path, why=why))


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("checkpoint", type=Path)
    add("tokenizer", type=Path)
    add("out", type=Path)
    add("--name", required=True)
    add("--format", type=Format, choices=list(Format), default=Format.INT8)
    add("--context", type=int, default=CONTEXT)
    add("--prompt", default="bsl", choices=("bsl", "plain"))
    add("--about", type=Path)
    add("--check", type=Path, metavar="TOKENS.npz")
    return parser.parse_args(given)


if __name__ == "__main__":
    main()
