"""The installed model → what it is worth on repositories that it never saw.

    python models/evaluate.py REPOSITORIES CORPUS [--limit 400] [--also FOLDER …]

Runs ``bsl-pilot eval completion``, the real engine with filters and project memory, over each ``evaluate`` repository
of ``sources.tsv`` with every ablation and both baselines, and leaves out lines that are nearly in the training data
(``CORPUS/train_windows.npy``). Writes one ``scores/<repository>.json`` each, and the table of the card to
``scores/table.md``. ``--also`` measures further folders, into files of their names.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus import SOURCES, sources

SCORES = Path(__file__).parent / "scores"
SEED = 1
METHODS = 12
"""Methods that are typed anew in each repository."""

Figures = dict[str, Any]
Row = tuple[str, Callable[[Figures], str]]


def main() -> None:
    """Measures all, writes all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("repositories", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, default=400, help="cursors in code of each")
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    named = [one.repository.replace("/", "_") for one in sources(SOURCES) if one.role == "evaluate"]
    folders = [*(options.repositories / name for name in named), *options.also]
    SCORES.mkdir(exist_ok=True)
    found = {folder.name: measured(folder, options.corpus, options.limit) for folder in folders}
    (SCORES / "table.md").write_text(table(found), encoding="utf-8")
    print(table(found))


def measured(folder: Path, corpus: Path, limit: int) -> Figures:
    """The figures of one folder, also written to its file."""
    command = [sys.executable, "-m", "bsl_pilot", "eval", "completion", str(folder), "--json", "--ablations"]
    command += ["--baselines", "--limit", str(limit), "--seed", str(SEED), "--replay", str(METHODS)]
    command += ["--trained", str(corpus / "train_windows.npy")]
    done = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=True)  # noqa: S603
    figures: Figures = json.loads(done.stdout)
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    (SCORES / f"{folder.name}.json").write_text(text, encoding="utf-8")
    return figures


def table(found: dict[str, Figures]) -> str:
    """The table of the card, in Markdown."""
    lines = ["| | " + " | ".join(found) + " |", "|---|" + "---:|" * len(found)]
    for title, value in ROWS:
        lines.append(f"| {title} | " + " | ".join(value(figures) for figures in found.values()) + " |")
    return "\n".join(lines) + "\n"


def percent(value: float | None) -> str:
    """A share; a dash where there is none."""
    return "–" if value is None else f"{100 * value:.1f} %"


def variant(name: str) -> Callable[[Figures], str]:
    """Exact matches of an ablation."""
    return lambda figures: percent(figures["ablations"][name]["exact_match"])


def baseline(name: str) -> Callable[[Figures], str]:
    """Exact matches of a baseline."""
    return lambda figures: percent(figures["baselines"][name]["exact_match"])


def pair(values: Figures) -> str:
    """Median and 95th percentile."""
    return f"{values['p50']:.0f} / {values['p95']:.0f} ms"


ROWS: tuple[Row, ...] = (
    ("cursors in code", lambda figures: str(figures["cursors"])),
    ("**exact rest of line: model and memory**", lambda figures: f"**{percent(figures['exact_match'])}**"),
    ("the same, model alone", variant("model")),
    ("the same, memory alone", variant("memory")),
    ("the same, names not looked at", variant("no_names")),
    ("the same, without filters", variant("no_filters")),
    ("most frequent continuation in the project", baseline("frequent_line")),
    ("the editor's word completion", baseline("nearest_word")),
    ("edit similarity", lambda figures: f"{figures['edit_similarity']:.2f}"),
    ("shown", lambda figures: percent(figures["shown"] / figures["cursors"])),
    ("right, of what is shown", lambda figures: percent(figures["precision"])),
    ("shown text parses in its place", lambda figures: percent(figures["parse_ok"])),
    ("shown text with an unknown name", lambda figures: percent(figures["unknown_names"])),
    ("characters inserted rightly while typing", lambda figures: percent(figures["accepted_chars_ratio"])),
    ("engine, cold place, p50 / p95", lambda figures: pair(figures["latency_ms"])),
)


if __name__ == "__main__":
    main()
