"""``bsl-pilot eval completion``: the document of the contract, the same figures in every run, bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bsl_pilot.__main__ import main

from tests.unit.cli.probe_model import MEMORY_ALONE, install
from tests.unit.evaluation.engines import TRADE

SMALL = ("--limit", "12", "--replay", "1")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "home", monkeypatch)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def evaluate(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    code = main(["eval", "completion", str(TRADE), *MEMORY_ALONE, "--json", *arguments])
    captured = capsys.readouterr()
    assert (code, captured.err) == (0, "")
    return json.loads(captured.out)


def test_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    body = evaluate(capsys, *SMALL, "--ablations", "--baselines")
    assert body["cursors"] == 12
    for name in ("exact_match", "edit_similarity", "accepted_chars_ratio", "parse_ok", "precision"):
        assert 0 <= body[name] <= 1, name
    assert 0 <= body["shown_correct"] <= body["shown"] <= body["written"] <= 12
    assert body["edit_similarity"] > 0.05  # the memory of a real project knows something
    assert body["latency_ms"]["p50"] <= body["latency_ms"]["p95"]
    assert body["model"] == {"name": "", "parameters": 0, "bytes": 0}
    assert (
        sum(one["cursors"] for name, one in body["kinds"].items() if name not in ("query", "comment")) == 12
    )
    assert set(body["ablations"]) == {"no_names", "no_filters"}
    assert set(body["baselines"]) == {"frequent_line", "nearest_word"}
    typed = body["typing"]
    assert (typed["methods"], typed["stale"], typed["leaked"]) == (1, 0, 0)
    assert 0 < typed["keys"] <= typed["characters"]


def test_the_same_in_every_run(capsys: pytest.CaptureFixture[str]) -> None:
    def figures(*arguments: str) -> Any:
        body = evaluate(capsys, "--limit", "8", "--replay", "0", *arguments)
        assert body["accepted_chars_ratio"] is None
        return {name: value for name, value in body.items() if not name.endswith("_ms")}

    assert figures() == figures() != figures("--seed", "5")


def test_lines_of_the_training_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    np.save("train_windows.npy", np.zeros(0, np.uint64))
    body = evaluate(capsys, "--limit", "4", "--replay", "0", "--trained", "train_windows.npy")
    assert body["cursors"] == 4


def test_cursors_in_chosen_modules_only(capsys: pytest.CaptureFixture[str]) -> None:
    smallest = min(TRADE.rglob("*.bsl"), key=lambda path: path.stat().st_size)
    module, lines = smallest.relative_to(TRADE).as_posix(), smallest.read_bytes().count(b"\n")
    Path("список.txt").write_text(f"{module}\r\nнет.bsl\r\n", encoding="utf-8-sig")
    body = evaluate(capsys, "--limit", "400", "--replay", "0", "--only", "список.txt")
    assert 0 < body["cursors"] <= lines


def test_tables(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--limit", "6", "--replay", "1", "--baselines", "--lang", "ru")
    assert main(["eval", "completion", str(TRADE), *MEMORY_ALONE, *arguments]) == 0
    out = capsys.readouterr().out
    assert "весь код" in out
    assert "слово редактора" in out
    assert "память проекта" in out


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("completion", "нет"), "нет: no such file or folder"),
        (("completion", "пусто"), "there are no modules"),
        (("completion", "файл.bsl"), "not a folder"),
        (("completion", "пусто", "--limit", "0"), "--limit: a number from 1"),
        (("completion", "пусто", "--trained", "файл.bsl"), "no hashes of training data"),
        (("completion", "пусто", "--trained", "нет.npy"), "no such file"),
        (("completion", str(TRADE), "--only", "файл.bsl"), "none of the modules of the list"),
        (("completion", "пусто", "--only", "нет.txt"), "no such file"),
        (("другое", "пусто"), "completion"),
        (("completion",), "DIR"),
    ],
)
def test_bad_input(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], complaint: str) -> None:
    Path("пусто").mkdir()
    Path("файл.bsl").write_text("А = 1;", encoding="utf-8")
    assert main(["eval", *arguments, "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert complaint in captured.err
    assert captured.err.count("\n") == 1
