"""How long the edge model takes for a line, in the situations of an editor.

    python bench/edge.py MODEL FOLDER [--prompts 128 256] [--threads N] [--cursors N] [--seed S]

MODEL is a folder with ``model.json``, FOLDER holds source files. The cursors are drawn at random inside of lines:

cold          a place whose prompt shares nothing with the last one
typing on     the same place one character further; ten of them
accepted      the line was taken, and the next one is wanted
line below    the cursor goes one line down
again         the same place once more: what an idle cursor has warmed
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.backends.decode import Decoder, Effort
from bsl_pilot.backends.manifest import TOKENIZER, read
from bsl_pilot.backends.memories import Memories
from bsl_pilot.backends.model import Model
from bsl_pilot.backends.onnx_runtime import open_runtime
from bsl_pilot.backends.runtime import Runtime
from bsl_pilot.backends.tokens import Tokens
from bsl_pilot.backends.window import Reading
from bsl_pilot.completion.mix import mix
from bsl_pilot.completion.ports import Answer, Job, Prompt
from bsl_pilot.completion.prompt import header, normalise
from bsl_pilot.errors import PilotError
from bsl_pilot.text.files import decode

from table import milliseconds, table

LINE = 48
"""Tokens of a line at most, as in the engine."""
KEYS = 10
PROMPTS = (128, 256, 512)


class Measured(NamedTuple):
    """One completion."""

    seconds: float
    cpu: float
    """Seconds of all threads: what to compare where other programs are busy."""
    tokens: int
    effort: Effort


Times = dict[str, list[Measured]]


class Bench:
    """A model that answers at places of files."""

    def __init__(self, runtime: Runtime, tokens: Tokens, style: str, prompt: int) -> None:
        model = Model(runtime, tokens, style, Reading(prompt))
        self._decoder = Decoder(model, Memories(tokens), mix)
        self.times: Times = defaultdict(list)

    def visit(self, path: str, text: str, at: int) -> None:
        """Goes through all situations from one place on."""
        self._ask("cold", path, text[:at], text[at:])
        end = text.find("\n", at)
        for place in range(at + 1, min(at + KEYS, end) + 1):
            self._ask("typing on", path, text[:place], text[at:])
        answer = self._ask("again", path, text[:at], text[at:])
        if answer.text.strip():
            self._ask("accepted", path, text[:at] + answer.text + "\n\t", text[at:])
        if 0 < end < len(text) - 2:
            self._ask("line below", path, text[: end + 2], text[end + 2 :])

    def _ask(self, what: str, path: str, prefix: str, suffix: str) -> Answer:
        job = Job(Prompt(header(path), prefix, suffix, path), LINE, time.monotonic() + 60, _line_end)
        started, used = time.perf_counter(), time.process_time()
        answer = self._decoder.complete(job)
        seconds, cpu = time.perf_counter() - started, time.process_time() - used
        self.times[what].append(Measured(seconds, cpu, answer.confidence.tokens, self._decoder.effort))
        return answer


def _line_end(text: str) -> int | None:
    """The end of the line that is written."""
    at = text.find("\n", 1)
    return at if at > 0 else None


def places(folder: Path, count: int) -> Iterator[tuple[str, str, int]]:
    """Random cursors inside of lines, each in another file where there are enough."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in (".bsl", ".os") and path.is_file())
    random.shuffle(paths)
    found = 0
    while paths and found < count:
        path = paths[found % len(paths)]
        found += 1
        text = normalise(decode(path.read_bytes(), path).text)
        inside = [at for at in range(len(text) - 3) if "\n" not in text[at : at + 3] and text[at].strip()]
        if inside:
            yield path.relative_to(folder).as_posix(), text, random.choice(inside)


def rows(prompt: int, times: Times) -> Iterator[tuple[object, ...]]:
    """A row for each situation."""
    for what, measured in times.items():
        efforts = [one.effort for one in measured]
        count = len(measured)
        yield (
            what,
            prompt,
            count,
            *milliseconds([one.seconds for one in measured]),
            milliseconds([one.cpu for one in measured])[0],
            f"{sum(effort.read for effort in efforts) / count:.0f}",
            f"{sum(one.tokens for one in measured) / count:.1f}",
            f"{sum(effort.passes for effort in efforts) / count:.1f}",
            f"{sum(effort.accepted for effort in efforts) / max(1, sum(effort.drafted for effort in efforts)):.0%}",
        )


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--prompts", type=int, nargs="+", default=PROMPTS, help="tokens of a prompt at most")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--cursors", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    head = (
        "",
        "prompt",
        "times",
        "p50 ms",
        "p95 ms",
        "max ms",
        "cpu p50",
        "read",
        "written",
        "passes",
        "drafts taken",
    )
    found: list[tuple[object, ...]] = []
    try:
        started = time.perf_counter()
        manifest = read(options.model)
        runtime = open_runtime(options.model / manifest.model, manifest.context, options.threads)
        tokens = Tokens.load(options.model / TOKENIZER)
        print(f"{manifest.name}: loaded in {time.perf_counter() - started:.2f} s")
        for prompt in options.prompts:
            random.seed(options.seed)
            bench = Bench(runtime, tokens, manifest.prompt, prompt)
            for place in places(options.folder, options.cursors):
                bench.visit(*place)
            runtime.rewind(0)
            found += rows(prompt, bench.times)
    except PilotError as error:
        print(error, file=sys.stderr)
        return 2
    print(table(head, found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
