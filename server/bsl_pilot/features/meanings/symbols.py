"""What is declared at one place of the workspace and used at others: what editors go to, list the uses of, rename."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bsl_pilot.project.layout import ObjectName
from bsl_pilot.text.positions import Span

if TYPE_CHECKING:
    from bsl_pilot.features.names import Name
    from bsl_pilot.features.units import Unit


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
    """A module as a whole: a class or a module of OneScript."""

    path: str


class Spots(NamedTuple):
    """Places of the module that asks: where code sets a parameter of a query. Nothing else declares it."""

    spans: tuple[Span, ...]


Symbol = Local | Declared | ObjectPart | ModuleFile | Spots
