"""Models that others exported: the same answers as ours, whatever inputs the export has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from bsl_pilot.backends import generic_runtime
from bsl_pilot.backends.generic_runtime import GenericRuntime
from bsl_pilot.backends.onnx_runtime import open_runtime
from bsl_pilot.errors import BackendError, ModelError

from tests.plain_decoder import PlainDecoder
from tests.tiny_decoder import IDS, SHAPE, forward, weights

EXTRA = [
    (),
    ("position_ids",),
    ("num_logits_to_keep",),
    ("position_ids", "num_logits_to_keep", "use_cache_branch"),
]


@pytest.mark.parametrize("extra", EXTRA)
def test_equal_to_the_textbook(tmp_path: Path, extra: tuple[str, ...]) -> None:
    runtime = open_runtime(PlainDecoder(extra).save(tmp_path / "model.onnx"), 64)
    expected = forward(weights(), IDS)
    assert isinstance(runtime, GenericRuntime)
    assert (runtime.vocabulary, runtime.context, runtime.length) == (SHAPE.vocabulary, 64, 0)
    np.testing.assert_allclose(runtime.feed(IDS[:9], 9), expected[:9], atol=1e-4)
    np.testing.assert_allclose(runtime.feed(IDS[9:]), expected[-1:], atol=1e-4)
    runtime.rewind(4)
    np.testing.assert_allclose(runtime.feed(IDS[4:7], 2), expected[5:7], atol=1e-4)
    np.testing.assert_allclose(runtime.feed(IDS[7:], 5), expected[7:], atol=1e-4)


@pytest.mark.parametrize("keep", [1, 2, 5, 12])
def test_long_prompts_are_read_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: int) -> None:
    monkeypatch.setattr(generic_runtime, "PIECE", 5)
    runtime = open_runtime(PlainDecoder().save(tmp_path / "model.onnx"), 64)
    np.testing.assert_allclose(runtime.feed(IDS, keep), forward(weights(), IDS)[-keep:], atol=1e-4)


def test_half_precision(tmp_path: Path) -> None:
    path = PlainDecoder(number=TensorProto.FLOAT16).save(tmp_path / "model.onnx")
    logits = open_runtime(path, 64).feed(IDS, len(IDS))
    assert logits.dtype == np.float32
    np.testing.assert_allclose(logits, forward(weights(), IDS), atol=0.1)


def test_no_room_and_failures_empty_the_cache(tmp_path: Path) -> None:
    runtime = open_runtime(PlainDecoder().save(tmp_path / "model.onnx"), 16)
    runtime.feed(IDS)
    with pytest.raises(BackendError, match="no more than 16 tokens"):
        runtime.feed(IDS)
    assert runtime.length == 0
    runtime.feed(IDS)
    with pytest.raises(BackendError, match="the model failed"):
        runtime.feed([SHAPE.vocabulary])
    assert runtime.length == 0
    np.testing.assert_allclose(runtime.feed(IDS), forward(weights(), IDS)[-1:], atol=1e-4)


def _changed(path: Path, name: str, new: str) -> Path:
    """The model with an input or output under another name."""
    model = onnx.load(path)
    for node in model.graph.node:
        node.input[:] = [new if one == name else one for one in node.input]
        node.output[:] = [new if one == name else one for one in node.output]
    for value in (*model.graph.input, *model.graph.output):
        value.name = new if value.name == name else value.name
    onnx.save(model, path)
    return path


@pytest.mark.parametrize(
    ("name", "new", "told"),
    [
        ("position_ids", "token_type_ids", "has an input token_type_ids"),
        ("present.1.value", "updated.1.value", r"no output present\.1\.value"),
        ("logits", "last_hidden_state", "no output logits"),
    ],
)
def test_other_kinds_of_models(tmp_path: Path, name: str, new: str, told: str) -> None:
    path = _changed(PlainDecoder().save(tmp_path / "model.onnx"), name, new)
    with pytest.raises(ModelError, match=told):
        open_runtime(path, 64)


def test_an_export_without_past(tmp_path: Path) -> None:
    info = helper.make_tensor_value_info
    node = helper.make_node("Cast", ["input_ids"], ["logits"], to=TensorProto.FLOAT)
    graph = helper.make_graph(
        [node],
        "no past",
        [info("input_ids", TensorProto.INT64, [1, "new"])],
        [info("logits", TensorProto.FLOAT, [1, "new"])],
    )
    onnx.save(
        helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10),
        tmp_path / "model.onnx",
    )
    with pytest.raises(ModelError, match="no inputs past_key_values"):
        open_runtime(tmp_path / "model.onnx", 64)
