"""Latency and memory of the edge model's graph: prompt lengths, single tokens, verified drafts.

    PYTHONPATH=models python bench/onnx_latency.py                  # random weights: time does not depend on them
    PYTHONPATH=models python bench/onnx_latency.py --model FOLDER   # an exported or installed model

Rows are a format with one and with two threads; medians in milliseconds of wall-clock time, or with ``--least`` the
shortest times, which say more on a busy machine. Memory is what a
process of its own grows by when it loads the model and uses it (Linux only), after onnxruntime was imported.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import onnx

from bsl_pilot.backends.manifest import read
from bsl_pilot.backends.onnx_runtime import open_runtime
from bsl_pilot.backends.runtime import Runtime

from graph import Format, Shape, build
from table import table

SIZES = {"256/7": (256, 7, 4, 768), "320/6": (320, 6, 5, 960), "384/6": (384, 6, 6, 1152)}
"""Hidden size / layers, heads of 64, width of the feed-forward layers."""
PROMPTS, DRAFTS = (128, 256, 512), (1, 4, 8, 16)
CONTEXT, MOST_ID = 640, 8000


def main() -> None:
    """Prints the table; with ``--one`` measures one row for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path)
    parser.add_argument("--repeat", type=int, default=15)
    parser.add_argument("--least", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, default=1, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measured(options)))
        return
    header = ["model", "threads", "MB", *(f"prefill {n}" for n in PROMPTS), *(f"verify {n}" for n in DRAFTS)]
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            [name, threads, f"{path.stat().st_size / 1e6:.1f}", *cells(path, threads, options)]
            for name, path in models(options.model, Path(folder))
            for threads in (1, 2)
        ]
    print(table([*header, "load ms", "RSS MB", "peak MB"], rows))


def models(given: Path | None, folder: Path) -> Iterator[tuple[str, Path]]:
    """Names and files of what is measured."""
    if given:
        manifest = read(given)
        yield manifest.name, given / manifest.model
        return
    chance = np.random.default_rng(1)
    for name, (hidden, layers, heads, wide) in SIZES.items():
        shape = Shape(8192, hidden, layers, heads, 1, 64, wide, CONTEXT)
        weights = {
            key: (chance.standard_normal(size) * 0.05 + (len(size) == 1)).astype(np.float32)
            for key, size in shape.tensors.items()
        }
        for kind in Format:
            path = folder / f"{hidden}_{kind}.onnx"
            onnx.save(build(shape, weights, kind), path)
            yield f"{name} {shape.parameters / 1e6:.1f} M {kind}", path


def cells(path: Path, threads: int, options: argparse.Namespace) -> list[str]:
    """One row, measured by a fresh process."""
    command = [sys.executable, __file__, "--one", str(path)]
    command += ["--threads", str(threads), "--repeat", str(options.repeat)]
    command += ["--least"] if options.least else []
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    values: list[float | None] = json.loads(done.stdout)
    return ["-" if value is None else f"{value:.1f}" for value in values]


def measured(options: argparse.Namespace) -> list[float | None]:
    """Milliseconds of each kind of step and of loading, megabytes while resting and at most."""
    import onnxruntime  # noqa: F401, PLC0415  (its own memory is not the model's)

    before = memory()[0]
    started = time.perf_counter()
    runtime = open_runtime(options.one, CONTEXT, options.threads)
    loaded = (time.perf_counter() - started) * 1000
    ids = np.random.default_rng(2).integers(8, min(MOST_ID, runtime.vocabulary), CONTEXT).tolist()
    prompts = [one if one <= runtime.context else 0 for one in PROMPTS]
    times: list[float | None] = [
        timed(partial(step, runtime, 0, ids[:n], 1), options.repeat, options.least) if n else None
        for n in prompts
    ]
    step(runtime, 0, ids[:256], 1)
    drafts = [partial(step, runtime, 256, ids[256 : 256 + n], n) for n in DRAFTS]
    times += [timed(draft, options.repeat * 4, options.least) for draft in drafts]
    resting, peak = memory()
    return [*times, loaded, resting - before, peak - before]


def step(runtime: Runtime, length: int, ids: list[int], keep: int) -> None:
    """Feeds ``ids`` after the first ``length`` tokens."""
    runtime.rewind(length)
    runtime.feed(ids, keep)


def timed(run: Callable[[], None], repeat: int, least: bool) -> float:
    """Milliseconds of one call: the median, or the least."""
    run()
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return (min(times) if least else statistics.median(times)) * 1000


def memory() -> tuple[float, float]:
    """Resident megabytes now and at most; zeros where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0, 0.0
    values = dict(line.split(":", 1) for line in lines)
    now, most = (int(values[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))
    return now, most


if __name__ == "__main__":
    main()
