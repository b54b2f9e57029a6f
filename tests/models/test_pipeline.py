"""The scripts of ``models/``, one behind the other, on the example project: from files to a model that writes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
MODELS = ROOT / "models"
SHAPE = '{"hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 1, "intermediate_size": 96}'
QUICK = "0.05"
"""Minutes of training."""
SOURCES = """repository\tlicence\trole\tcommit
test/trade\tMIT\ttrain\t-
test/oscript\tMIT\ttrain\t-
test/copy\tMIT\ttrain\t-
test/warehouse\tMIT\tdev\t-
test/extension\tMIT\tevaluate\t-
"""

pytest.importorskip("torch", reason="the train extra is not installed")


def script(name: str, *arguments: object) -> str:
    """Runs one script as its page says; what it printed."""
    command = [sys.executable, str(MODELS / f"{name}.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus, the tokens and the checkpoints of a model of nothing."""
    out = tmp_path_factory.mktemp("обучение модели")
    repositories = out / "repositories"
    for folder, name in (
        ("trade", "test_trade"),
        ("oscript_lib", "test_oscript"),
        ("trade", "test_copy"),
        ("warehouse", "test_warehouse"),
        ("trade_extension", "test_extension"),
    ):
        shutil.copytree(FIXTURES / folder, repositories / name)
    (out / "sources.tsv").write_text(SOURCES, encoding="utf-8")
    script("corpus", repositories, out / "corpus", out / "sources.tsv")
    script("tokenizer", "learn", out / "corpus", out / "tokenizer.json")
    script("tokenizer", "encode", out / "corpus", out / "tokenizer.json", out / "data")
    rest = ("--shape", SHAPE, "--rows", 2, "--length", 224, "--minutes", QUICK)
    script("train", out / "data", out / "tokenizer.json", out / "run", *rest)
    script("train", out / "data", out / "tokenizer.json", out / "run", *rest, "--settle")
    return out


def test_a_repository_that_was_there_before_is_left_out(trained: Path) -> None:
    report = json.loads((trained / "corpus" / "corpus.json").read_text(encoding="utf-8"))
    assert report["test/trade"]["files"] > 10
    assert report["test/copy"].get("files", 0) == 0
    assert report["test/copy"]["equal"] >= report["test/trade"]["files"]


def test_settling_goes_on_from_the_steady_model_and_leaves_it(trained: Path) -> None:
    steady, settled = (
        json.loads((trained / "run" / name / "config.json").read_text(encoding="utf-8"))["bsl_pilot"]
        for name in ("steady", "settled")
    )
    assert 0 < steady["steps"] < settled["steps"]
    log = (trained / "run" / "log.txt").read_text(encoding="utf-8")
    assert log.count("parameters on") == 2
    assert "perplexity" in log


def test_a_checkpoint_is_what_transformers_makes_of_it(trained: Path) -> None:
    import torch
    from safetensors.torch import load_file
    from transformers import LlamaForCausalLM

    from llama import Llama, Shape

    folder = trained / "run" / "settled"
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    ours = Llama(Shape(**{name: config[name] for name in Shape.__slots__}))
    ours.load_state_dict(load_file(folder / "model.safetensors"))
    ids = torch.arange(8, 72)[None]
    with torch.no_grad():
        theirs = LlamaForCausalLM.from_pretrained(folder)(input_ids=ids).logits
        assert torch.allclose(ours.logits(ids), theirs, atol=1e-4)


def test_the_loss_of_the_output_layer_is_that_of_pytorch(trained: Path) -> None:
    import torch

    from llama import Llama, Shape

    torch.manual_seed(0)
    model = Llama(Shape(vocab_size=600, hidden_size=64, num_hidden_layers=1, num_attention_heads=1))
    ids, targets = torch.randint(0, 600, (2, 2, 400))
    weights = torch.rand(2, 400) * (torch.rand(2, 400) > 0.3)
    loss = model.loss(ids, targets, weights)
    loss.backward()
    table = model.model.embed_tokens.weight
    assert table.grad is not None
    gradient = table.grad.clone()
    model.zero_grad()
    losses = torch.nn.functional.cross_entropy(model.logits(ids).mT, targets, reduction="none")
    expected = (losses * weights).sum() / weights.sum()
    expected.backward()
    assert torch.allclose(loss, expected, atol=1e-5)
    assert torch.allclose(gradient, table.grad, atol=1e-5)


def test_a_model_learns_somebodys_code_and_is_exported(trained: Path) -> None:
    checkpoint, tokenizer = trained / "run" / "settled", trained / "tokenizer.json"
    script("lora", checkpoint, tokenizer, FIXTURES / "trade", trained / "own", "--minutes", QUICK)
    report = json.loads((trained / "own" / "lora.json").read_text(encoding="utf-8"))
    assert report["steps"] > 0
    assert report["next_token_after"]["loss"] < report["next_token_before"]["loss"]
    held = (trained / "own" / "held.txt").read_text(encoding="utf-8").splitlines()
    assert len(held) == report["held_files"]
    assert all((FIXTURES / "trade" / path).is_file() for path in held)
    assert (trained / "own" / "adapter" / "adapter_model.safetensors").exists()
    check = ("--check", trained / "data" / "dev.npz")
    script("export", trained / "own" / "merged", tokenizer, trained / "model", "--name", "own", *check)
    manifest = json.loads((trained / "model" / "model.json").read_text(encoding="utf-8"))
    assert manifest["made"]["equality"]


def test_rows_hold_what_the_prompt_format_says(trained: Path) -> None:
    from bsl_pilot.completion.prompt import PATH, PREFIX, SUFFIX

    from samples import Data
    from train import line_starts

    newlines = line_starts(trained / "tokenizer.json")
    rows = Data.load(trained / "data" / "train.npz", seed=1).rows(64, 224, newlines)
    assert (rows.ids[:, 0] == PATH).all()
    assert ((rows.ids == PREFIX).sum(axis=1) >= 1).all()
    assert (rows.ids == SUFFIX).any()
    assert np.isin(rows.ids[rows.weights > 0], [PATH, SUFFIX]).sum() == 0
    assert 0 < rows.weights.mean() <= 1


def test_a_licence_that_allows_no_training_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources.tsv").write_text(SOURCES.replace("MIT\ttrain", "GPL-3.0\ttrain"), encoding="utf-8")
    command = [
        sys.executable,
        str(MODELS / "corpus.py"),
        str(tmp_path),
        str(tmp_path / "out"),
        str(tmp_path / "sources.tsv"),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "does not allow training" in done.stderr
