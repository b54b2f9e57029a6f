"""Signature help as it leaves the features: ways to call, and which argument the cursor is in."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.features.signing.labels import Label

NO_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way to call. `documentation` and `parameters` are formatted as the style of the request says.

    `variadic`: the last parameter stands for any number of arguments.
    """

    label: Label
    documentation: str = ""
    parameters: tuple[str, ...] = ()
    variadic: bool = False

    def takes(self, argument: int) -> bool:
        """Whether there may be an argument of that number (from 0)."""
        return argument < len(self.label.spans) or (self.variadic and bool(self.label.spans))

    def parameter(self, argument: int) -> int:
        """The parameter that an argument is for; beyond the last one where there is none."""
        last = len(self.label.spans) - 1
        return last if self.variadic and argument > last else argument


@dataclass(frozen=True, slots=True)
class SignatureHelp:
    """Ways to call in the order of the documentation, the one to show, the argument that is being typed."""

    ways: tuple[Way, ...]
    active: int
    argument: int


def chosen(ways: tuple[Way, ...], argument: int, before: int = 0) -> SignatureHelp | None:
    """The help with the way that fits: that which the user has before him, while it does, else the first that does."""
    if not ways:
        return None
    order = [before if before < len(ways) else 0, *range(len(ways))]
    active = next((at for at in order if ways[at].takes(argument) or argument == 0), order[0])
    return SignatureHelp(ways, active, ways[active].parameter(argument))
