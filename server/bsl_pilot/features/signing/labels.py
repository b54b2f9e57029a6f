"""Ways to call as one line of text, with the place of each parameter in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.text.positions import Span
from bsl_pilot.types.catalogue import Parameter, Signature


class Label(NamedTuple):
    """A line, and the code points of each parameter in it."""

    text: str
    spans: tuple[Span, ...]


def label(head: str, parameters: Iterable[str], tail: str = "") -> Label:
    """`head(А, Б)tail`."""
    text = f"{head}("
    spans: list[Span] = []
    for at, one in enumerate(parameters):
        text += ", " if at else ""
        spans.append(Span(len(text), len(text) + len(one)))
        text += one
    return Label(f"{text}){tail}", tuple(spans))


def platform_label(name: str, signature: Signature, returns: str, names: TypeNames) -> Label:
    """A way to call something of the platform: `Имя(А: Строка, Б?: Число): Дата`."""
    shown = [parameter_label(one, names) for one in signature.parameters]
    return label(name, shown, f": {returns}" if returns else "")


def parameter_label(parameter: Parameter, names: TypeNames) -> str:
    """`Имя?: Тип`; the question mark where it may be left out, dots where any number may follow."""
    mark = "?" if parameter.optional else ""
    dots = "..." if parameter.variadic else ""
    types = " | ".join(names.of(one) for one in parameter.types)
    return f"{names.of(parameter.name)}{dots}{mark}" + (f": {types}" if types else "")
