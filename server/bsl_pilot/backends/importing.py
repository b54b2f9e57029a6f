"""Takes in a model that the user brought: any Llama or Qwen2 type decoder in ONNX with its tokenizer."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from bsl_pilot.backends.manifest import NAME, TOKENIZER, Manifest, is_plain_name, read
from bsl_pilot.backends.model import Model
from bsl_pilot.backends.styles import BSL, FIM, PLAIN
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.backends.verify import checksum, write_json
from bsl_pilot.errors import InputError, ModelError, UsageError
from bsl_pilot.locale import Text
from bsl_pilot.text.files import reason

CONTEXT = 2048
"""The most tokens that a model is given whose own limit is higher or not known: more costs time and memory."""
PREFERRED = ("model_quantized", "model_int8", "model_q4", "model_q4f16", "model_uint8", "model_fp16", "model")
"""Which of several ONNX files is taken, fastest on a processor first, as transformers.js names them."""
SAMPLE = "Процедура Тест()\n"
TRIED = 3
"""Tokens that the model has to write before it is taken."""

_NO_ONNX = Text(
    "{path}: здесь нет файла .onnx; нужна папка с экспортом ONNX и tokenizer.json",
    "{path}: there is no .onnx file here; a folder with an ONNX export and tokenizer.json is needed",
)
_NO_TOKENIZER = Text(
    "{path}: нет файла tokenizer.json; возьмите его оттуда же, откуда модель",
    "{path}: there is no tokenizer.json; take it from where the model is from",
)
_TAKEN = Text(
    "модель {name} уже установлена; задайте другое имя: --name",
    "a model {name} is installed already; choose another name with --name",
)
_BAD_NAME = Text(
    "имя модели {name!r} не годится для папки; задайте другое: --name",
    "the name {name!r} is not fit for a folder; choose another with --name",
)
_LICENCE = re.compile(r"^license:[ \t]*['\"]?([^\s'\"]+)", re.MULTILINE)


def import_model(source: Path, own: Path, name: str = "", taken: Collection[str] = ()) -> Manifest:
    """Loads and tries a model, copies it to the folder ``own`` and describes it.

    Args:
        source: a folder with an ONNX file (or in its folder ``onnx``) and ``tokenizer.json``, or the ONNX file.
        own: where this user's models are.
        name: what to call it; that of the folder by default.
        taken: names that other models have.

    Raises:
        UsageError: the name is taken or not fit.
        ModelError: there is no model in the folder, or not one that we can run.
        BackendError: there is no memory for it, or onnxruntime is not there.
        InputError: it can't be read or written.
    """
    graph = _graph_of(source)
    base = source if source.is_dir() else graph.parent
    if base == graph.parent and base.name == "onnx" and not (base / TOKENIZER).exists():
        base = base.parent
    name = name or _name_of(base)
    if not is_plain_name(name):
        raise UsageError(_BAD_NAME.filled(name=name))
    if name in taken or (own / name).exists():
        raise UsageError(_TAKEN.filled(name=name))
    if not (base / TOKENIZER).is_file():
        raise ModelError(_NO_TOKENIZER.filled(path=base))
    manifest = _described(name, base, graph)
    return _copied(manifest, [graph, *_data_of(graph), base / TOKENIZER], own / name)


def _graph_of(source: Path) -> Path:
    """The ONNX file that is meant."""
    try:
        if source.is_file():
            return source
        if not source.is_dir():
            raise FileNotFoundError(2, "", str(source))
        found = [*sorted(source.glob("*.onnx")), *sorted(source.glob("onnx/*.onnx"))]
    except OSError as error:
        raise InputError(reason(error).filled(path=source)) from None
    if not found:
        raise ModelError(_NO_ONNX.filled(path=source))
    return min(found, key=lambda one: PREFERRED.index(one.stem) if one.stem in PREFERRED else len(PREFERRED))


def _data_of(graph: Path) -> list[Path]:
    """Files in which a large graph keeps its weights: ``model.onnx_data``, ``model.onnx.data``, …"""
    return sorted(one for one in graph.parent.glob(f"{graph.name}?*") if one.is_file())


def _name_of(base: Path) -> str:
    """What the folder's own manifest says, else the folder's name."""
    if (base / NAME).is_file():
        return read(base).name
    return base.resolve().name


def _described(name: str, base: Path, graph: Path) -> Manifest:
    """Loads the model, lets it write a few tokens, and says what it is."""
    from bsl_pilot.backends.onnx_runtime import open_runtime  # noqa: PLC0415  (numpy and onnxruntime)

    known = read(base) if (base / NAME).is_file() else None
    config = _config(base)
    limit = config.get("max_position_embeddings")
    context = known.context if known else min(CONTEXT, limit if isinstance(limit, int) else CONTEXT)
    runtime = open_runtime(graph, context)
    tokens = Tokens.load(base / TOKENIZER)
    style = known.prompt if known else _style_of(tokens)
    model = Model(runtime, tokens, style)
    logits = runtime.feed(model.tokens.encode(SAMPLE)[: max(1, context - TRIED)])
    for _ in range(TRIED):
        logits = runtime.feed([int(logits[-1].argmax())])
    if known:
        return known.named(name)
    return Manifest(
        name=name,
        model=graph.name,
        files={},
        vocabulary=tokens.size,
        context=runtime.context,
        prompt=style,
        parameters=_parameters(config),
        licence=_licence(base),
        made={"imported_from": base.resolve().name, "architectures": config.get("architectures")},
    )


def _style_of(tokens: Tokens) -> str:
    """The kind of prompt that a tokenizer has the special tokens for."""
    if {"<|path|>", "<|prefix|>", "<|suffix|>"} <= tokens.special.keys():
        return BSL
    return FIM if {"<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>"} <= tokens.special.keys() else PLAIN


def _config(base: Path) -> Mapping[str, Any]:
    """``config.json`` as the transformers library writes it; nothing where there is none."""
    try:
        values = json.loads((base / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _parameters(config: Mapping[str, Any]) -> int | None:
    """Number of trained numbers of a Llama or Qwen2 type model; None where the sizes are not known."""
    try:
        hidden, layers = int(config["hidden_size"]), int(config["num_hidden_layers"])
        heads = int(config["num_attention_heads"])
        size = int(config.get("head_dim") or hidden // heads)
        kv = int(config.get("num_key_value_heads") or heads)
        attention = 2 * hidden * size * (heads + kv)
        layer = attention + 3 * hidden * int(config["intermediate_size"]) + 2 * hidden
        tables = 1 if config.get("tie_word_embeddings") else 2
        return layers * layer + hidden + tables * hidden * int(config["vocab_size"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None


def _licence(base: Path) -> str:
    """What the model's card says under ``license``."""
    try:
        card = (base / "README.md").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    found = _LICENCE.search(card)
    return found.group(1) if found else ""


def _copied(manifest: Manifest, files: list[Path], target: Path) -> Manifest:
    """Copies the files beside ``target`` and renames the whole, so that a model is there fully or not at all."""
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".importing.", dir=target.parent))
        stored = {}
        for file in files:
            shutil.copyfile(file, temporary / file.name)
            stored[file.name] = checksum(temporary / file.name)
        manifest = manifest.holding(stored)
        write_json(temporary / NAME, manifest.as_json())
        temporary.chmod(0o755)  # made for its owner alone, as temporary folders are
        temporary.replace(target)
    except OSError as error:
        raise InputError(reason(error).filled(path=error.filename or target)) from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    return manifest
