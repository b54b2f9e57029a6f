"""onnxruntime's sessions: how they are set up, and what its errors mean to a user."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.errors import BackendError, ModelError
from bsl_pilot.locale import Text

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

MOST_THREADS = 2
"""More help hardly at all with models that fit the time, and take the processor from the editor."""
_SILENT = 4
"""Only fatal errors are logged by onnxruntime: what it raises is told in our own words."""

_PREFIX = re.compile(r"^\[ONNXRuntimeError\] : \d+ : [A-Z_]+ : (?:Load model from .* failed: ?)?")
"""What onnxruntime puts before the words that say what happened."""

_NO_RUNTIME = Text(
    "библиотека onnxruntime не загружается ({why}); установите заново: python -m pip install --force-reinstall onnxruntime",
    "the library onnxruntime can't be loaded ({why}); reinstall it: python -m pip install --force-reinstall onnxruntime",
)
_UNREADABLE = Text(
    "{path}: модель не загружается ({why}); установите её заново",
    "{path}: the model can't be loaded ({why}); install it again",
)
_NO_MEMORY = Text("не хватает памяти для модели", "there is not enough memory for the model")
_FAILED = Text("модель остановилась с ошибкой: {why}", "the model failed: {why}")


def default_threads() -> int:
    """Threads of a session where nobody says how many."""
    return min(MOST_THREADS, os.cpu_count() or 1)


def open_session(path: Path, threads: int = 0) -> InferenceSession:
    """Loads an ONNX file.

    Args:
        path: the file; data that it keeps in other files lies beside it.
        threads: of one run; 0 for the default.

    Raises:
        ModelError: the file is damaged, or onnxruntime does not know something in it.
        BackendError: onnxruntime itself can't be loaded, or memory is short.
    """
    try:
        import onnxruntime  # noqa: PLC0415  (takes 30 ms and 20 MB, and may be what is missing)
    except (ImportError, OSError) as error:
        raise BackendError(_NO_RUNTIME.filled(why=short(error))) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or default_threads()
    options.inter_op_num_threads = 1
    options.log_severity_level = _SILENT
    # Inside of a run the threads wait for each other by spinning, which takes a third off a prompt; between two
    # runs it would drain the battery. Small pieces of work keep one from waiting for another that was interrupted.
    options.add_session_config_entry("session.intra_op.allow_spinning", "1")
    options.add_session_config_entry("session.force_spinning_stop", "1")
    options.add_session_config_entry("session.dynamic_block_base", "4")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    # The arena would keep the largest prompt's memory for good; without it a step costs the same.
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except MemoryError as error:
        raise BackendError(_NO_MEMORY) from error
    except Exception as error:  # onnxruntime's errors have no base of their own
        if _is_memory(error):
            raise BackendError(_NO_MEMORY) from error
        raise ModelError(_UNREADABLE.filled(path=path, why=short(error))) from error


def failure(error: Exception) -> BackendError:
    """What a run of a model raised, for the user."""
    if isinstance(error, MemoryError) or _is_memory(error):
        return BackendError(_NO_MEMORY)
    return BackendError(_FAILED.filled(why=short(error)))


def short(error: BaseException) -> str:
    """An error's own words on one line of sensible length."""
    words = _PREFIX.sub("", " ".join(str(error).split())) or type(error).__name__
    return words if len(words) <= 200 else f"{words[:197]}…"


def _is_memory(error: Exception) -> bool:
    """onnxruntime puts a failed allocation into the words of its general errors."""
    words = str(error)
    return "bad_alloc" in words or "bad allocation" in words or "Failed to allocate memory" in words
