"""What names of code mean as far as types tell: members, calls, what is there in every module."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.features.meanings.data import data_meaning
from bsl_pilot.features.meanings.model import Data, Meaning, Object, Platform, Routine
from bsl_pilot.locale import Text
from bsl_pilot.types.attributes import ENUMERATION
from bsl_pilot.types.catalogue import Method
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.lookup import field_of, platform_member
from bsl_pilot.types.members import Member, MemberKind, members_named
from bsl_pilot.types.model import UNKNOWN, Types, one
from bsl_pilot.types.scope import THIS, global_codes


def type_meanings(inference: Inference, name: str) -> tuple[Meaning, ...]:
    """A type that is named behind `Новый`."""
    known = inference.world.catalogue.type(name)
    return (Platform(known),) if known is not None else ()


# ---- behind a dot


def member_meanings(
    inference: Inference, receiver: Types, name: str, given: Types = UNKNOWN
) -> Iterator[Meaning]:
    """The members of that name; `given` is what the expression with the member gives at its place."""
    for member in members_named(inference, receiver, name):
        if member.kind is not MemberKind.VARIABLE:  # which declaration that is, the index knows
            yield _member(inference, member, given)


def _member(inference: Inference, member: Member, given: Types) -> Meaning:
    if member.method is not None and member.module is not None:
        return Routine(member.module, member.method)
    if member.kind is MemberKind.VALUE:
        return _value(inference, member)
    if member.platform is not None:
        return Platform(member.platform, member.owner, given)
    types = given or member.types or UNKNOWN
    return data_meaning(inference.world, member.owner, member.name, types)


def _value(inference: Inference, member: Member) -> Meaning:
    enum = inference.world.catalogue.enum(member.owner.object)
    values = enum.values if enum is not None else ()
    found = next((value for value in values if value.name == member.name), None)
    return Platform(found, member.owner) if found is not None else Data(member.name, member.owner)


# ---- names alone


def call_meanings(inference: Inference, folded: str) -> tuple[Meaning, ...]:
    """What is called by a name alone: as `Inference.call_types` looks for it."""
    code, world = inference.code, inference.world
    method = code.method(folded)
    if method is not None:
        return (Routine(code, method),)
    this = inference.scope(code).this
    own = platform_member(world, this, folded) if this is not None else None
    if this is not None and isinstance(own, Method):
        return (Platform(own, this),)
    function = world.catalogue.function(folded)
    if function is not None:
        return (Platform(function),)
    for module in global_codes(world):
        exported = module.method(folded)
        if exported is not None and exported.exported:
            return (Routine(module, exported),)
    return ()


def own_meanings(inference: Inference, folded: str, given: Types = UNKNOWN) -> Iterator[Meaning]:
    """A property of the module's own object or form; `given` is what it is known to hold at the place."""
    this = inference.scope(inference.code).this
    if this is None:
        return
    if folded in THIS:
        known = inference.world.catalogue.type(this.name)
        if known is not None:
            yield Platform(known, this)
        return
    field = field_of(inference.world, this, folded)
    if field is not None:
        name = Text(field.name, field.english)
        yield data_meaning(inference.world, this, name, given or field.types)
        return
    prop = platform_member(inference.world, this, folded)
    if prop is not None and not isinstance(prop, Method):
        yield Platform(prop, this, given)


def shared_meanings(inference: Inference, folded: str) -> tuple[Meaning, ...]:
    """What is there in every module: as `NameScope.shared` looks for it."""
    world = inference.world
    module = world.metadata.common_module(folded)
    if module is not None:
        known = world.metadata.get("CommonModule", module.name)
        return (Object(known),) if known is not None else ()
    enum = world.catalogue.enum(folded)
    if enum is not None:
        return (Platform(enum, None, one(ENUMERATION, enum.name.en or enum.name.ru)),)
    prop = world.catalogue.property(folded)
    if prop is None:
        return ()
    return (Platform(prop, None, inference.scope(inference.code).shared(folded)),)
