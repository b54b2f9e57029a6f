"""What is open in one workspace folder, and what inference found out there.

Light: what inference needs is imported when somebody asks for types.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bsl_pilot.errors import InputError
from bsl_pilot.features.faces import Faces
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.files import read

if TYPE_CHECKING:
    from bsl_pilot.features.worlds import Worlds


class Surroundings:
    """Of one workspace folder, for its whole life. Any thread may ask; the event loop tells of documents."""

    def __init__(self, max_bytes: int) -> None:
        """``max_bytes``: of a module; a larger one is not read."""
        self.documents: dict[str, Document] = {}
        """The open documents as they stand, by path."""
        self.unsettled: dict[str, Document] = {}
        """Those of them that the index does not know as they stand."""
        self.edits: Counter[str] = Counter()
        """How often each document was opened, edited or closed."""
        self.all_edits = 0
        self.faces = Faces()
        """What the open modules show of themselves."""
        self._max_bytes = max_bytes

    def changed(self, path: str, document: Document | None) -> None:
        """An open document is now so; None: it was closed."""
        if document is None:
            self.documents.pop(path, None)
            self.unsettled.pop(path, None)
        else:
            self.documents[path] = self.unsettled[path] = document
        self.edits[path] += 1
        self.all_edits += 1

    def read(self, path: str) -> bytes | None:
        """The file of a module in UTF-8; None where it can't be read."""
        try:
            return read(Path(path), self._max_bytes).text.encode("utf-8", "surrogatepass")
        except InputError:
            return None

    @cached_property
    def worlds(self) -> Worlds:
        """What was inferred."""
        from bsl_pilot.features.worlds import Worlds  # noqa: PLC0415  (see above)

        return Worlds(self)
