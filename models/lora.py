"""A model and somebody's own code → the model that knows this code.

    python models/lora.py MODEL tokenizer.json FOLDER OUT --minutes 10

Trains a LoRA adapter with peft on the modules of ``FOLDER``, keeps the adapter in ``OUT/adapter`` and the model
with the adapter merged in ``OUT/merged``, which ``export.py`` turns into a model for the editor. Every tenth file
is kept back; what the model knew of these before and after is printed and written to ``OUT/lora.json``, their paths
to ``OUT/held.txt`` for ``bsl-pilot eval completion FOLDER --only``. Nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from peft import LoraConfig, get_peft_model
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from corpus import cleaned
from samples import Data, Rows
from tokenizer import tokenised
from train import line_starts

RANK, ALPHA, DROPOUT = 32, 64, 0.05
RATE = 2e-3
"""High, as adapters of small models bear it; it falls to nothing over the time."""
ROWS, LENGTH = 8, 320
HELD_EVERY = 10
HELD_ROWS = 16
TARGETS = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def main() -> None:
    """Trains, merges, measures."""
    options = arguments()
    tokenizer = Tokenizer.from_file(str(options.tokenizer))
    newlines = line_starts(options.tokenizer)
    own, held = split(options.folder)
    learnt = Data(tokenised(tokenizer, own), seed=0)
    unseen = Data(tokenised(tokenizer, held), seed=0).rows(HELD_ROWS, LENGTH, newlines)
    model = LlamaForCausalLM.from_pretrained(options.model)
    before = accuracy(model, unseen)
    config = LoraConfig(r=RANK, lora_alpha=ALPHA, lora_dropout=DROPOUT, target_modules=TARGETS)
    adapted: Any = get_peft_model(model, config)
    steps = adapt(adapted, learnt, newlines, options.minutes * 60)
    adapted.save_pretrained(options.out / "adapter")
    merged = adapted.merge_and_unload()
    merged.save_pretrained(options.out / "merged")
    report = {
        "files": len(own),
        "held_files": len(held),
        "steps": steps,
        "next_token_before": before,
        "next_token_after": accuracy(merged, unseen),
    }
    kept_back = "".join(f"{one['path']}\n" for one in held)
    (options.out / "held.txt").write_text(kept_back, encoding="utf-8")
    (options.out / "lora.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    print(json.dumps(report))


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("model", type=Path, help="folder of config.json and model.safetensors")
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("folder", type=Path, help="the code to learn")
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=10.0)
    return parser.parse_args()


def split(folder: Path) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The files to learn and those that are kept back.

    Raises:
        SystemExit: there is too little code to keep anything back.
    """
    files = [{"repository": "own", "path": path, "text": text} for path, text in cleaned(folder, Counter())]
    if len(files) < HELD_EVERY:
        raise SystemExit(f"{folder}: {len(files)} modules; at least {HELD_EVERY} are needed to learn from")
    held = files[::HELD_EVERY]
    return [one for one in files if one not in held], held


def adapt(model: Any, data: Data, newlines: np.ndarray[Any, Any], seconds: float) -> int:
    """Trains the adapter for so long; the number of steps."""
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=RATE, weight_decay=0.0)
    model.train()
    began, steps = time.monotonic(), 0
    while (spent := (time.monotonic() - began) / seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, (steps + 1) / 10) * (1 - spent)
        loss_of(model, data.rows(ROWS, LENGTH, newlines)).backward()
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        steps += 1
    model.eval()
    return steps


def loss_of(model: Any, rows: Rows) -> torch.Tensor:
    """Weighted mean cross entropy."""
    ids, targets, weights = (torch.from_numpy(np.ascontiguousarray(array)) for array in rows)
    logits = model(input_ids=ids).logits
    losses = torch.nn.functional.cross_entropy(logits.mT, targets, reduction="none")
    return (losses * weights).sum() / weights.sum()


def accuracy(model: Any, rows: Rows) -> Mapping[str, float]:
    """Loss and share of right next tokens in the code of these rows."""
    model.eval()
    ids, targets, weights = (torch.from_numpy(np.ascontiguousarray(array)) for array in rows)
    with torch.no_grad():
        logits = model(input_ids=ids).logits
    code = weights >= 0.5
    losses = torch.nn.functional.cross_entropy(logits.mT, targets, reduction="none")
    right = (logits.argmax(-1) == targets)[code].float().mean().item()
    return {"loss": round(losses[code].mean().item(), 4), "right": round(right, 4)}


if __name__ == "__main__":
    main()
