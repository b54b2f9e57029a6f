"""Runs our own decoder graph (models/graph.py): keys and values stay in place between steps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bsl_pilot.backends.runtime import Logits, Runtime
from bsl_pilot.backends.session import failure, open_session, short
from bsl_pilot.errors import BackendError, ModelError
from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

KIND = "bsl-pilot-decoder-1"
"""What our graphs say of themselves in their metadata."""
WARM_UP = 4
"""Tokens of the trial: it makes onnxruntime lay out its memory, and shows that the model computes at all."""

_FULL = Text(
    "в модель не помещается больше {context} токенов", "the model holds no more than {context} tokens"
)
_FOREIGN = Text(
    "{path}: непонятное устройство модели ({why}); установите её заново",
    "{path}: the model is built in an unknown way ({why}); install it again",
)
_NOT_NUMBERS = Text(
    "{path}: модель вычисляет не числа; файл испорчен, установите её заново",
    "{path}: the model computes no numbers; the file is damaged, install it again",
)


class OnnxRuntime:
    """A ``Runtime`` over a graph whose past and present are one buffer of ``context`` positions."""

    def __init__(self, session: InferenceSession) -> None:
        self._session = session
        self.context = int(session.get_modelmeta().custom_metadata_map["context"])
        self.vocabulary = int(session.get_outputs()[0].shape[-1])
        self._binding = session.io_binding()
        self._length = 0
        self._bind_cache()

    def _bind_cache(self) -> None:
        """Binds every layer's buffer as past and as present: the operator then appends in place."""
        from onnxruntime import OrtValue  # noqa: PLC0415  (loaded with the session)

        for one in self._session.get_inputs():
            if not one.name.startswith("past_key_values."):
                continue
            _, heads, _, size = one.shape
            buffer = OrtValue.ortvalue_from_numpy(np.zeros((1, heads, self.context, size), np.float32))
            self._binding.bind_ortvalue_input(one.name, buffer)
            present = one.name.replace("past_key_values.", "present.")
            self._binding.bind_ortvalue_output(present, buffer)

    @property
    def length(self) -> int:
        """Tokens in the cache."""
        return self._length

    def rewind(self, length: int) -> None:
        """Forgets all but the first ``length`` tokens."""
        self._length = min(self._length, length)

    def feed(self, ids: Sequence[int], keep: int = 1) -> Logits:
        """Appends ``ids``; logits after each of the last ``keep``.

        Raises:
            BackendError: the model failed, or there is no room; the cache is empty then.
        """
        total = self._length + len(ids)
        self._length = 0
        if total > self.context:
            raise BackendError(_FULL.filled(context=self.context))
        logits: Logits = np.empty((1, min(keep, len(ids)), self.vocabulary), np.float32)
        bind = self._binding.bind_cpu_input
        bind("input_ids", np.array([ids], np.int64))
        bind("keep", np.array([logits.shape[1]], np.int64))
        bind("seqlens_k", np.array([total - 1], np.int32))
        bind("total_sequence_length", np.array(total, np.int32))
        self._binding.bind_output("logits", "cpu", 0, np.float32, logits.shape, logits.ctypes.data)
        try:
            self._session.run_with_iobinding(self._binding)
        except Exception as error:  # onnxruntime's errors have no base of their own
            raise failure(error) from error
        self._length = total
        rows: Logits = logits[0]
        return rows


def open_runtime(path: Path, context: int, threads: int = 0) -> Runtime:
    """Loads a model, ours or any other Llama-type export, and tries it.

    Args:
        path: the ONNX file.
        context: the most tokens that are given to a graph which does not say itself how many it holds.
        threads: of one run; 0 for the default.

    Raises:
        ModelError: the file is damaged, or it is not a decoder that we can run.
        BackendError: there is no memory for it, or onnxruntime itself can't be loaded.
    """
    session = open_session(path, threads)
    runtime: Runtime
    try:
        if session.get_modelmeta().custom_metadata_map.get("kind") == KIND:
            runtime = OnnxRuntime(session)
        else:
            from bsl_pilot.backends.generic_runtime import GenericRuntime  # noqa: PLC0415  (imported models only)

            runtime = GenericRuntime(session, context)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise ModelError(_FOREIGN.filled(path=path, why=short(error))) from error
    try:
        logits = runtime.feed([0] * WARM_UP)
    except BackendError as error:
        raise ModelError(_FOREIGN.filled(path=path, why=str(error))) from error
    if not np.isfinite(logits).all():
        raise ModelError(_NOT_NUMBERS.filled(path=path))
    runtime.rewind(0)
    return runtime
