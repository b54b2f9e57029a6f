"""Windows of the training: the same hashes as models/corpus.py writes."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from bsl_pilot.evaluation.windows import TrainedWindows, windows_around

ROOT = Path(__file__).parents[3]
TEXT = "А = 1;\n\n  б = 2;\n\tВ = 3;\nГ = 4;\nД = 5;\n\n\nЕ = 6;\nЖ = 7;\nЗ = 8;\nИ = 9; // 😀\n"


def trained() -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    sys.path.insert(0, str(ROOT / "models"))
    try:
        import corpus  # noqa: PLC0415
    finally:
        sys.path.remove(str(ROOT / "models"))
    found: np.ndarray[tuple[int], np.dtype[np.uint64]] = corpus.windows(TEXT)
    return found


def test_the_hashes_are_those_of_the_corpus() -> None:
    lines = TEXT.split("\n")
    ours = {int(one) for at in range(len(lines)) for one in windows_around(lines, at)}
    assert ours == {int(one) for one in trained()}
    assert len(ours) == 5


def test_lines_like_those_of_the_training() -> None:
    known = TrainedWindows(np.unique(trained()))
    lines = ["Новая = 0;", *TEXT.replace("Ж = 7;", "Ж = 70;").split("\n")]
    held = [line.strip() for at, line in enumerate(lines) if known.hold(lines, at)]
    assert held == ["А = 1;", "б = 2;", "В = 3;", "Г = 4;", "Д = 5;", "Е = 6;"]
    assert not TrainedWindows(np.zeros(0, np.uint64)).hold(lines, 1)
    assert not known.hold(["А"], 0)
