"""Measures members behind a dot, query fields and receivers on real projects, and keeps the figures.

    python bench/members.py FOLDER… [--out DIR] [--seed S]

Prints for each folder what ``bsl-pilot eval members`` and ``bsl-pilot eval types`` print, and writes what they give
with ``--json`` to DIR (bench/scores holds the committed snapshots). Of a large configuration only those modules are
judged whose code no weight was ever fitted to; a small project is judged as a whole.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from bsl_pilot import app
from bsl_pilot.app.workspace import Workspace
from bsl_pilot.evaluation import asked as members
from bsl_pilot.evaluation import typing_share as types
from bsl_pilot.evaluation.types_tables import members_text, receivers_text
from bsl_pilot.locale import Locale

LARGE = 1000
"""Modules of a configuration that is judged in parts."""
TIMES = "cpu_ms"
"""Figures of a machine, which are no part of a snapshot."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    for folder in asked.folders:
        opened = app.open_project(Workspace.of(str(folder), lambda _settings: Locale.EN), str(folder))
        plan = members.Plan(seed=asked.seed, every_module=len(opened.paths) < LARGE)
        answers = members.ask_all(opened, plan)
        receivers = types.receivers_of(opened, 300, asked.seed)
        print(f"{folder.name}\n\n{members_text(answers, Locale.EN)}\n{receivers_text(receivers, Locale.EN)}")
        if asked.out:
            _keep(asked.out / f"{folder.name}.members.json", members.as_figures(answers, plan))
            _keep(asked.out / f"{folder.name}.types.json", types.as_figures(receivers, asked.seed))


def _keep(path: Path, figures: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in figures.items() if name != TIMES}
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
