"""How equal an exported model is to the checkpoint that it was made from, on real text.

Quantised weights and activations change every logit a little; what counts is whether the model still writes the
same. Both ways in which the server uses it are compared: reading many tokens at once, and one at a time.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.backends.onnx_runtime import open_runtime
from bsl_pilot.backends.runtime import Runtime
from bsl_pilot.completion.prompt import compose

WINDOWS, LENGTH = 24, 256
"""Pieces of text, spread evenly over the file, and the tokens of each."""

Logits = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Agreement:
    """One way of running the model against PyTorch."""

    next_token: float
    """Share of the positions at which both think the same token the likeliest."""
    divergence: float
    """Mean Kullback-Leibler divergence from PyTorch's distribution, in nats."""
    logit_error: float
    """Mean absolute error of a logit, in standard deviations of the logits."""
    perplexity: float


@dataclass(frozen=True, slots=True)
class Equality:
    """The comparison."""

    positions: int
    torch_perplexity: float
    at_once: Agreement
    one_by_one: Agreement

    def as_json(self) -> dict[str, object]:
        """For the manifest, rounded."""

        def rounded(one: Agreement) -> dict[str, float]:
            return {name: round(value, 5) for name, value in asdict(one).items()}

        return {
            "positions": self.positions,
            "torch_perplexity": round(self.torch_perplexity, 4),
            "at_once": rounded(self.at_once),
            "one_by_one": rounded(self.one_by_one),
        }

    def as_table(self) -> str:
        """For people."""
        rows = [
            f"{name:12}{one.next_token:11.4f}{one.divergence:13.5f}{one.logit_error:13.5f}{one.perplexity:12.3f}"
            for name, one in (("at once", self.at_once), ("one by one", self.one_by_one))
        ]
        head = f"{'':12}{'next token':>11}{'divergence':>13}{'logit error':>13}{'perplexity':>12}"
        return "\n".join([head, *rows, f"{'PyTorch':12}{self.torch_perplexity:49.3f}"])


def compare(checkpoint: Path, model: Path, tokens: Path) -> Equality:
    """Runs both over the text of ``tokens`` (as ``tokenizer.py encode`` writes it)."""
    windows = windows_of(tokens)
    reference = torch_logits(checkpoint, windows)
    runtime = open_runtime(model, LENGTH)
    return Equality(
        positions=sum(len(one) - 1 for one in windows),
        torch_perplexity=perplexity(reference, windows),
        at_once=agreement(reference, [at_once(runtime, one) for one in windows], windows),
        one_by_one=agreement(reference, [one_by_one(runtime, one) for one in windows], windows),
    )


def windows_of(path: Path) -> list[list[int]]:
    """Prompts of ``LENGTH`` tokens from all over the text."""
    with np.load(path) as arrays:
        tokens = arrays["tokens"]
    starts = np.linspace(0, len(tokens) - LENGTH, WINDOWS).astype(int)
    return [compose([], [], tokens[start : start + LENGTH - 2].tolist()) for start in starts]


def torch_logits(checkpoint: Path, windows: list[list[int]]) -> list[Logits]:
    """What the transformers library computes."""
    import torch  # noqa: PLC0415  (not needed by those who only run what is here)
    from transformers import LlamaForCausalLM  # noqa: PLC0415

    model = LlamaForCausalLM.from_pretrained(checkpoint, dtype=torch.float32).eval()
    with torch.inference_mode():
        return [model(torch.tensor([one])).logits[0].numpy() for one in windows]


def at_once(runtime: Runtime, ids: list[int]) -> Logits:
    """Logits of all positions from one step."""
    runtime.rewind(0)
    return runtime.feed(ids, len(ids))


def one_by_one(runtime: Runtime, ids: list[int]) -> Logits:
    """Logits of all positions from as many steps."""
    runtime.rewind(0)
    return np.concatenate([runtime.feed([one]) for one in ids])


def agreement(reference: list[Logits], found: list[Logits], windows: list[list[int]]) -> Agreement:
    """How far ``found`` is from ``reference``."""
    right, other = np.concatenate(reference), np.concatenate(found)
    likely = log_softmax(right)
    divergence = (np.exp(likely) * (likely - log_softmax(other))).sum(axis=1)
    return Agreement(
        next_token=float((right.argmax(axis=1) == other.argmax(axis=1)).mean()),
        divergence=float(divergence.mean()),
        logit_error=float(np.abs(right - other).mean() / right.std()),
        perplexity=perplexity(found, windows),
    )


def perplexity(logits: list[Logits], windows: list[list[int]]) -> float:
    """Perplexity of the text behind each window's two leading marks."""
    losses = [
        -log_softmax(one)[np.arange(1, len(ids) - 1), ids[2:]]
        for one, ids in zip(logits, windows, strict=True)
    ]
    return float(np.exp(np.concatenate(losses).mean()))


def log_softmax(logits: Logits) -> Logits:
    """Logarithms of the probabilities."""
    shifted: Logits = logits - logits.max(axis=1, keepdims=True)
    result: Logits = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return result
