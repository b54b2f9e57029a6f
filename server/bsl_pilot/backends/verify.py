"""Whether the files of a model are those that its manifest lists.

Reading them through takes some 10 ms a megabyte on a slow disk, so what was found is remembered under the file's
size and time of change: a start costs one look at the file system.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from bsl_pilot.backends.manifest import TOKENIZER, Manifest, Stored
from bsl_pilot.errors import InputError, ModelError
from bsl_pilot.locale import Text
from bsl_pilot.text.files import reason

CHUNK = 1 << 20
REMEMBERED = "verified.json"

_MISSING = Text(
    "{path}: файла нет; установите модель заново", "{path}: the file is missing; install the model again"
)
_CUT = Text(
    "{path}: файл не целый ({size} байт вместо {wanted}); установите модель заново",
    "{path}: the file is not whole ({size} bytes instead of {wanted}); install the model again",
)
_DAMAGED = Text(
    "{path}: файл повреждён (не та контрольная сумма); установите модель заново",
    "{path}: the file is damaged (wrong checksum); install the model again",
)
_OTHER_TOKENIZER = Text(
    "{path}: это не тот словарь, с которым сделана модель; установите модель заново",
    "{path}: this is not the tokenizer that the model was made with; install the model again",
)


def checksum(path: Path) -> Stored:
    """Size and SHA-256 of a file.

    Raises:
        OSError: it can't be read.
    """
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Stored(size, digest.hexdigest())


class Verifier:
    """Compares files with manifests, and remembers in ``memory`` (a file that need not exist) what was right."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._known = _remembered(memory)

    def verify(self, folder: Path, manifest: Manifest) -> None:
        """Checks every file of a model.

        Raises:
            ModelError: a file is missing, cut off, damaged, or another model's tokenizer.
        """
        before = dict(self._known)
        for name, wanted in manifest.files.items():
            self._verify_one(folder / name, wanted)
        if self._known != before:
            with contextlib.suppress(
                InputError
            ):  # a folder that can't be written costs time at each start only
                write_json(self._memory, self._known)

    def _verify_one(self, path: Path, wanted: Stored) -> None:
        try:
            stat = path.stat()
            if stat.st_size != wanted.bytes and path.name != TOKENIZER:
                raise ModelError(_CUT.filled(path=path, size=stat.st_size, wanted=wanted.bytes))
            state = f"{stat.st_size} {stat.st_mtime_ns} {wanted.sha256}"
            if self._known.get(str(path)) == state:
                return
            found = checksum(path)
        except FileNotFoundError:
            raise ModelError(_MISSING.filled(path=path)) from None
        except OSError as error:
            raise ModelError(reason(error).filled(path=path)) from None
        if found.sha256 != wanted.sha256:
            damage = _OTHER_TOKENIZER if path.name == TOKENIZER else _DAMAGED
            raise ModelError(damage.filled(path=path))
        self._known[str(path)] = state


def write_json(path: Path, values: object) -> None:
    """Writes a file under another name and renames it, so that nobody ever reads half of it.

    Raises:
        InputError: it can't be written.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            json.dump(values, file, ensure_ascii=False, indent=1)
            file.write("\n")
        Path(temporary).chmod(0o644)  # made for its owner alone, as temporary files are
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise InputError(reason(error).filled(path=path)) from None


def _remembered(path: Path) -> dict[str, str]:
    """What was verified before; nothing when that is unreadable: then all is read again."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(values, dict):
        return {}
    return {name: state for name, state in values.items() if isinstance(state, str)}
