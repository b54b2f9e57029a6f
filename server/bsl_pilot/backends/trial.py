"""Tries a model in a process of its own: ``python -m bsl_pilot.backends.trial FOLDER``.

What a processor does not know ends a process without a word; so who wants to say what is wrong must not be that
process. It writes nothing where the model works, and else one line of JSON: what is wrong, in both languages.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bsl_pilot.errors import BackendError, ModelError, PilotError
from bsl_pilot.locale import Text

_PATIENCE = 60.0
"""Seconds that loading may take on a slow disk."""
_TOO_SLOW = Text("модель не загрузилась за {seconds:.0f} с", "the model did not load within {seconds:.0f} s")
_KILLED = Text(
    "загрузка модели обрывается (код {code}): похоже, процессор не поддерживается библиотекой onnxruntime",
    "loading the model ends abruptly (code {code}): onnxruntime does not seem to support the processor",
)


def try_model(folder: Path) -> None:
    """Loads a model and lets it compute once, in another process.

    Raises:
        ModelError: its files are not as they should be.
        BackendError: the libraries or the processor can't run it.
    """
    command = [sys.executable, "-m", __name__, str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603  (ours)
    except subprocess.TimeoutExpired:
        raise BackendError(_TOO_SLOW.filled(seconds=_PATIENCE)) from None
    except OSError as error:
        raise BackendError(str(error)) from None
    if done.returncode == 0:
        return
    try:
        told = json.loads(done.stdout)
        words = Text(told["ru"], told["en"])
    except (ValueError, KeyError, TypeError):
        raise BackendError(_KILLED.filled(code=done.returncode)) from None
    raise (ModelError if told.get("files") else BackendError)(words)


def main() -> int:
    """Tries the model in the folder that the first argument names; the exit code."""
    from bsl_pilot.backends.artefacts import Artefacts, Installed  # noqa: PLC0415
    from bsl_pilot.backends.manifest import read  # noqa: PLC0415

    folder = Path(sys.argv[1])
    try:
        Artefacts().load(Installed(folder, shipped=False, manifest=read(folder)))
    except PilotError as error:
        return _tell(*error.args, is_model=isinstance(error, ModelError))
    except Exception as error:  # noqa: BLE001  (whatever a library throws when it is imported)
        return _tell(f"{type(error).__name__}: {error}", is_model=False)
    return 0


def _tell(message: object, *, is_model: bool) -> int:
    words = message if isinstance(message, Text) else Text(str(message), str(message))
    sys.stdout.write(json.dumps({"ru": words.ru, "en": words.en, "files": is_model}))
    return 1


if __name__ == "__main__":
    sys.exit(main())
