"""What the word at a position means: a name of the method, something that a module declares, an object of metadata.

A meaning is right or missing: what only a guess could tell has none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.project.layout import ObjectName
from bsl_pilot.text.positions import Span

if TYPE_CHECKING:
    from bsl_pilot.features.names import Name
    from bsl_pilot.features.project import ProjectView
    from bsl_pilot.features.units import Unit
    from bsl_pilot.syntax.document import Document


class Local(NamedTuple):
    """A name that belongs to its method (or, a label, to its part): parameter, variable, label."""

    unit: Unit
    name: Name


class Declared(NamedTuple):
    """A method or variable of a module.

    ``homes`` are the files that make up the module, the base's first (`index.modules.Modules.same`).
    """

    name: str
    """Folded."""
    homes: tuple[str, ...]
    is_variable: bool = False


class ObjectPart(NamedTuple):
    """An object of metadata, or a part of it: the names that lead to an attribute, a value, a form."""

    owner: ObjectName
    part: tuple[str, ...] = ()
    """``("Состав", "Количество")`` of an attribute in a tabular section."""
    form: str = ""
    """Name of the form that is meant, or that ``part`` is of."""


class ModuleFile(NamedTuple):
    """A module as a whole: a class of OneScript."""

    path: str


What = Local | Declared | ObjectPart | ModuleFile


class Meaning(NamedTuple):
    """A word, and what it means: one thing, or several of which each is possible."""

    span: Span
    what: tuple[What, ...]


def meaning_at(document: Document, offset: int, project: ProjectView | None, path: str) -> Meaning | None:
    """What stands at byte ``offset`` of an open document; None where nothing is known to be meant."""
    from bsl_pilot.features.meaning_code import meaning_of_name  # noqa: PLC0415  (they give what is defined here)
    from bsl_pilot.features.meaning_text import meaning_of_text  # noqa: PLC0415
    from bsl_pilot.features.word_at import word_at  # noqa: PLC0415

    word = word_at(document, offset)
    if word is None:
        return None
    if word.name is None:
        return meaning_of_text(document, offset, word, project, path)
    what = tuple(dict.fromkeys(meaning_of_name(document, word, word.name, project, path)))
    return Meaning(word.span, what) if what else None
