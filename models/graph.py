"""The ONNX graph of a Llama-type decoder, built node by node from onnxruntime's fused operators.

    input_ids (1, new) int64, keep (1,) int64, seqlens_k (1,) int32, total_sequence_length () int32,
    past_key_values.<layer>.key / .value (1, kv_heads, room, head_size) float32
    → logits (1, keep, vocabulary) float32, present.<layer>.key / .value

``total_sequence_length`` is the number of tokens after this step and ``seqlens_k`` that number less one. Past and
present are meant to be one buffer with room for ``context`` positions, bound to both names: GroupQueryAttention
writes the new positions in place, so that a step copies nothing and forgetting is a matter of a smaller number.

The table of embeddings is stored once and is the head, too: what is computed of constants (the transposed table,
the rotary angles) onnxruntime computes when it loads the file.

Operators: onnxruntime's ContribOperators.md (domain com.microsoft, version 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from quantise import quantise

CONTRIB = "com.microsoft"
OPSET = 18
IR = 10
"""What onnxruntime 1.19, the oldest one that we support, reads."""
KIND = "bsl-pilot-decoder-1"
"""In the model's metadata: how the runtime knows what the inputs mean."""

EMBEDDINGS = "model.embed_tokens.weight"
LAST_NORM = "model.norm.weight"

Weights = Mapping[str, NDArray[np.float32]]
"""Tensors by their names in the transformers library; matrices are (out, in)."""


class Format(StrEnum):
    """How matrices are stored and multiplied."""

    FP32 = "fp32"
    INT8 = "int8"
    """A scale per output; activations are quantised as they come. Fastest on every processor that was tried."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a decoder."""

    vocabulary: int
    hidden: int
    layers: int
    heads: int
    kv_heads: int
    head_size: int
    feed_forward: int
    context: int
    rope_theta: float = 10_000.0
    epsilon: float = 1e-5

    @property
    def tensors(self) -> dict[str, tuple[int, ...]]:
        """Names and shapes of all weights."""
        attention, kv = self.heads * self.head_size, self.kv_heads * self.head_size
        of_layer = {
            "input_layernorm": (self.hidden,),
            "self_attn.q_proj": (attention, self.hidden),
            "self_attn.k_proj": (kv, self.hidden),
            "self_attn.v_proj": (kv, self.hidden),
            "self_attn.o_proj": (self.hidden, attention),
            "post_attention_layernorm": (self.hidden,),
            "mlp.gate_proj": (self.feed_forward, self.hidden),
            "mlp.up_proj": (self.feed_forward, self.hidden),
            "mlp.down_proj": (self.hidden, self.feed_forward),
        }
        return {
            EMBEDDINGS: (self.vocabulary, self.hidden),
            LAST_NORM: (self.hidden,),
            **{
                f"model.layers.{layer}.{name}.weight": shape
                for layer in range(self.layers)
                for name, shape in of_layer.items()
            },
        }

    @property
    def parameters(self) -> int:
        """Trained numbers; the table of embeddings counts once."""
        return sum(int(np.prod(shape)) for shape in self.tensors.values())


