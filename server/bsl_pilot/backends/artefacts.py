"""The models on this machine: which there are, which one is in use, and loading it."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bsl_pilot.backends.folders import SHIPPED, models_folder
from bsl_pilot.backends.manifest import NAME, TOKENIZER, Manifest, read
from bsl_pilot.backends.runtime import Runtime
from bsl_pilot.backends.verify import REMEMBERED, Verifier, write_json
from bsl_pilot.errors import InputError, ModelError, UsageError
from bsl_pilot.locale import Text
from bsl_pilot.text.files import reason

CURRENT = "current.json"
"""Holds the name of the model that ``model use`` chose."""

_NONE = Text(
    "модели нет: установите пакет заново или импортируйте свою: bsl-pilot model import ПАПКА",
    "there is no model: reinstall the package or import one of your own: bsl-pilot model import FOLDER",
)
_NOT_INSTALLED = Text(
    "модель {name} не установлена; есть: {names}", "the model {name} is not installed; there are: {names}"
)
_SHIPPED_STAYS = Text(
    "модель {name} поставляется вместе с программой и не удаляется",
    "the model {name} comes with the program and is not removed",
)
_NARROW = Text(
    "{path}: словарь из {tokens} токенов не подходит к модели на {width}; установите модель заново",
    "{path}: a tokenizer of {tokens} tokens does not fit a model of {width}; install the model again",
)


@dataclass(frozen=True, slots=True)
class Installed:
    """One model folder; ``manifest`` is None where ``problem`` says why it can't be used."""

    folder: Path
    shipped: bool
    manifest: Manifest | None
    problem: ModelError | None = None

    @property
    def name(self) -> str:
        """What the user calls it."""
        return self.manifest.name if self.manifest and self.shipped else self.folder.name


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model in memory, and where its tokenizer is."""

    manifest: Manifest
    runtime: Runtime
    tokenizer: Path


class Artefacts:
    """The folders of models: the shipped one and the user's own."""

    def __init__(self, own: Path | None = None, shipped: Path = SHIPPED) -> None:
        self.own = own or models_folder()
        self._shipped = shipped
        self._verifier = Verifier(self.own / REMEMBERED)

    def installed(self) -> list[Installed]:
        """All models, the shipped one first; broken ones are among them."""
        found = [_looked_at(self._shipped, shipped=True)] if (self._shipped / NAME).exists() else []
        try:
            folders = sorted(one for one in self.own.iterdir() if one.is_dir() and one.name[0] != ".")
        except OSError:  # there is none, or it may not be looked into: then nothing is installed there
            folders = []
        return found + [_looked_at(folder, shipped=False) for folder in folders]

    def names(self) -> list[str]:
        """Names of all models."""
        return [one.name for one in self.installed()]

    def active(self, wanted: str = "") -> Installed:
        """The model in use: the ``wanted`` one, else the one that ``use`` chose, else the shipped one.

        Raises:
            ModelError: it is not installed, or there is none at all.
        """
        every = self.installed()
        name = wanted or self._chosen()
        if name:
            return self._named(name, every)
        if not every:
            raise ModelError(_NONE)
        return every[0]

    def shipped(self) -> Installed:
        """The model that came with the program, whichever is in use.

        Raises:
            ModelError: it is not there.
        """
        if not (self._shipped / NAME).exists():
            raise ModelError(_NONE)
        return _looked_at(self._shipped, shipped=True)

    def verify(self, one: Installed) -> Manifest:
        """The manifest of a model whose files are all as they should be.

        Raises:
            ModelError: they are not.
        """
        if one.manifest is None:
            raise one.problem or ModelError(_NONE)
        self._verifier.verify(one.folder, one.manifest)
        return one.manifest

    def load(self, one: Installed, threads: int = 0) -> Loaded:
        """Verifies a model, loads it and tries it once. Takes 50 ms for ours; not for the event loop.

        Raises:
            ModelError: files are missing or damaged, or are not what we can run.
            BackendError: there is no memory for it, or onnxruntime is not there.
        """
        manifest = self.verify(one)
        from bsl_pilot.backends.onnx_runtime import open_runtime  # noqa: PLC0415  (numpy and onnxruntime: 80 ms)

        runtime = open_runtime(one.folder / manifest.model, manifest.context, threads)
        if manifest.vocabulary > runtime.vocabulary:
            widths = {"tokens": manifest.vocabulary, "width": runtime.vocabulary}
            raise ModelError(_NARROW.filled(path=one.folder / TOKENIZER, **widths))
        return Loaded(manifest, runtime, one.folder / TOKENIZER)

    def use(self, name: str) -> Installed:
        """Makes a model the one in use, after its files were verified.

        Raises:
            UsageError: there is no such model.
            ModelError: its files are not as they should be.
            InputError: the choice can't be written.
        """
        one = self._asked_for(name)
        self.verify(one)
        write_json(self.own / CURRENT, {"name": one.name})
        return one

    def remove(self, name: str) -> None:
        """Deletes a model that was imported; where it was in use, the shipped one is from now on.

        Raises:
            UsageError: there is no such model, or it is the shipped one.
            InputError: it can't be deleted.
        """
        one = self._asked_for(name)
        if one.shipped:
            raise UsageError(_SHIPPED_STAYS.filled(name=name))
        try:
            # Renamed first: a folder that is half deleted must not look like a damaged model.
            grave = Path(tempfile.mkdtemp(prefix=".removed.", dir=self.own))
            one.folder.replace(grave / "model")
            shutil.rmtree(grave)
            if self._chosen() == one.name:
                (self.own / CURRENT).unlink(missing_ok=True)
        except OSError as error:
            raise InputError(reason(error).filled(path=one.folder)) from None

    def _asked_for(self, name: str) -> Installed:
        """The model that a command names."""
        try:
            return self._named(name, self.installed())
        except ModelError as error:
            raise UsageError(*error.args) from None

    def _named(self, name: str, every: list[Installed]) -> Installed:
        for one in every:
            if one.name == name:
                return one
        names = ", ".join(one.name for one in every) or "-"
        raise ModelError(_NOT_INSTALLED.filled(name=name, names=names))

    def _chosen(self) -> str:
        """The name that ``use`` wrote; none where that can't be read."""
        with contextlib.suppress(OSError, ValueError, RecursionError):
            values = json.loads((self.own / CURRENT).read_text(encoding="utf-8"))
            name = values.get("name") if isinstance(values, dict) else None
            return name if isinstance(name, str) else ""
        return ""


def _looked_at(folder: Path, *, shipped: bool) -> Installed:
    try:
        return Installed(folder, shipped, read(folder))
    except ModelError as error:
        return Installed(folder, shipped, None, error)
