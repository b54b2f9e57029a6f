"""The last look at a refactoring: what it makes of the text must have no fault that was not there before."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.features.refactor.action import Refused
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults import faults
from bsl_pilot.text.snapshot import ByteEdit, TextEdit

_BREAKS = Text(
    "Рефакторинг не выполнен: после него в модуле появилась бы синтаксическая ошибка",
    "The refactoring was not done: it would leave a syntax error in the module",
)


def edited(document: Document, edits: Sequence[TextEdit]) -> Document:
    """The document with ``edits``, which must not overlap. Costs what the changed methods cost."""
    backwards = sorted(edits, reverse=True)
    return document.edit(
        ByteEdit(one.start, one.end, one.new_text.encode("utf-8", "surrogatepass")) for one in backwards
    )


def checked(document: Document, edits: list[TextEdit]) -> list[TextEdit]:
    """The edits, in the order of the text.

    Raises:
        Refused: they would add a syntax error.
    """
    if _count(edited(document, edits)) > _count(document):
        raise Refused(_BREAKS)
    return sorted(edits)


def _count(document: Document) -> int:
    return len(faults(document, queries=False, repairs=False))
