"""`bsl-pilot check` over a folder, as its users run it: wall time and memory of all its processes.

    python bench/check.py FOLDER [--jobs 1 2] [--repeat 3] [--select ParseError]

Memory is what the operating system says of the process and its children, sampled every 20 ms (`sampled`: the
largest sum at one moment), beside what the command reports of itself (`reported`: the sum of the peaks of all
processes, which can only be larger). The best of the repeated runs counts, since other work only adds time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from typing import Any, NamedTuple

import psutil

from table import table

SAMPLE = 0.02


class Run(NamedTuple):
    seconds: float
    sampled_mb: float
    stats: dict[str, Any]
    found: int


def main() -> None:
    options = arguments()
    rows = []
    for jobs in options.jobs:
        runs = [run(options.folder, jobs, options.select) for _ in range(options.repeat)]
        best = min(runs, key=lambda one: one.seconds)
        sampled = max(one.sampled_mb for one in runs)
        rows.append(
            (
                jobs,
                best.stats["files"],
                f"{best.stats['lines']:,}",
                best.found,
                f"{best.seconds:.2f}",
                f"{sampled:.0f}",
                f"{best.stats['peak_rss_mb']:.0f}",
            )
        )
    head = ("jobs", "files", "lines", "findings", "seconds", "sampled MB", "reported MB")
    print(f"check --select {options.select} {options.folder}\n")
    print(table(head, rows))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--select", default="ParseError")
    return parser.parse_args()


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
    return Run(seconds, peak / 1048576, body["stats"], found)


def memory(pid: int) -> int:
    """Resident bytes of a process and its descendants now."""
    try:
        parent = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (parent, *parent.children(recursive=True)))
    except psutil.Error:  # one of them has just ended
        return 0


if __name__ == "__main__":
    main()
