"""What a refactoring is: a function that looks at a place and proposes an edit, or says why it can't."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from bsl_pilot.errors import PilotError
from bsl_pilot.features.module_facts import NO_FACTS, ModuleFacts
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.snapshot import TextEdit


class Kind(StrEnum):
    """Kinds of code actions, by their names in LSP."""

    EXTRACT = "refactor.extract"
    INLINE = "refactor.inline"
    REWRITE = "refactor.rewrite"
    SOURCE = "source"


class Context(NamedTuple):
    """What the text alone does not tell, from whoever knows the project and the editor's settings.

    Attributes:
        module: what the project knows of the module.
        indent: one level of indentation.
    """

    module: ModuleFacts = NO_FACTS
    indent: str = "\t"


class Place(NamedTuple):
    """Where the user asks: byte range of the selection (empty for a cursor)."""

    document: Document
    start: int
    end: int
    context: Context = Context()


class Proposal(NamedTuple):
    """One action at a place.

    Attributes:
        title: what the user reads in the menu.
        edits: makes the edits, which costs more than to propose; raises ``Refused`` where that shows only then.
        refused: why it can't be done here; ``edits`` is not called then.
    """

    title: Text
    edits: Callable[[], list[TextEdit]]
    refused: Text | None = None


Find = Callable[[Place], Proposal | None]
"""Looks at a place; None where the refactoring has nothing to do with it. Costs what the method there costs."""


class Refactoring(NamedTuple):
    """One entry of the catalogue. ``key`` names it between proposing and editing."""

    key: str
    kind: Kind
    find: Find


class Refused(PilotError):  # noqa: N818  (says what happened)
    """The refactoring can't be done here; the message says why."""


def refusal(title: Text, why: Text) -> Proposal:
    """A proposal that is shown with the reason why it can't be taken."""
    return Proposal(title, list, why)
