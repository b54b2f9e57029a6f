"""What the word at a place of the code means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bsl_pilot.features.meanings.data import data_meaning
from bsl_pilot.features.meanings.model import Data, Found, Meaning, Object, Platform, Role, Routine, Variable
from bsl_pilot.features.meanings.spot import Spot, spot_at
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.text.positions import Span
from bsl_pilot.types.attributes import ENUMERATION
from bsl_pilot.types.catalogue import Method
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.lookup import field_of, platform_member
from bsl_pilot.types.members import Member, MemberKind, members_named
from bsl_pilot.types.model import UNKNOWN, Types, one
from bsl_pilot.types.scope import THIS, global_modules

MOST = 4
"""Meanings that are told, where a receiver is of many types."""


def code_meaning(document: Document, inference: Inference, offset: int) -> Found | None:
    """The word at a byte of the code and its meanings; None where nothing is known of it."""
    spot = spot_at(document, offset)
    if spot is None:
        return None
    meanings = _distinct(_meanings(spot, inference))
    return Found(Span(spot.word.start, spot.word.end), meanings) if meanings else None


def _distinct(found: Iterable[Meaning]) -> tuple[Meaning, ...]:
    kept: list[Meaning] = []
    for meaning in found:
        if meaning not in kept:
            kept.append(meaning)
        if len(kept) == MOST:
            break
    return tuple(kept)


def _meanings(spot: Spot, inference: Inference) -> Iterable[Meaning]:
    if spot.before.kind == ".":
        return member_meanings(
            inference, inference.receiver(spot.before.start), spot.text, _given(spot, inference)
        )
    if spot.word.kind != "identifier":
        return ()
    if spot.before.kind == "new":
        return type_meanings(inference, spot.text)
    if spot.before.kind in ("&", "~"):
        return ()
    if spot.before.kind in ("procedure", "function"):
        method = inference.code.method(spot.folded)
        return (Routine(inference.code, method),) if method is not None else ()
    if spot.after.kind == "(":
        return call_meanings(inference, spot.folded)
    return _name(spot, inference)


def _given(spot: Spot, inference: Inference) -> Types:
    return inference.at(spot.word.start)


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
    for name in global_modules(world):
        module = world.modules.common(name)
        exported = module.method(folded) if module is not None else None
        if module is not None and exported is not None and exported.exported:
            return (Routine(module, exported),)
    return ()


def _name(spot: Spot, inference: Inference) -> Iterable[Meaning]:
    method, flow, _ = inference.code.around(spot.word.start)
    folded = spot.folded
    if flow is not None and folded in flow.declared:
        parameters = {one_.name for one_ in flow.parameters}
        role = Role.PARAMETER if folded in parameters else Role.LOCAL
        routine = Routine(inference.code, method) if method is not None and role is Role.PARAMETER else None
        return (Variable(spot.text, role, _given(spot, inference), routine),)
    if folded in inference.code.variables:
        return (Variable(spot.text, Role.MODULE, _given(spot, inference)),)
    own = tuple(_own(inference, folded, spot))
    if own:
        return own
    if flow is not None and folded in flow.assigned:
        return (Variable(spot.text, Role.LOCAL, _given(spot, inference)),)
    return shared_meanings(inference, folded)


def _own(inference: Inference, folded: str, spot: Spot) -> Iterator[Meaning]:
    """A property of the module's own object or form."""
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
        types = _given(spot, inference) or field.types
        yield data_meaning(inference.world, this, Text(field.name, field.english), types)
        return
    prop = platform_member(inference.world, this, folded)
    if prop is not None and not isinstance(prop, Method):
        yield Platform(prop, this, _given(spot, inference))


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
