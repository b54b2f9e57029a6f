"""Runs the decoders that others export: Llama, Qwen2 and their kin with explicit past keys and values.

The names are those of optimum and transformers.js: ``input_ids``, ``attention_mask``, ``position_ids``,
``past_key_values.N.key`` / ``.value`` (1, heads, past, size) → ``logits``, ``present.N.key`` / ``.value``.
Sizes and types of numbers are read from the session.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bsl_pilot.backends.runtime import Logits
from bsl_pilot.backends.session import failure
from bsl_pilot.errors import BackendError, ModelError
from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, NodeArg, OrtValue

PIECE = 64
"""Tokens that are read at a time where the graph gives logits of all of them: 150,000 numbers a token."""
_KEEP = ("num_logits_to_keep", "logits_to_keep")
_KNOWN = {"input_ids", "attention_mask", "position_ids", "use_cache_branch", *_KEEP}
_PAST = "past_key_values."
_NUMBERS: dict[str, type[np.generic]] = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(int64)": np.int64,
    "tensor(int32)": np.int32,
    "tensor(bool)": np.bool_,
}

_FULL = Text("модель держит не больше {context} токенов", "the model is given no more than {context} tokens")
_INPUT = Text(
    "у модели есть вход {name}, которого нет у моделей Llama и Qwen2: экспортируйте её с задачей text-generation-with-past",
    "the model has an input {name} that Llama and Qwen2 models don't have: export it for text-generation-with-past",
)
_NO_PAST = Text(
    "у модели нет входов past_key_values: экспортируйте её с задачей text-generation-with-past",
    "the model has no inputs past_key_values: export it for text-generation-with-past",
)
_NO_OUTPUT = Text("у модели нет выхода {name}", "the model has no output {name}")


class GenericRuntime:
    """A ``Runtime`` over a graph that takes the past and gives it back longer."""

    def __init__(self, session: InferenceSession, context: int) -> None:
        self._session = session
        self._inputs = {one.name: one for one in session.get_inputs()}
        self._past = [name for name in self._inputs if name.startswith(_PAST)]
        self._check()
        self.context = context
        self._binding = session.io_binding()
        self._cache: list[OrtValue] = []
        self._length = 0
        self.vocabulary = int(self.feed([0]).shape[-1])
        self.rewind(0)

    def _check(self) -> None:
        """That all inputs and outputs are of the kind that this class knows."""
        for name in self._inputs:
            if name not in _KNOWN and not name.startswith(_PAST):
                raise ModelError(_INPUT.filled(name=name))
        if not self._past:
            raise ModelError(_NO_PAST)
        outputs = {one.name for one in self._session.get_outputs()}
        for name in ("logits", *map(_present, self._past)):
            if name not in outputs:
                raise ModelError(_NO_OUTPUT.filled(name=name))

    @property
    def length(self) -> int:
        """Tokens in the cache."""
        return self._length

    def rewind(self, length: int) -> None:
        """Forgets all but the first ``length`` tokens; the cache is cut when the next are fed."""
        self._length = min(self._length, length)

    def feed(self, ids: Sequence[int], keep: int = 1) -> Logits:
        """Appends ``ids``; logits after each of the last ``keep``.

        Raises:
            BackendError: the model failed, or there is no room; the cache is empty then.
        """
        if self._length + len(ids) > self.context:
            self._forget()
            raise BackendError(_FULL.filled(context=self.context))
        piece = len(ids) if self._inputs.keys() & set(_KEEP) else PIECE
        parts: list[Logits] = []
        try:
            for start in range(0, len(ids), piece):
                some = ids[start : start + piece]
                wanted = keep - (len(ids) - start - len(some))
                parts.append(self._step(some, max(wanted, 0)))
        except Exception as error:  # onnxruntime's errors have no base of their own
            self._forget()
            raise failure(error) from error
        return np.concatenate(parts)[-keep:]

    def _step(self, ids: Sequence[int], keep: int) -> Logits:
        """Runs the graph once: (at most ``keep``, vocabulary)."""
        for name, value in self._values(ids, max(keep, 1)).items():
            self._binding.bind_cpu_input(name, value)
        for name, cached in zip(self._past, self._cut(), strict=True):
            self._binding.bind_ortvalue_input(name, cached)
        for name in ("logits", *map(_present, self._past)):
            self._binding.bind_output(name)
        self._session.run_with_iobinding(self._binding)
        logits, *self._cache = self._binding.get_outputs()
        self._length += len(ids)
        seen = logits.numpy()[0]
        rows: Logits = seen[len(seen) - min(keep, len(seen)) :]
        return rows.astype(np.float32)

    def _values(self, ids: Sequence[int], keep: int) -> dict[str, NDArray[Any]]:
        """All inputs but the past."""
        total = self._length + len(ids)
        values: dict[str, Any] = {
            "input_ids": [ids],
            "attention_mask": np.ones((1, total)),
            "position_ids": np.arange(self._length, total)[None],
            "use_cache_branch": [self._length > 0],
        }
        given = {name: value for name, value in values.items() if name in self._inputs}
        for name in self._inputs.keys() & set(_KEEP):
            given[name] = [keep] if self._inputs[name].shape else keep
        return {name: np.asarray(value, _numbers(self._inputs[name])) for name, value in given.items()}

    def _cut(self) -> list[OrtValue]:
        """The past of ``length`` tokens, one value for each input."""
        from onnxruntime import OrtValue  # noqa: PLC0415  (loaded with the session)

        if not self._cache:
            return [OrtValue.ortvalue_from_numpy(_empty(self._inputs[name])) for name in self._past]
        if self._cache[0].shape()[2] == self._length:
            return self._cache
        cut = (np.ascontiguousarray(one.numpy()[:, :, : self._length]) for one in self._cache)
        return [OrtValue.ortvalue_from_numpy(one) for one in cut]

    def _forget(self) -> None:
        self._cache, self._length = [], 0


def _present(past: str) -> str:
    return f"present.{past.removeprefix(_PAST)}"


def _numbers(node: NodeArg) -> type[np.generic]:
    return _NUMBERS[node.type]


def _empty(node: NodeArg) -> NDArray[Any]:
    """A past of no tokens."""
    _, heads, _, size = node.shape
    return np.zeros((1, heads, 0, size), _numbers(node))
