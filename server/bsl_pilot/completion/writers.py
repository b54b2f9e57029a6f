"""Step 8: who writes. The first that can, in the user's order."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from bsl_pilot.completion.ports import Answer, Backend, Job
from bsl_pilot.errors import BackendError, NotReadyError
from bsl_pilot.locale import Text

_log = logging.getLogger(__name__)
_NOBODY = Text(
    "некому дописывать код: модель не установлена", "nobody writes completions: no model is installed"
)


@dataclass(frozen=True, slots=True)
class Writer:
    """A backend under a name that changes whenever its texts would: ``edge:9f3a`` with the model's checksum."""

    id: str
    backend: Backend


class Writers:
    """Backends in the order in which they are asked."""

    def __init__(self, writers: Sequence[Writer]) -> None:
        self._writers = tuple(writers)
        self.id = "|".join(writer.id for writer in self._writers)
        self._failed = ""

    async def write(self, job: Job) -> Answer:
        """The answer of the first that can write.

        Raises:
            BackendError: none can; the last one's reason.
        """
        problem = BackendError(_NOBODY)
        for writer in self._writers:
            try:
                answer = await writer.backend.complete(job)
            except NotReadyError as error:
                problem = error
            except BackendError as error:
                self._note(f"{writer.id}: {error}")
                problem = error
            else:
                if writer is self._writers[0]:
                    self._failed = ""
                return answer
        raise problem

    async def warm(self, job: Job) -> None:
        """Lets the first get ready for a place; one that can't is not replaced."""
        try:
            for writer in self._writers[:1]:
                await writer.backend.complete(job)
        except NotReadyError:
            return
        except BackendError as error:
            self._note(f"{self._writers[0].id}: {error}")

    def _note(self, failure: str) -> None:
        """One line for a new failure, not one for every key."""
        if failure != self._failed:
            self._failed = failure
            _log.warning("%s", failure)
