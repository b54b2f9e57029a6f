"""The tiny decoder as optimum and transformers.js export it: plain operators, past in, longer past out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from graph import EMBEDDINGS, LAST_NORM, Shape, Weights
from tests.tiny_decoder import SHAPE, weights


class PlainDecoder:
    """Builds the graph. ``extra`` names optional inputs: ``position_ids``, ``num_logits_to_keep``, …"""

    def __init__(self, extra: Sequence[str] = ("position_ids",), number: int = TensorProto.FLOAT) -> None:
        self._extra = extra
        self._number = number
        self._type = np.float16 if number == TensorProto.FLOAT16 else np.float32
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def save(self, path: Path, held: Weights | None = None, shape: Shape = SHAPE) -> Path:
        """Writes the graph of the weights."""
        held = held or weights(shape)
        stream = self._op("Gather", self._const(held[EMBEDDINGS]), "input_ids")
        mask = self._mask()
        angles = self._angles(shape)
        for layer in range(shape.layers):
            stream = self._layer(held, layer, stream, (mask, *angles), shape)
        normal = self._norm(stream, held[LAST_NORM], shape)
        if "num_logits_to_keep" in self._extra:
            end = self._const(np.array([2**31 - 1]))
            start = self._op("Unsqueeze", self._op("Neg", "num_logits_to_keep"), self._const(np.array([0])))
            normal = self._op("Slice", normal, start, end, self._const(np.array([1])))
        logits = self._op("MatMul", normal, self._const(held[EMBEDDINGS].T))
        self._nodes.append(helper.make_node("Cast", [logits], ["logits"], to=TensorProto.FLOAT))
        onnx.save(self._model(shape), path)
        return path

    def _op(self, op: str, *inputs: str, **attributes: Any) -> str:
        name = f"{op}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(op, list(inputs), [name], name, **attributes))
        return name

    def _const(self, value: Any) -> str:
        array = np.asarray(value)
        if array.dtype.kind == "f":
            array = array.astype(self._type)
        self._constants.append(numpy_helper.from_array(array, f"c{len(self._constants)}"))
        return self._constants[-1].name

    def _mask(self) -> str:
        """0 where a position may look, a very small number where it may not: (1, 1, new, total)."""
        total = self._op("Gather", self._op("Shape", "attention_mask"), self._const(np.array(1)))
        new = self._op("Gather", self._op("Shape", "input_ids"), self._const(np.array(1)))
        zero, one = self._const(np.array(0)), self._const(np.array(1))
        columns = self._op("Range", zero, total, one)
        rows = self._op("Range", self._op("Sub", total, new), total, one)
        below = self._op("Unsqueeze", rows, self._const(np.array([1])))
        later = self._op("Less", below, columns)
        return self._op("Where", later, self._const(-3e4), self._const(0.0))

    def _angles(self, shape: Shape) -> tuple[str, str]:
        speeds = shape.rope_theta ** -(np.arange(0, shape.head_size, 2) / shape.head_size)
        table = np.arange(shape.context)[:, None] * speeds
        where = "position_ids" if "position_ids" in self._extra else self._positions()
        across = self._const(np.array([1]))
        cos, sin = (self._op("Gather", self._const(f(table)), where) for f in (np.cos, np.sin))
        return self._op("Unsqueeze", cos, across), self._op("Unsqueeze", sin, across)

    def _positions(self) -> str:
        """Positions from the mask alone, as exports without ``position_ids`` have it."""
        total = self._op("Gather", self._op("Shape", "attention_mask"), self._const(np.array(1)))
        new = self._op("Gather", self._op("Shape", "input_ids"), self._const(np.array(1)))
        range_ = self._op("Range", self._op("Sub", total, new), total, self._const(np.array(1)))
        return self._op("Unsqueeze", range_, self._const(np.array([0])))

    def _norm(self, stream: str, weight: Any, shape: Shape) -> str:
        square = self._op("Mul", stream, stream)
        mean = self._op("ReduceMean", square, self._const(np.array([-1])))
        scale = self._op("Sqrt", self._op("Add", mean, self._const(np.float32(shape.epsilon))))
        return self._op("Mul", self._op("Div", stream, scale), self._const(weight))

    def _heads(self, normal: str, weight: Any, count: int, size: int) -> str:
        flat = self._op("MatMul", normal, self._const(weight.T))
        split = self._op("Reshape", flat, self._const(np.array([1, -1, count, size])))
        return self._op("Transpose", split, perm=[0, 2, 1, 3])

    def _rotated(self, heads: str, cos: str, sin: str) -> str:
        first, second = f"{heads}_first", f"{heads}_second"
        self._nodes.append(helper.make_node("Split", [heads], [first, second], axis=-1, num_outputs=2))
        one = self._op("Sub", self._op("Mul", first, cos), self._op("Mul", second, sin))
        other = self._op("Add", self._op("Mul", second, cos), self._op("Mul", first, sin))
        return self._op("Concat", one, other, axis=-1)

    def _layer(
        self, held: Weights, layer: int, stream: str, places: tuple[str, str, str], shape: Shape
    ) -> str:
        def own(name: str) -> Any:
            return held[f"model.layers.{layer}.{name}.weight"]

        mask, cos, sin = places
        normal = self._norm(stream, own("input_layernorm"), shape)
        q = self._heads(normal, own("self_attn.q_proj"), shape.heads, shape.head_size)
        k = self._heads(normal, own("self_attn.k_proj"), 1, shape.head_size)
        v = self._heads(normal, own("self_attn.v_proj"), 1, shape.head_size)
        news = {"key": self._rotated(k, cos, sin), "value": v}
        for part, new in news.items():
            names = [f"past_key_values.{layer}.{part}", new]
            self._nodes.append(helper.make_node("Concat", names, [f"present.{layer}.{part}"], axis=2))
        across = self._op("Transpose", f"present.{layer}.key", perm=[0, 1, 3, 2])
        scores = self._op("MatMul", self._rotated(q, cos, sin), across)
        scaled = self._op("Mul", scores, self._const(shape.head_size**-0.5))
        shares = self._op("Softmax", self._op("Add", scaled, mask), axis=-1)
        mixed = self._op("Transpose", self._op("MatMul", shares, f"present.{layer}.value"), perm=[0, 2, 1, 3])
        flat = self._op("Reshape", mixed, self._const(np.array([1, -1, shape.heads * shape.head_size])))
        stream = self._op("Add", stream, self._op("MatMul", flat, self._const(own("self_attn.o_proj").T)))
        normal = self._norm(stream, own("post_attention_layernorm"), shape)
        gate = self._op("MatMul", normal, self._const(own("mlp.gate_proj").T))
        up = self._op("MatMul", normal, self._const(own("mlp.up_proj").T))
        grown = self._op("Mul", self._op("Mul", gate, self._op("Sigmoid", gate)), up)
        return self._op("Add", stream, self._op("MatMul", grown, self._const(own("mlp.down_proj").T)))

    def _model(self, shape: Shape) -> onnx.ModelProto:
        info = helper.make_tensor_value_info
        whole, parts = TensorProto.INT64, ("key", "value")
        names = [f"{layer}.{part}" for layer in range(shape.layers) for part in parts]
        sizes: dict[str, Any] = {"num_logits_to_keep": [], "use_cache_branch": [1]}
        extra = [
            info(name, TensorProto.BOOL if name == "use_cache_branch" else whole, sizes.get(name, [1, "new"]))
            for name in self._extra
        ]
        cache: list[str | int | None] = [1, 1, "past", shape.head_size]
        inputs = [info("input_ids", whole, [1, "new"]), info("attention_mask", whole, [1, "total"]), *extra]
        inputs += [info(f"past_key_values.{name}", self._number, cache) for name in names]
        longer: list[str | int | None] = [1, 1, "total", shape.head_size]
        outputs = [info("logits", TensorProto.FLOAT, [1, "seen", "width"])]
        outputs += [info(f"present.{name}", self._number, longer) for name in names]
        graph = helper.make_graph(self._nodes, "plain", inputs, outputs, self._constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
