"""`bsl-pilot check` over a folder, as its users run it: wall time, memory of all its processes, growth, sameness.

    python bench/check.py FOLDER [--jobs 1 2 3] [--repeat 3] [--select '*'] [--copies 3] [--modules 200]

Memory is what the operating system says of the process and its children, sampled every 20 ms (`sampled`: the
largest sum at one moment), beside what the command reports of itself (`reported`: the sum of the peaks of all
processes, which can only be larger). The best of the repeated runs counts, since other work only adds time. `same`
says whether all runs of all numbers of processes printed the same findings, byte by byte.

With `--copies` the folder's modules are checked as often side by side, to see how time grows with lines. With
`--modules` so many modules of 250 to 350 lines are analysed in this process, each from its text alone.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from bsl_pilot.locale import Locale
from bsl_pilot.review.around import Around
from bsl_pilot.review.diagnose import diagnose
from bsl_pilot.review.selection import Selection
from bsl_pilot.settings import CheckSettings
from bsl_pilot.syntax.document import Document
from bsl_pilot.text import files
from bsl_pilot.text.snapshot import TextSnapshot

from table import table

SAMPLE = 0.02
SHORT = range(250, 351)
"""Lines of a module of about 300 lines."""


class Run(NamedTuple):
    seconds: float
    sampled_mb: float
    stats: dict[str, Any]
    found: int
    digest: str


def main() -> None:
    options = arguments()
    print(f"check --select {options.select} {options.folder}\n")
    every = {jobs: runs(options.folder, jobs, options) for jobs in options.jobs}
    head = ("jobs", "files", "lines", "findings", "seconds", "sampled MB", "reported MB")
    print(table(head, [row(jobs, found) for jobs, found in every.items()]))
    digests = {one.digest for found in every.values() for one in found}
    print(f"\nsame findings in {sum(map(len, every.values()))} runs: {'yes' if len(digests) == 1 else 'NO'}")
    if options.copies:
        grown(options, min(every[options.jobs[-1]], key=lambda one: one.seconds))
    if options.modules:
        short(options)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--select", default="*")
    parser.add_argument("--copies", type=int, default=0)
    parser.add_argument("--modules", type=int, default=0)
    return parser.parse_args()


def runs(folder: str, jobs: int, options: argparse.Namespace) -> list[Run]:
    return [run(folder, jobs, options.select) for _ in range(options.repeat)]


def row(jobs: int, found: list[Run]) -> tuple[object, ...]:
    best = min(found, key=lambda one: one.seconds)
    return (
        jobs,
        best.stats["files"],
        f"{best.stats['lines']:,}",
        best.found,
        f"{best.seconds:.2f}",
        f"{max(one.sampled_mb for one in found):.0f}",
        f"{best.stats['peak_rss_mb']:.0f}",
    )


def run(folder: str, jobs: int, select: str) -> Run:
    """One run of the command, its output read at the end."""
    command = [sys.executable, "-m", "bsl_pilot", "check", folder, "--json"]
    command += ["--jobs", str(jobs), "--select", select]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    peak = 0
    out = b""
    while True:
        try:
            out, _ = process.communicate(timeout=SAMPLE)
            break
        except subprocess.TimeoutExpired:
            peak = max(peak, memory(process.pid))
    seconds = time.perf_counter() - began
    body = json.loads(out)
    found = sum(len(file["diagnostics"]) for file in body["files"])
    digest = hashlib.blake2b(json.dumps(body["files"]).encode()).hexdigest()
    return Run(seconds, peak / 1048576, body["stats"], found, digest)


def memory(pid: int) -> int:
    """Resident bytes of a process and its descendants now."""
    try:
        parent = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (parent, *parent.children(recursive=True)))
    except psutil.Error:  # one of them has just ended
        return 0


def grown(options: argparse.Namespace, once: Run) -> None:
    """The folder several times side by side."""
    jobs = options.jobs[-1]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.copies):
            shutil.copytree(options.folder, Path(folder, str(number)), ignore=shutil.ignore_patterns(".git"))
        many = min(runs(folder, jobs, options), key=lambda one: one.seconds)
    lines = many.stats["lines"] / once.stats["lines"]
    print(f"\n{options.copies} copies, {jobs} jobs: {many.stats['lines']:,} lines in {many.seconds:.2f} s;")
    print(f"{lines:.2f} times the lines take {many.seconds / once.seconds:.2f} times as long")


def short(options: argparse.Namespace) -> None:
    """Full analyses of modules of about 300 lines, from text to findings."""
    paths = sorted(Path(options.folder).rglob("*.bsl"))
    random.seed(1)
    random.shuffle(paths)
    around = Around()
    selection = Selection.of(CheckSettings(select=(options.select,)))
    times: list[float] = []
    for path in paths:
        text = files.read(path).text
        if text.count("\n") not in SHORT:
            continue
        gc.collect()
        began = time.process_time()
        document = Document.parse(TextSnapshot.of(text))
        diagnose(document, Locale.EN, selection, around.where(str(path), document), fixes=False)
        times.append((time.process_time() - began) * 1000)
        if len(times) > options.modules:
            break
    cuts = statistics.quantiles(times[1:], n=20)  # the first one loads the rules
    print(
        f"\n{len(times) - 1} modules of 250 to 350 lines: p50 {cuts[9]:.1f} ms, p95 {cuts[18]:.1f} ms (CPU)"
    )


if __name__ == "__main__":
    main()
