"""Our own graph in onnxruntime: equal to the textbook, free to rewind, clear when it fails."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from bsl_pilot.backends.onnx_runtime import OnnxRuntime, open_runtime
from bsl_pilot.backends.runtime import Runtime
from bsl_pilot.errors import BackendError, ModelError
from bsl_pilot.locale import Locale

from graph import Format
from tests.tiny_decoder import IDS, SHAPE, forward, save, weights


@pytest.fixture
def runtime(tmp_path: Path) -> Runtime:
    return open_runtime(save(tmp_path / "model.onnx"), 0, threads=1)


def test_equal_to_the_textbook(runtime: Runtime) -> None:
    expected = forward(weights(), IDS)
    assert isinstance(runtime, OnnxRuntime)
    assert (runtime.vocabulary, runtime.context, runtime.length) == (SHAPE.vocabulary, SHAPE.context, 0)
    np.testing.assert_allclose(runtime.feed(IDS, len(IDS)), expected, atol=1e-4)
    assert runtime.length == len(IDS)


@pytest.mark.parametrize("sizes", [[1] * 12, [5, 7], [11, 1], [1, 4, 3, 4]])
def test_pieces_give_what_the_whole_gives(runtime: Runtime, sizes: list[int]) -> None:
    expected = forward(weights(), IDS)
    at = 0
    for size in sizes:
        found = runtime.feed(IDS[at : at + size], size)
        np.testing.assert_allclose(found, expected[at : at + size], atol=1e-4)
        at += size


@pytest.mark.parametrize(("keep", "rows"), [(1, 1), (3, 3), (12, 12), (40, 12)])
def test_only_the_last_positions_are_given(runtime: Runtime, keep: int, rows: int) -> None:
    expected = forward(weights(), IDS)[-rows:]
    np.testing.assert_allclose(runtime.feed(IDS, keep), expected, atol=1e-4)


def test_answers_are_not_overwritten_by_later_ones(runtime: Runtime) -> None:
    first = runtime.feed(IDS[:4])
    copy = first.copy()
    runtime.feed(IDS[4:])
    np.testing.assert_array_equal(first, copy)


@pytest.mark.parametrize("length", [0, 1, 7, 11])
def test_rewinding_is_as_if_it_had_not_been_fed(runtime: Runtime, length: int) -> None:
    runtime.feed(IDS)
    runtime.rewind(length)
    other = [3, 141, 59]
    expected = forward(weights(), [*IDS[:length], *other])[-3:]
    np.testing.assert_allclose(runtime.feed(other, 3), expected, atol=1e-4)
    assert runtime.length == length + 3


def test_rewinding_forward_changes_nothing(runtime: Runtime) -> None:
    runtime.feed(IDS)
    runtime.rewind(500)
    assert runtime.length == len(IDS)


def test_the_whole_room_is_used_and_no_more(runtime: Runtime) -> None:
    ids = [at % 250 for at in range(SHAPE.context)]
    np.testing.assert_allclose(runtime.feed(ids), forward(weights(), ids)[-1:], atol=1e-3)
    with pytest.raises(BackendError, match="no more than 96 tokens"):
        runtime.feed([1])
    assert runtime.length == 0
    np.testing.assert_allclose(runtime.feed(IDS), forward(weights(), IDS)[-1:], atol=1e-4)


def test_a_failed_run_is_told_and_empties_the_cache(runtime: Runtime) -> None:
    runtime.feed(IDS)
    with pytest.raises(BackendError, match="the model failed") as failed:
        runtime.feed([SHAPE.vocabulary + 7])
    assert "модель остановилась" in failed.value.to(Locale.RU)
    assert runtime.length == 0
    np.testing.assert_allclose(runtime.feed(IDS), forward(weights(), IDS)[-1:], atol=1e-4)


def test_int8_thinks_nearly_the_same(tmp_path: Path) -> None:
    runtime = open_runtime(save(tmp_path / "model.onnx", Format.INT8), 0)
    expected = forward(weights(), IDS)
    found = runtime.feed(IDS, len(IDS))
    assert np.abs(found - expected).mean() < 0.08 * expected.std()
    assert (found.argmax(axis=1) == expected.argmax(axis=1)).mean() > 0.9


def test_a_path_with_cyrillic_and_blanks(tmp_path: Path) -> None:
    folder = tmp_path / "Мои модели (1С) 😀"
    folder.mkdir()
    assert open_runtime(save(folder / "модель.onnx"), 0).vocabulary == SHAPE.vocabulary


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_file_that_is_cut_off(tmp_path: Path, share: float) -> None:
    path = save(tmp_path / "model.onnx")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ModelError, match=r"model\.onnx"):
        open_runtime(path, 0)


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_text("Процедура А() КонецПроцедуры", encoding="utf-8")
    with pytest.raises(ModelError, match="can't be loaded"):
        open_runtime(path, 0)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be loaded"):
        open_runtime(tmp_path / "нет.onnx", 0)


def test_weights_that_are_no_numbers(tmp_path: Path) -> None:
    path = save(tmp_path / "model.onnx")
    model = onnx.load(path)
    for tensor in model.graph.initializer:
        if tensor.name == "layer.0.norm":
            tensor.CopyFrom(numpy_helper.from_array(np.full(SHAPE.hidden, np.nan, np.float32), tensor.name))
    onnx.save(model, path)
    with pytest.raises(ModelError, match="computes no numbers"):
        open_runtime(path, 0)


def test_memory_that_can_not_be_had(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    class Poor:
        def run_with_iobinding(self, _binding: object) -> None:
            raise RuntimeError("Non-zero status code … std::bad_alloc")

    monkeypatch.setattr(runtime, "_session", Poor())
    with pytest.raises(BackendError, match="not enough memory"):
        runtime.feed(IDS)
