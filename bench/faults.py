"""Measures syntax findings on real code: findings on valid files, what a deleted token does, time per key.

    python bench/faults.py FOLDER [--step N] [--trials N] [--seed S] [--show N]

Prints one table. FOLDER is searched for .bsl and .os files; only files that are UTF-8 are taken.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bsl_pilot.features.diagnostics import diagnostics
from bsl_pilot.locale import Locale
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.fault import PARSE_ERROR, Fault
from bsl_pilot.syntax.faults import faults
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.snapshot import ByteEdit, TextSnapshot

LAYOUT = {"comment", "preproc"}
HALF_TYPED = [
    "Если А",
    "Объект.",
    "Вызов(1, ",
    'Х = "незакрытая',
    "Для Каждого",
    "Попытка",
    "Х = А +",
    "КонецЕсли;",
]
MODULE_LINES = 20_000


class Trial(NamedTuple):
    """One deleted token and what was said about it."""

    path: Path
    token: bytes
    line: int
    text: TextSnapshot
    broken_tree: bool
    findings: list[Fault]

    @property
    def distance(self) -> int:
        """Lines between the deleted token and the nearest finding."""
        lines = self.text.lines
        return min(abs(lines.line_of(fault.start) - self.line) for fault in self.findings)


def main() -> None:
    options = arguments()
    rng = random.Random(options.seed)
    valid = on_valid_files(options)
    trials = list(deletions(valid, options.trials, rng))
    report_trials(trials, options.show)
    keystrokes(valid, rng)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--step", type=int, default=1, help="take each N-th file")
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="print N trials without a finding")
    return parser.parse_args()


def texts(folder: Path, step: int) -> Iterator[tuple[Path, TextSnapshot]]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".bsl", ".os") and path.is_file())
    for path in files[::step]:
        data = path.read_bytes()
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        yield path, TextSnapshot(data)


def on_valid_files(options: argparse.Namespace) -> list[Path]:
    """Prints the files with a finding; returns the others."""
    valid: list[Path] = []
    count = lines = 0
    seconds = 0.0
    for path, text in texts(options.folder, options.step):
        document = Document.parse(text)
        started = time.perf_counter()
        found = faults(document)
        seconds += time.perf_counter() - started
        count += 1
        lines += len(text.lines)
        if not found:
            valid.append(path)
        for fault in found[:1]:
            print(f"  {path}:{text.lines.line_of(fault.start) + 1}: {fault.text(text, Locale.EN)}")
    row("files", count)
    row("lines", lines)
    row("files with a finding", count - len(valid))
    row("seconds for the findings of all files", round(seconds, 2))
    return valid


def deletions(files: list[Path], trials: int, rng: random.Random) -> Iterator[Trial]:
    """Deletes one token in each of ``trials`` random files."""
    done = 0
    while done < trials and files:
        path = rng.choice(files)
        data = path.read_bytes()
        candidates = [token for token in tokens(data) if token.kind not in LAYOUT]
        if len(candidates) < 20:
            continue
        done += 1
        yield delete(path, data, rng.choice(candidates))


def delete(path: Path, data: bytes, token: Token) -> Trial:
    broken = data[: token.start] + b" " + data[token.end :]
    document = Document.parse(TextSnapshot(broken))
    found = [fault for fault in faults(document) if fault.code == PARSE_ERROR]
    line = document.text.lines.line_of(token.start)
    word = data[token.start : token.end]
    return Trial(path, word, line, document.text, document.root.has_error, found)


def report_trials(trials: list[Trial], show: int) -> None:
    if not trials:
        return
    seen = [trial for trial in trials if trial.findings]
    distances = sorted(trial.distance for trial in seen)
    row("trials with one token deleted", len(trials))
    row("  with a finding", f"{len(seen)} ({100 * len(seen) / len(trials):.1f} %)")
    broken = [trial for trial in trials if trial.broken_tree]
    unseen = [trial for trial in broken if not trial.findings]
    row("  the tree has an error", len(broken))
    row("  the tree has an error, no finding", len(unseen))
    row("  findings per seen fault", round(statistics.mean(len(trial.findings) for trial in seen), 3))
    row("  with more than one finding", sum(len(trial.findings) > 1 for trial in seen))
    row("  with a repair", sum(any(fault.repairs for fault in trial.findings) for trial in seen))
    row("  lines from token to finding, median", statistics.median(distances))
    row("  lines from token to finding, p90", distances[int(len(distances) * 0.9)])
    row("  lines from token to finding, max", distances[-1])
    missed = [trial for trial in trials if not trial.findings]
    for title, some in (
        ("tree error, no finding", unseen),
        ("no finding", missed),
        ("several findings", [trial for trial in seen if len(trial.findings) > 1]),
        ("far away", [trial for trial in seen if trial.distance > 3]),
    ):
        for trial in some[:show]:
            show_trial(title, trial)


def show_trial(title: str, trial: Trial) -> None:
    lines = trial.text.lines
    around = range(max(trial.line - 1, 0), min(trial.line + 2, len(lines)))
    print(
        f"--- {title}: deleted {trial.token.decode('utf-8', 'replace')[:60]!r} in {trial.path}:{trial.line + 1}"
    )
    for line in around:
        print("   ", lines.line_bytes(line).decode("utf-8", "replace").expandtabs(4)[:150])
    for fault in trial.findings:
        print(f"  > line {lines.line_of(fault.start) + 1}: {fault.text(trial.text, Locale.RU)}")


def keystrokes(files: list[Path], rng: random.Random) -> None:
    """Time of ``diagnostics`` after each key in a long module, which stays as it is between states."""
    document = Document.parse(long_module(files))
    row("lines of the module for timing", len(document.text.lines))
    row("first diagnostics of the module, ms", f"{timed(lambda: diagnostics(document, Locale.RU)):.1f}")
    typed: list[float] = []
    for _ in range(40):
        typed += type_in(document, rng)
    typed.sort()
    row("diagnostics after a key: keys", len(typed))
    for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
        row(f"  {name}, ms", f"{typed[min(int(len(typed) * share), len(typed) - 1)]:.1f}")


def long_module(files: list[Path]) -> TextSnapshot:
    """Modules put one after the other; those with a body or variables would not be valid there."""
    pieces: list[bytes] = []
    lines = 0
    for path in files:
        if lines >= MODULE_LINES:
            break
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        candidate = Document.parse(TextSnapshot(b"".join([*pieces[-1:], data, b"\n"])))
        if data.count(b"\n") > 300 and not faults(candidate):
            pieces += [data, b"\n"]
            lines += data.count(b"\n")
    return TextSnapshot(b"".join(pieces))


def type_in(document: Document, rng: random.Random) -> list[float]:
    """Types a half statement at the start of a random line of a method; milliseconds after each key."""
    lines = document.text.lines
    line = rng.randrange(len(lines))
    while not lines.line_bytes(line).rstrip().endswith(b";"):
        line = rng.randrange(len(lines))
    at = lines.line_span(line).end
    spent: list[float] = []
    for char in "\n\t" + rng.choice(HALF_TYPED):
        document = document.edit([ByteEdit(at, at, char.encode())])
        at += len(char.encode())
        spent.append(timed(lambda now=document: diagnostics(now, Locale.RU)))  # type: ignore[misc]
    return spent


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def row(name: str, value: object) -> None:
    print(f"{name:<48} {value!s:>14}")


if __name__ == "__main__":
    main()
