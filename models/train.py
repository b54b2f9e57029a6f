"""Tokens → a model.

    python models/train.py DATA tokenizer.json OUT --minutes 90          # steady: goes on from OUT/state.pt
    python models/train.py DATA tokenizer.json OUT --minutes 20 --settle # the rate falls to nothing

The rate is warmed up, then steady, then falls: the steady part can be stopped and continued as long as there is
time, and a model for use is made at any point of it by settling. Time is the wall clock's, since that is what is
given out. Settling writes ``OUT/settled`` and leaves ``OUT/state.pt`` as it was. ``OUT/steady`` holds the mean of the weights
over the last steps, which is most of what settling gives and costs nothing.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import Tokenizer

from llama import Llama, Shape
from muon import Muon
from samples import Data, Rows

ROWS, LENGTH = 16, 320
"""Rows of a step and tokens of a row. Served prompts have 192; the rest is room for the answer."""
MATRIX_RATE, OTHER_RATE = 0.012, 3e-3
"""Rates of Muon (matrices of the layers) and AdamW (embeddings, norms)."""
WARM_UP = 60
"""Steps until the rate is full."""
SAVE_EVERY, LOOK_EVERY, SAY_EVERY = 300.0, 600.0, 60.0
"""Seconds between checkpoints, between looks at the held-out repositories, and between lines of the log."""
DEV_ROWS = 24
HORIZON = 200
"""Steps over which the mean of the weights goes."""


def main() -> None:
    """Trains until the time is over."""
    options = arguments()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    newlines = line_starts(options.tokenizer)
    shape = Shape(**json.loads(options.shape), vocab_size=len(newlines))
    run = Run(Llama(shape).to(device), options.out, device)
    run.restore()
    data = Data.load(options.data / "train.npz", seed=run.step)
    dev = Data.load(options.data / "dev.npz", seed=0).rows(DEV_ROWS, options.length, newlines)
    compute: Callable[..., torch.Tensor] = run.model.loss
    if options.compile:
        run.model.model.compile(dynamic=False)
    began = said = looked = saved = time.monotonic()
    run.say(f"{sum(weight.numel() for weight in run.model.parameters()) / 1e6:.2f} M parameters on {device}")
    while (spent := time.monotonic() - began) < options.minutes * 60:
        left = 1 - spent / (options.minutes * 60)
        run.learn(
            compute,
            data.rows(options.rows, options.length, newlines),
            max(left, 0.01) if options.settle else 1,
        )
        now = time.monotonic()
        if now - said > SAY_EVERY:
            run.progress(now - began)
            said = now
        if now - looked > LOOK_EVERY:
            run.look(dev)
            looked = time.monotonic()
        if now - saved > SAVE_EVERY and not options.settle:
            run.save()
            saved = now
    if not options.settle:
        run.save()
        run.model.load_state_dict(run.mean)
    run.look(dev)
    run.export(options.out / ("settled" if options.settle else "steady"))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of train.npz and dev.npz")
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--settle", action="store_true")
    parser.add_argument("--shape", default="{}", help='sizes that are not the usual: {"hidden_size": 384}')
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--length", type=int, default=LENGTH)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--compile", action="store_true", help="a minute at the start for 7 %% more speed")
    return parser.parse_args()


def line_starts(path: Path) -> NDArray[np.bool_]:
    """Of each token id whether it begins a line."""
    tokenizer = Tokenizer.from_file(str(path))
    texts = (tokenizer.id_to_token(at) for at in range(tokenizer.get_vocab_size()))
    return np.array(
        [(text or "").startswith("Ċ") for text in texts]
    )  # a line feed, as byte-level BPE writes it


class Run:
    """The model with its optimisers and the count of what it has seen."""

    def __init__(self, model: Llama, out: Path, device: str) -> None:
        out.mkdir(parents=True, exist_ok=True)
        self.model, self.out, self.device = model, out, device
        matrices = [w for name, w in model.named_parameters() if w.ndim == 2 and "embed" not in name]
        others = [w for name, w in model.named_parameters() if w.ndim != 2 or "embed" in name]
        self._others = others
        self.optimisers: tuple[torch.optim.Optimizer, ...] = (
            Muon(matrices, lr=MATRIX_RATE),
            torch.optim.AdamW(others, lr=OTHER_RATE, betas=(0.9, 0.98), weight_decay=0.0, fused=True),
        )
        self.mean = {name: weight.detach().clone() for name, weight in model.state_dict().items()}
        self.step = 0
        self.tokens = 0
        self._losses: list[float] = []

    def learn(self, compute: Callable[..., torch.Tensor], rows: Rows, rate: float) -> None:
        """One step at ``rate`` times the full rate."""
        rate *= min(1.0, (self.step + 1) / WARM_UP)
        for optimiser, full in zip(self.optimisers, (MATRIX_RATE, OTHER_RATE), strict=True):
            for group in optimiser.param_groups:
                group["lr"] = full * rate
        with self._precision():
            loss = compute(*self._tensors(rows))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._others, 1.0)
        for optimiser in self.optimisers:
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
        self.step += 1
        for name, weight in self.model.state_dict().items():
            self.mean[name].lerp_(weight, 1 / min(self.step, HORIZON))
        self.tokens += rows.ids.size
        self._losses.append(loss.item())

    def look(self, dev: Rows) -> None:
        """Says how well the held-out repositories are known."""
        parts = []
        with torch.no_grad(), self._precision():
            for first in range(0, len(dev.ids), 4):
                some = slice(first, first + 4)
                part = Rows(dev.ids[some], dev.targets[some], dev.weights[some])
                ids, targets, weights = self._tensors(part)
                logits = self.model.logits(ids).float()
                losses = torch.nn.functional.cross_entropy(logits.mT, targets, reduction="none")
                code = weights >= 0.5
                right = (logits.argmax(-1) == targets)[code].float()
                parts.append((losses[code].mean().item(), right.mean().item()))
        loss, right_share = np.mean(parts, axis=0)
        self.say(f"  dev: loss {loss:.4f}, perplexity {math.exp(loss):.2f}, next token {right_share:.4f}")

    def progress(self, seconds: float) -> None:
        """Says how far the run is."""
        recent = float(np.mean(self._losses[-25:]))
        rate = self.optimisers[0].param_groups[0]["lr"] / MATRIX_RATE
        self.say(
            f"{seconds / 60:6.1f} min  step {self.step}  {self.tokens / 1e6:.2f} M tokens  "
            f"loss {recent:.3f}  rate {rate:.2f}"
        )

    def say(self, line: str) -> None:
        """Prints a line and keeps it beside the model."""
        print(line, flush=True)
        with (self.out / "log.txt").open("a", encoding="utf-8") as log:
            log.write(line + "\n")

    def save(self) -> None:
        """Writes all that is needed to go on."""
        state: dict[str, Any] = {
            "shape": asdict(self.model.shape),
            "model": self.model.state_dict(),
            "mean": self.mean,
            "optimisers": [one.state_dict() for one in self.optimisers],
            "step": self.step,
            "tokens": self.tokens,
        }
        torch.save(state, self.out / "state.part")
        (self.out / "state.part").replace(self.out / "state.pt")

    def restore(self) -> None:
        """Goes on from the last checkpoint, if there is one."""
        path = self.out / "state.pt"
        if not path.exists():
            return
        state = torch.load(path, map_location=self.device, weights_only=True)
        if state["shape"] != asdict(self.model.shape):
            raise SystemExit(f"{path} holds a model of another shape: {state['shape']}")
        self.model.load_state_dict(state["model"])
        for optimiser, held in zip(self.optimisers, state["optimisers"], strict=True):
            optimiser.load_state_dict(held)
        self.mean = state.get("mean", state["model"])
        self.step, self.tokens = state["step"], state["tokens"]

    def export(self, folder: Path) -> None:
        """Writes the model as transformers reads it."""
        folder.mkdir(parents=True, exist_ok=True)
        weights = {name: weight.contiguous().cpu() for name, weight in self.model.state_dict().items()}
        save_file(weights, folder / "model.safetensors", {"format": "pt"})
        trained = {"tokens_seen": self.tokens, "steps": self.step}
        config = {**self.model.shape.config(), "bsl_pilot": trained}
        (folder / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")

    def _tensors(self, rows: Rows) -> tuple[torch.Tensor, ...]:
        return tuple(torch.from_numpy(np.ascontiguousarray(array)).to(self.device) for array in rows)

    def _precision(self) -> Any:
        return torch.autocast("cuda", torch.bfloat16) if self.device == "cuda" else nullcontext()


if __name__ == "__main__":
    main()
