"""The model that is trained: Llama, as small and as quick on a CPU as it gets.

Parameters have the names of ``transformers.LlamaForCausalLM`` with tied embeddings, so that a checkpoint is
loaded there (and by peft) as it is. Written out here because its parts are joined for the CPU: one matrix for
queries, keys and values would change the names, but the loss never holds the logits of more than a slice.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812  (as everybody calls it)

SLICE = 512
"""Positions whose logits exist at a time: 16 MB of them, which the processor's cache holds."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a model."""

    vocab_size: int = 8192
    hidden_size: int = 256
    num_hidden_layers: int = 7
    num_attention_heads: int = 4
    num_key_value_heads: int = 1
    intermediate_size: int = 768
    head_dim: int = 64
    rope_theta: float = 10000.0
    rms_norm_eps: float = 1e-5
    max_position_embeddings: int = 2048

    def config(self) -> dict[str, Any]:
        """``config.json`` for transformers."""
        return {
            **asdict(self),
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            "hidden_act": "silu",
            "tie_word_embeddings": True,
            "attention_bias": False,
            "mlp_bias": False,
            "bos_token_id": None,
            "eos_token_id": 1,
            "pad_token_id": 0,
            "torch_dtype": "float32",
        }


class RMSNorm(nn.Module):
    """Division by the root of the mean square."""

    def __init__(self, size: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        return F.rms_norm(x, (x.shape[-1],), self.weight, self.eps)


class Attention(nn.Module):
    """Causal attention in which heads share their keys and values."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.groups, self.size = (
            shape.num_attention_heads,
            shape.num_key_value_heads,
            shape.head_dim,
        )
        self.q_proj = nn.Linear(shape.hidden_size, self.heads * self.size, bias=False)
        self.k_proj = nn.Linear(shape.hidden_size, self.groups * self.size, bias=False)
        self.v_proj = nn.Linear(shape.hidden_size, self.groups * self.size, bias=False)
        self.o_proj = nn.Linear(self.heads * self.size, shape.hidden_size, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        batch, length, _ = x.shape
        weight = torch.cat([self.q_proj.weight, self.k_proj.weight, self.v_proj.weight])
        heads = F.linear(x, weight).view(batch, length, -1, self.size).transpose(1, 2)
        q, k, v = heads.split([self.heads, self.groups, self.groups], dim=1)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        k, v = (one.expand(-1, self.heads, -1, -1) if self.groups == 1 else
                one.repeat_interleave(self.heads // self.groups, 1) for one in (k, v))  # fmt: skip
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.o_proj(mixed.transpose(1, 2).reshape(batch, length, -1))


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary position embedding, halves side by side as transformers has it."""
    first, second = x.chunk(2, dim=-1)
    return torch.cat([first * cos - second * sin, second * cos + first * sin], dim=-1)


class MLP(nn.Module):
    """Gated feed-forward layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(shape.hidden_size, shape.intermediate_size, bias=False)
        self.up_proj = nn.Linear(shape.hidden_size, shape.intermediate_size, bias=False)
        self.down_proj = nn.Linear(shape.intermediate_size, shape.hidden_size, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    """Attention, then feed-forward, each behind a norm and beside a shortcut."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.input_layernorm = RMSNorm(shape.hidden_size, shape.rms_norm_eps)
        self.self_attn = Attention(shape)
        self.post_attention_layernorm = RMSNorm(shape.hidden_size, shape.rms_norm_eps)
        self.mlp = MLP(shape)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cos, sin)
        return x + self.mlp(self.post_attention_layernorm(x))


class Body(nn.Module):
    """From tokens to what the output layer reads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(shape.vocab_size, shape.hidden_size)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.num_hidden_layers))
        self.norm = RMSNorm(shape.hidden_size, shape.rms_norm_eps)
        frequency = shape.rope_theta ** -(torch.arange(0, shape.head_dim, 2) / shape.head_dim)
        angles = torch.outer(torch.arange(shape.max_position_embeddings), frequency)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)

    def forward(self, ids: Tensor) -> Tensor:
        x = self.embed_tokens(ids)
        cos, sin = self.cos[: ids.shape[1]], self.sin[: ids.shape[1]]
        for layer in self.layers:
            x = layer(x, cos, sin)
        return self.norm(x)


class Llama(nn.Module):
    """The model; ``loss`` for training, ``logits`` for looking."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.model = Body(shape)
        for name, weight in self.named_parameters():
            if weight.ndim == 2:
                nn.init.normal_(weight, std=0.02)
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                nn.init.zeros_(weight)  # each layer begins as a shortcut

    def logits(self, ids: Tensor) -> Tensor:
        """(batch, length) → (batch, length, vocabulary)."""
        return F.linear(self.model(ids), self.model.embed_tokens.weight)

    def loss(self, ids: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
        """Weighted mean cross entropy; positions of weight 0 cost nothing in the output layer."""
        counted = weights.flatten().nonzero().squeeze(1)
        weights = weights.flatten()[counted]
        weights = weights / weights.sum()
        hidden = self.model(ids).flatten(0, 1)[counted]
        targets = targets.flatten()[counted]
        table = self.model.embed_tokens.weight
        if ids.is_cuda:  # plenty of memory, and autocast knows the types
            return (
                weights * F.cross_entropy(F.linear(hidden, table).float(), targets, reduction="none")
            ).sum()
        return OutputLoss.apply(hidden, table, targets, weights)


class OutputLoss(torch.autograd.Function):
    """Output layer and cross entropy together, a slice of positions at a time, gradients at once."""

    @staticmethod
    def forward(ctx: Any, hidden: Tensor, table: Tensor, targets: Tensor, weights: Tensor) -> Tensor:
        total = hidden.new_zeros(())
        d_hidden, d_table = torch.empty_like(hidden), torch.zeros_like(table)
        for first in range(0, len(hidden), SLICE):
            part = slice(first, first + SLICE)
            logits = hidden[part] @ table.T
            rows, weight = torch.arange(len(logits), device=logits.device), weights[part]
            log_sum = logits.logsumexp(1)
            total += (weight * (log_sum - logits[rows, targets[part]])).sum()
            d_logits = logits.sub_(log_sum[:, None]).exp_()
            d_logits[rows, targets[part]] -= 1
            d_logits *= weight[:, None]
            d_hidden[part] = d_logits @ table
            d_table.addmm_(d_logits.T, hidden[part])
        ctx.save_for_backward(d_hidden, d_table)
        return total

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Tensor, Tensor, None, None]:
        d_hidden, d_table = ctx.saved_tensors
        return d_hidden * upstream[0], d_table * upstream[0], None, None
