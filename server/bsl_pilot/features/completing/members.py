"""Members after a dot: those of the receiver's type, and those that the module uses after the same receiver.

What is seen in the module is offered where the type is not known, or where code may add to it what inference
does not see. Which comes first is said by counting (`evidence`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bsl_pilot.features.completing.availability import Availability, availability
from bsl_pilot.features.completing.calls import called_text, is_called
from bsl_pilot.features.completing.evidence import Evidence, evidence
from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.names import module_items
from bsl_pilot.features.completing.scene import Scene, typed_language
from bsl_pilot.features.completing.seen import MEMBER, receiver_start
from bsl_pilot.features.completing.weights import Candidate
from bsl_pilot.project.layout import CLASS
from bsl_pilot.text.words import fold, fold_bytes
from bsl_pilot.types.attributes import generated_many
from bsl_pilot.types.catalogue import SERVERS, Contexts
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.lookup import data_fields, platform_members
from bsl_pilot.types.members import Member, MemberKind, members
from bsl_pilot.types.model import UNKNOWN, Type, Types
from bsl_pilot.types.naming import generated
from bsl_pilot.types.ports import World

THIS = frozenset({"этотобъект", "thisobject", "этаформа", "thisform"})
_WITHOUT_RECORD = frozenset({"Enumeration", "CommonModule", CLASS})
"""Types that the catalogue does not list; their members are known all the same."""
_KINDS = {
    MemberKind.FIELD: ItemKind.FIELD,
    MemberKind.PROPERTY: ItemKind.PROPERTY,
    MemberKind.METHOD: ItemKind.METHOD,
    MemberKind.VALUE: ItemKind.ENUM_MEMBER,
    MemberKind.EXPORT: ItemKind.FUNCTION,
    MemberKind.VARIABLE: ItemKind.VARIABLE,
}
_CALLED = frozenset({ItemKind.METHOD, ItemKind.FUNCTION})


def member_items(scene: Scene, options: CompletionOptions, knowledge: Knowledge | None) -> Iterator[Item]:
    """What may stand behind the dot before the cursor; ``score`` tells the likely ones."""
    types = knowledge.inference.receiver(scene.before[-1].start) if knowledge is not None else UNKNOWN
    usage = knowledge.usage if knowledge is not None else None
    found = evidence(scene, usage, _names(knowledge, types), [one.name for one in types])
    listed = _listed(knowledge, scene, types) if knowledge is not None else []
    known = {fold(name) for member in listed for name in member.name}
    items = [member_item(member, scene, options) for member in listed]
    if not listed and _is_this(scene):
        items += module_items(scene, options)
        known |= {fold(item.label) for item in items}
    if knowledge is None or is_open(knowledge.inference.world, types):
        items += (_seen(found, name) for name in found.seen.written if name not in known)
    yield from _scored(items, found)
    if typed_language(scene.word.typed) not in (None, scene.russian):
        for member in listed:
            yield from _in_other_language(member, scene, options)


def is_open(world: World, types: Types) -> bool:
    """Whether a value may have members that are not known."""
    return types.partial or not types or any(_may_have_more(world, type_) for type_ in types)


def _may_have_more(world: World, type_: Type) -> bool:
    if type_.object and data_fields(world, type_):
        return False
    known = platform_members(world, type_)
    listed = bool(known.methods or known.properties) or type_.name in _WITHOUT_RECORD
    return not listed or bool(known.dynamic)


def _names(knowledge: Knowledge | None, types: Types) -> tuple[str, ...]:
    """Folded Russian names of types: variables are often called so."""
    if knowledge is None:
        return ()
    found = (knowledge.inference.world.catalogue.type(one.name) for one in types)
    return tuple(fold(one.name.ru) for one in found if one is not None)


def _is_this(scene: Scene) -> bool:
    return fold_bytes(scene.data[receiver_start(scene.before) : scene.before[-1].start]) in THIS


def _listed(knowledge: Knowledge, scene: Scene, types: Types) -> list[Member]:
    inference = knowledge.inference
    return allowed_members(inference, availability(scene, inference.world, inference.code.where), types)


def allowed_members(inference: Inference, runs: Availability, types: Types) -> list[Member]:
    """The members of the types that are available where the code runs."""
    return [member for member in members(inference, types) if runs.allows(_contexts(member))]


def _contexts(member: Member) -> Contexts | None:
    """Where a member is available; None where that is not known."""
    if member.platform is not None:
        return member.platform.contexts
    made = generated(member.owner.name)
    if generated_many(member.owner.name) is not None or (made is not None and made[1] == "Manager"):
        return SERVERS
    return None


def member_item(member: Member, scene: Scene, options: CompletionOptions, *, other: bool = False) -> Item:
    """A member in the language of the code, or in the ``other`` one."""
    ru, en = member.name
    label = (en or ru) if scene.russian == other else (ru or en)
    insert, snippet = label, False
    if member.kind in (MemberKind.METHOD, MemberKind.EXPORT) and not is_called(scene):
        insert, snippet = called_text(label, member.platform or member.method, options)
    deprecated = member.platform is not None and member.platform.life.deprecated is not None
    group = Group.OTHER_LANGUAGE if other else Group.DEPRECATED if deprecated else Group.NEAR
    return Item(
        label, _KINDS[member.kind], group, insert, snippet=snippet, deprecated=deprecated, subject=member
    )


def _in_other_language(member: Member, scene: Scene, options: CompletionOptions) -> Iterator[Item]:
    if member.name.en and member.name.en != member.name.ru:
        yield member_item(member, scene, options, other=True)


def _seen(found: Evidence, name: str) -> Item:
    written = found.seen.written[name]
    kind = ItemKind.METHOD if written.called else ItemKind.FIELD
    group = Group.NEAR if name in found.seen.near else Group.METHOD
    return Item(written.name, kind, group, detail=MEMBER)


def _scored(items: list[Item], found: Evidence) -> Iterator[Item]:
    scores = found.scores([_candidate(item) for item in items])
    for item, score in zip(items, scores, strict=True):
        yield replace(item, score=score)


def _candidate(item: Item) -> Candidate:
    member = item.subject
    called = item.kind in _CALLED
    if not isinstance(member, Member):
        name = fold(item.label)
        return Candidate((name, name), item.label, called=called, listed=False)
    names = fold(member.name.ru), fold(member.name.en or member.name.ru)
    of, gives = member.kind, gives_value(member)
    return Candidate(
        names,
        item.label,
        field=of is MemberKind.FIELD,
        export=of is MemberKind.EXPORT,
        called=called,
        procedure=gives is False,
        function=gives is True,
        boolean=is_boolean(member),
    )


def gives_value(member: Member) -> bool | None:
    """Whether a method is a function; None where that is not known, or it is no method."""
    if member.method is not None:
        return member.method.is_function
    return getattr(member.platform, "gives", None)


def is_boolean(member: Member) -> bool:
    """Whether a member is known to be nothing but true or false."""
    if member.types is not None:
        return [one.name for one in member.types] == ["Boolean"]
    known = getattr(member.platform, "types", None) or getattr(member.platform, "returns", None) or ()
    return [one.en for one in known] == ["Boolean"]
