"""The models that write completions: which are installed, which is in use, and changing that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.errors import ModelError
from bsl_pilot.settings import Settings

if TYPE_CHECKING:
    from bsl_pilot.backends.manifest import Manifest


@dataclass(frozen=True, slots=True)
class ModelState:
    """One installed model."""

    name: str
    folder: Path
    shipped: bool
    active: bool
    manifest: Manifest | None
    """What it says of itself; None if that is broken."""
    problem: ModelError | None
    """Why it can't be used, if so."""


@dataclass(frozen=True, slots=True)
class ModelStates:
    """All installed models, and what keeps any from being in use."""

    models: tuple[ModelState, ...]
    problem: ModelError | None = None

    @property
    def active(self) -> ModelState | None:
        """The one in use."""
        return next((one for one in self.models if one.active), None)


def model_states(settings: Settings) -> ModelStates:
    """All models, their files verified."""
    from bsl_pilot.backends.artefacts import Artefacts  # noqa: PLC0415  (this command only)

    artefacts = Artefacts()
    problem: ModelError | None = None
    folder: Path | None = None
    try:
        folder = artefacts.active(settings.completion.model).folder
    except ModelError as error:
        problem = error
    states = []
    for one in artefacts.installed():
        fault = None
        try:
            artefacts.verify(one)
        except ModelError as error:
            fault = error
        active = one.folder == folder
        states.append(ModelState(one.name, one.folder, one.shipped, active, one.manifest, fault))
    return ModelStates(tuple(states), problem)


def try_model(state: ModelState) -> None:
    """Lets a model compute once.

    Raises:
        ModelError: its files are not as they should be.
        BackendError: the libraries or the processor can't run it.
    """
    from bsl_pilot.backends import trial  # noqa: PLC0415  (this command only)

    trial.try_model(state.folder)


def import_model(source: str, name: str) -> Manifest:
    """Tries a model and copies it to the user's own.

    Raises:
        PilotError: it can't be read, run or copied, or the name is taken.
    """
    from bsl_pilot.backends.artefacts import Artefacts  # noqa: PLC0415  (this command only)
    from bsl_pilot.backends.importing import import_model  # noqa: PLC0415

    artefacts = Artefacts()
    return import_model(Path(source), artefacts.own, name, artefacts.names())


def use_model(name: str) -> None:
    """Makes a model the one in use.

    Raises:
        PilotError: there is none of that name, it is damaged, or the choice can't be written.
    """
    from bsl_pilot.backends.artefacts import Artefacts  # noqa: PLC0415  (this command only)

    Artefacts().use(name)


def remove_model(name: str) -> None:
    """Deletes a model of the user's own.

    Raises:
        PilotError: there is none of that name, it is the shipped one, or it can't be deleted.
    """
    from bsl_pilot.backends.artefacts import Artefacts  # noqa: PLC0415  (this command only)

    Artefacts().remove(name)
