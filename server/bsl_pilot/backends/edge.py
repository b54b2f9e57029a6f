"""Completions by a model on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable

from bsl_pilot.backends.choose import Mix
from bsl_pilot.backends.decode import Decoder
from bsl_pilot.backends.desk import Changed, Desk, Writer, unheard
from bsl_pilot.backends.memories import Memories, Project, no_project
from bsl_pilot.backends.model import Model
from bsl_pilot.backends.watch import Clock
from bsl_pilot.completion.ports import Source

Load = Callable[[], Model]
"""Loads a model; raises a ModelError that says what is wrong. Called on the backend's thread."""


class EdgeBackend(Desk):
    """Implements ``ports.Backend``: a model on a thread of its own, with the open document's and the project's
    memory."""

    def __init__(
        self,
        load: Load,
        mix: Mix | None,
        project: Project = no_project,
        changed: Changed = unheard,
        clock: Clock = time.monotonic,
    ) -> None:
        """Begins to load at once, and is ready or has failed some time later (``status``, ``changed``).

        ``mix`` joins what the model and the memories think; without it there are no memories, also no drafts.
        ``project`` is asked at every job, so a memory may come later than the model.
        """

        def write() -> Writer:
            model = load()
            return Decoder(model, Memories(model.tokens, project) if mix else None, mix, clock)

        super().__init__(write, Source.EDGE, changed)
