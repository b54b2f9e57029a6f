"""What is fitted to code: the weights of the memories and the curve that decides what is shown."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from bsl_pilot.completion.mix import FEATURES, MEMORIES
from bsl_pilot.completion.recall import Recall
from bsl_pilot.completion.show import Curve, shipped
from fit_mix import Point, fit, tabled
from fit_show import PRECISION, logistic, lowest

from graph import Format
from tests import tiny_decoder

ROOT = Path(__file__).parent.parent.parent
MODULE = """\
Процедура Провести{at}(Отказ, Режим) Экспорт
\t// 🙂 Ёмкость {at}
\tЗапрос = Новый Запрос("ВЫБРАТЬ Ссылка ИЗ Справочник.Склады");
\tВыборка = Запрос.Выполнить().Выбрать();
\tПока Выборка.Следующий() Цикл
\t\tСообщить(Выборка.Ссылка);
\tКонецЦикла;
КонецПроцедуры
"""


def script(name: str, *arguments: object) -> str:
    """Runs one script as its page says; what it printed."""
    command = [sys.executable, str(ROOT / "models" / f"{name}.py"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def packaged(name: str) -> bytes:
    return files("bsl_pilot.completion").joinpath(name).read_bytes()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model of chance that holds as much as a window of the fit."""
    folder = tmp_path / "Модель"
    folder.mkdir()
    tiny_decoder.save(folder / "model.onnx", Format.FP32, replace(tiny_decoder.SHAPE, context=320))
    (folder / "tokenizer.json").write_text(tiny_decoder.tokenizer(), encoding="utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two repositories, each of which says the same everywhere."""
    rows = [
        {"repository": name, "path": f"src/Модуль{at}.bsl", "text": MODULE.format(at=at)}
        for name in ("тест/один", "тест/два")
        for at in range(3)
    ]
    folder = tmp_path / "Тексты"
    folder.mkdir()
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "dev.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def test_memories_that_know_what_comes_are_given_weight(model: Path, corpus: Path, tmp_path: Path) -> None:
    before, out = packaged("mix.json"), tmp_path / "mix.json"
    printed = script("fit_mix", model, corpus, "--positions", 600, "--write", out)
    means = dict(re.findall(r"^(\S.*?) +log +(-[0-9.]+) ", printed, re.MULTILINE))
    assert float(means["mix"]) > float(means["model alone"]) + 1
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["fitted"].endswith(f"{printed.split()[0]} tokens of dev.jsonl, model Модель")
    assert {name: tuple(row) for name, row in written["scores"].items()} == dict.fromkeys(MEMORIES, FEATURES)
    assert packaged("mix.json") == before


def test_nothing_is_written_unasked(model: Path, corpus: Path) -> None:
    before = packaged("mix.json")
    assert "→" not in script("fit_mix", model, corpus, "--positions", 100)
    assert packaged("mix.json") == before


def test_a_memory_is_believed_as_often_as_it_is_right() -> None:
    likely = np.full(8, 0.125, np.float32)
    recall = Recall(13, np.array([3], np.int32), np.array([2], np.int32))
    points = [
        Point("М.bsl", 3 if at % 5 else 4, likely, (Recall(0, recall.tokens, recall.counts), recall))
        for at in range(500)
    ]
    table = tabled(points)
    assert (table.shares[:, 1] == [bool(at % 5) for at in range(500)]).all()
    assert not table.there[:, 0].any()
    score = float((fit(table)[1] * table.values[0, 1]).sum())
    weight = 1 / (1 + np.exp(-score))
    # 4 of 5 tokens are the recalled one, of which the model gives an eighth: w + (1 - w) / 8 = 0.8
    assert weight == pytest.approx((0.8 - 0.125) / 0.875, abs=0.02)


def test_the_curve_is_fitted_to_what_the_filter_sees(tmp_path: Path) -> None:
    before, out = packaged("show.json"), tmp_path / "show.json"
    trade = ROOT / "tests" / "fixtures" / "trade"
    printed = script("fit_show", trade, "--limit", 8, "--out", out)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written.pop("version") == 1
    curve = Curve(**written)
    assert curve.weights.keys() == shipped().weights.keys()
    assert curve.weights["typed"] == shipped().weights["typed"], "set by hand"
    assert np.isfinite([curve.bias, *curve.weights.values()]).all()
    assert 0 < curve.threshold <= 1
    texts = re.search(r"trade: (\d+) texts", printed)
    assert texts
    assert int(texts[1]) > 2
    assert curve.fitted == f"{texts[1]} texts of trade"
    assert packaged("show.json") == before


def test_the_regression_finds_the_curve_that_data_came_from() -> None:
    chance = np.random.default_rng(3)
    x = np.hstack([np.ones((20_000, 1)), chance.standard_normal((20_000, 2))])
    true = np.array([-0.5, 2.0, -1.0])
    y = (chance.random(20_000) < 1 / (1 + np.exp(-x @ true))).astype(float)
    np.testing.assert_allclose(logistic(x, y), true, atol=0.1)


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ([1, 1, 1, 1], 0.6),
        ([1, 1, 0, 0], 0.8),
        ([0, 1, 1, 1], 0.5),
        ([1, 1, 1, 0], 0.7),
    ],
)
def test_the_lowest_threshold_that_is_right_often_enough(right: list[int], expected: float) -> None:
    """Without any, one half."""
    assert 0.75 < PRECISION < 1
    assert lowest(np.array([0.9, 0.8, 0.7, 0.6]), np.array(right, float)) == expected