def build(shape: Shape, weights: Weights, kind: Format) -> onnx.ModelProto:
    """The graph of a model with tied embeddings."""
    graph = _Graph(kind)
    table = graph.matrix("embeddings", weights[EMBEDDINGS])
    hidden = _embedded(graph, table)
    _rotary(graph, shape)
    first = graph.constant("layer.0.norm", weights["model.layers.0.input_layernorm.weight"])
    normal = graph.node(
        "SimplifiedLayerNormalization", [hidden, first], axis=-1, epsilon=shape.epsilon, stash_type=1
    )
    stream = _Stream(normal, hidden)
    for layer in range(shape.layers):
        stream = _layer(graph, shape, weights, layer, stream)
    _head(graph, stream.normal, table)
    return graph.model(shape)


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Names of the constants that make a matrix (out, in); a whole one has no scales."""

    values: str
    scales: str = ""


@dataclass(frozen=True, slots=True)
class _Stream:
    """What goes from layer to layer: the sum so far, and its norm."""

    normal: str
    sum: str


class _Graph:
    """Nodes and constants as they are added; an output without a name of its own has its node's."""

    def __init__(self, kind: Format) -> None:
        self._kind = kind
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: object) -> str:
        """A constant; numbers are float32 unless ``value`` is an array of another type."""
        array = value if isinstance(value, np.ndarray) else np.array(value, np.float32)
        if array.dtype == np.float64:
            array = array.astype(np.float32)
        self._constants[name] = numpy_helper.from_array(array, name)
        return name

    def whole(self, name: str, *values: int) -> str:
        """A constant vector of whole numbers: axes, sizes, bounds."""
        return self.constant(name, np.array(values, np.int64))

    def node(self, op: str, inputs: Sequence[str], outputs: Sequence[str] = (), **attributes: Any) -> str:
        """Adds a node of ONNX itself; the name of its first output."""
        return self._add(op, "", inputs, outputs, attributes)

    def fused(self, op: str, inputs: Sequence[str], outputs: Sequence[str] = (), **attributes: Any) -> str:
        """Adds a node of onnxruntime's own; the name of its first output."""
        return self._add(op, CONTRIB, inputs, outputs, attributes)

    def _add(
        self,
        op: str,
        domain: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        attributes: Mapping[str, Any],
    ) -> str:
        name = f"{op}.{len(self._nodes)}"
        names = list(outputs) or [name]
        self._nodes.append(helper.make_node(op, inputs, names, name, domain=domain, **attributes))
        return names[0]

    def matrix(self, name: str, matrix: NDArray[np.float32]) -> _Matrix:
        """Stores a matrix (out, in) in the format of the graph."""
        if self._kind is Format.FP32:
            return _Matrix(self.constant(name, matrix))
        quantised = quantise(matrix)
        return _Matrix(
            self.constant(name, quantised.values), self.constant(f"{name}.scales", quantised.scales)
        )

    def product(self, inputs: str, matrix: _Matrix, outputs: Sequence[str] = ()) -> str:
        """``inputs`` (…, in) times the transposed ``matrix``: (…, out)."""
        across = self.node("Transpose", [matrix.values], perm=[1, 0])
        if not matrix.scales:
            return self.node("MatMul", [inputs, across], outputs)
        return self.fused("DynamicQuantizeMatMul", [inputs, across, matrix.scales], outputs)

    def even_product(self, inputs: str, matrix: _Matrix) -> str:
        """As ``product``, with each row of ``inputs`` scaled to its largest number first.

        Activations are quantised with one scale for all rows. Where some rows are much larger than others, as
        behind the gates, the small ones would have hardly a digit left: without this, reading 256 tokens at
        once was four times as far from PyTorch (mean divergence 0.0017 against 0.0005) in a half-trained model.
        """
        if not matrix.scales:
            return self.product(inputs, matrix)
        largest = self.node(
            "ReduceMax", [self.node("Abs", [inputs]), self.whole("last_axis", -1)], keepdims=1
        )
        size = self.node("Max", [largest, self.constant("smallest_size", 1e-20)])
        even = self.product(self.node("Div", [inputs, size]), matrix)
        return self.node("Mul", [even, size])

    def model(self, shape: Shape) -> onnx.ModelProto:
        """All of it, with inputs and outputs."""
        parts = [f"{layer}.{part}" for layer in range(shape.layers) for part in ("key", "value")]
        cache: list[str | int | None] = [1, shape.kv_heads, "room", shape.head_size]
        info = helper.make_tensor_value_info
        inputs = [
            info("input_ids", TensorProto.INT64, [1, "new"]),
            info("keep", TensorProto.INT64, [1]),
            info("seqlens_k", TensorProto.INT32, [1]),
            info("total_sequence_length", TensorProto.INT32, []),
            *(info(f"past_key_values.{part}", TensorProto.FLOAT, cache) for part in parts),
        ]
        outputs = [
            info("logits", TensorProto.FLOAT, [1, "kept", shape.vocabulary]),
            *(info(f"present.{part}", TensorProto.FLOAT, cache) for part in parts),
        ]
        graph = helper.make_graph(self._nodes, "decoder", inputs, outputs, list(self._constants.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR, producer_name="bsl-pilot")
        helper.set_model_props(model, {"kind": KIND, "context": str(shape.context)})
        return model


def _embedded(graph: _Graph, table: _Matrix) -> str:
    """The rows of the table that ``input_ids`` name."""
    rows = graph.node("Gather", [table.values, "input_ids"])
    if not table.scales:
        return rows
    scales = graph.node("Gather", [table.scales, "input_ids"])
    column = graph.node("Unsqueeze", [scales, graph.whole("last_axis", -1)])
    return graph.node("Mul", [graph.node("Cast", [rows], to=TensorProto.FLOAT), column])


def _rotary(graph: _Graph, shape: Shape) -> None:
    """Cosine and sine of every position's angles, (context, head_size / 2), in float32 as torch has them."""
    halves = np.arange(0, shape.head_size, 2) / shape.head_size
    speeds = graph.constant("rotary.speeds", (shape.rope_theta**-halves)[None])
    bounds = [("start", 0), ("end", shape.context), ("step", 1)]
    range_ = [graph.constant(f"rotary.{name}", float(value)) for name, value in bounds]
    positions = graph.node("Unsqueeze", [graph.node("Range", range_), graph.whole("column_axis", 1)])
    angles = graph.node("Mul", [positions, speeds])
    graph.node("Cos", [angles], ["rotary.cos"])
    graph.node("Sin", [angles], ["rotary.sin"])


def _layer(graph: _Graph, shape: Shape, weights: Weights, layer: int, stream: _Stream) -> _Stream:
    """One layer: attention and feed-forward, each added to the stream."""
    name = f"layer.{layer}"

    def matrix(own: str, *parts: str) -> _Matrix:
        joined = np.concatenate([weights[f"model.layers.{layer}.{part}.weight"] for part in parts])
        return graph.matrix(f"{name}.{own}", joined)

    qkv = graph.product(
        stream.normal, matrix("qkv", "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")
    )
    attended = _attention(graph, shape, layer, qkv)
    stream = _added(
        graph,
        shape,
        stream,
        graph.product(attended, matrix("out", "self_attn.o_proj")),
        graph.constant(
            f"{name}.middle_norm", weights[f"model.layers.{layer}.post_attention_layernorm.weight"]
        ),
    )
    both = graph.product(stream.normal, matrix("gate_up", "mlp.gate_proj", "mlp.up_proj"))
    halves = graph.whole("halves", shape.feed_forward, shape.feed_forward)
    graph.node("Split", [both, halves], [f"{name}.gate", f"{name}.up"], axis=-1)
    swish = graph.fused("QuickGelu", [f"{name}.gate"], alpha=1.0)  # with this alpha it is x * sigmoid(x)
    grown = graph.node("Mul", [swish, f"{name}.up"])
    last = layer == shape.layers - 1
    norm = LAST_NORM if last else f"model.layers.{layer + 1}.input_layernorm.weight"
    down = graph.even_product(grown, matrix("down", "mlp.down_proj"))
    return _added(graph, shape, stream, down, graph.constant(f"{name}.end_norm", weights[norm]))


def _attention(graph: _Graph, shape: Shape, layer: int, qkv: str) -> str:
    """Attention over past and new positions, with the rotary embedding inside."""
    past = [f"past_key_values.{layer}.{part}" for part in ("key", "value")]
    present = [f"present.{layer}.{part}" for part in ("key", "value")]
    return graph.fused(
        "GroupQueryAttention",
        [qkv, "", "", *past, "seqlens_k", "total_sequence_length", "rotary.cos", "rotary.sin"],
        [f"layer.{layer}.attended", *present],
        num_heads=shape.heads,
        kv_num_heads=shape.kv_heads,
        do_rotary=1,
        rotary_interleaved=0,
        scale=float(shape.head_size**-0.5),
    )


def _added(graph: _Graph, shape: Shape, stream: _Stream, more: str, norm: str) -> _Stream:
    """The stream with ``more`` added, and the norm of that."""
    outputs = [f"{more}.normal", "", "", f"{more}.sum"]
    graph.fused("SkipSimplifiedLayerNormalization", [stream.sum, more, norm], outputs, epsilon=shape.epsilon)
    return _Stream(outputs[0], outputs[3])


def _head(graph: _Graph, normal: str, table: _Matrix) -> None:
    """Logits of the last ``keep`` positions."""
    start = graph.node("Neg", ["keep"])
    end, axis = graph.whole("sequence_end", 2**31 - 1), graph.whole("sequence_axis", 1)
    kept = graph.node("Slice", [normal, start, end, axis])
    graph.product(kept, table, ["logits"])
