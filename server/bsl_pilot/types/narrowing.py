"""What is left of a union where a condition is known to hold."""

from __future__ import annotations

from bsl_pilot.types.code import Claim, Test
from bsl_pilot.types.model import UNKNOWN, Types, one, union
from bsl_pilot.types.naming import named
from bsl_pilot.types.ports import World


def narrowed(world: World, types: Types, claim: Claim) -> Types:
    """`types` where `claim` holds."""
    if claim.test is Test.IS:
        return _of_type(world, types, claim)
    if claim.test is Test.FILLED:
        return types.without("Undefined", "Null")
    if claim.test is Test.UNDEFINED:
        return one("Undefined") if claim.positive else types.without("Undefined")
    return types


def _of_type(world: World, types: Types, claim: Claim) -> Types:
    claimed = union(named(world, name) for name in claim.types)
    if not claimed:
        return types if not claim.positive else UNKNOWN
    wanted = {(one_.name, one_.object) for one_ in claimed}
    if not claim.positive:
        return Types(tuple(one_ for one_ in types if (one_.name, one_.object) not in wanted), types.partial)
    names = {name for name, owner in wanted if not owner}
    kept = tuple(one_ for one_ in types if (one_.name, one_.object) in wanted or one_.name in names)
    return Types(kept) if kept else claimed
