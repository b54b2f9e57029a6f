"""From names of types, as code, comments, metadata and the catalogue write them, to `Types`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from bsl_pilot.locale import Text
from bsl_pilot.project.kinds import Kind, kind_of_type, kinds
from bsl_pilot.project.layout import CLASS
from bsl_pilot.project.metadata.model import TypeRef
from bsl_pilot.text.words import fold
from bsl_pilot.types.model import UNKNOWN, Type, Types, one, union
from bsl_pilot.types.ports import World

ANYTHING = frozenset({"Arbitrary", "Variant"})
"""Names that say nothing."""
_EXPANDED = {"DefinedType": "DefinedType", "Characteristic": "ChartOfCharacteristicTypes"}
_DEFINED = frozenset({"определяемыйтип", "definedtype"})
_COMMON_MODULE = frozenset({"общиймодуль", "commonmodule"})
_ANY_REF = frozenset({"любаяссылка", "anyref"})
MOST_OPTIONS = 40
"""Types of one union that are kept; a longer one says little of a value."""


@lru_cache(maxsize=4096)
def generated(name: str) -> tuple[str, str] | None:
    """English kind and suffix of a type that metadata objects make: `CatalogRef` is (`Catalog`, `Ref`)."""
    found = kind_of_type(name)
    if found is not None:
        return found[0].en, found[1]
    return None


def kind_named(name: str) -> Kind | None:
    """The kind of that English name."""
    return _kinds().get(name)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Kind]:
    return {one.en: one for one in kinds()}


def english(name: Text) -> str:
    """The canonical name of a type of the catalogue."""
    return name.en or name.ru


def named(world: World, name: str) -> Types:
    """The types of a name in code or in a comment; `UNKNOWN` where nothing is called so."""
    head, _, rest = name.strip().partition(".")
    folded = fold(head)
    if folded in _COMMON_MODULE:
        return one("CommonModule", rest) if rest else UNKNOWN
    if folded in _DEFINED:
        return of_refs(world, (TypeRef(f"DefinedType.{rest}"),)) if rest else UNKNOWN
    if folded in _ANY_REF:
        return one("AnyRef")
    platform = world.catalogue.type(head)
    if platform is None:
        enum = world.catalogue.enum(head)
        return one(english(enum.name)) if enum is not None else of_class(world, head)
    canonical = english(platform.name)
    if canonical in ANYTHING:
        return UNKNOWN
    return of_object(world, canonical, rest)


def of_class(world: World, name: str) -> Types:
    """The type of a class of OneScript; `UNKNOWN` where there is none of that name."""
    code = world.modules.class_(name)
    return one(CLASS, code.where.owner.name) if code is not None and code.where.owner is not None else UNKNOWN


def of_object(world: World, canonical: str, name: str) -> Types:
    """A platform type that may belong to an object, which must exist then."""
    made = generated(canonical)
    if made is None or not name:
        return one(canonical)
    kind = made[0]
    owner, _, rest = name.partition(".")
    known = world.metadata.get(kind, owner)
    if known is None:
        return one(canonical) if not rest else UNKNOWN
    return one(canonical, known.name) if not rest else UNKNOWN


def of_texts(world: World, names: Iterable[Text], owner: Type | None = None) -> Types:
    """The types of the catalogue's names. Those of the kind of `owner` belong to the same object."""
    return union(_of_text(world, one_, owner) for name in names for one_ in _alternatives(name))


def _alternatives(name: Text) -> Iterable[Text]:
    """One name, or the several that stand in one, with bars between them."""
    if "|" not in name.ru:
        return (name,)
    return (Text(one_, one_) for one_ in name.ru.split("|"))


def _of_text(world: World, name: Text, owner: Type | None) -> Types:
    canonical = english(name)
    if canonical in ANYTHING:
        return UNKNOWN
    platform = world.catalogue.type(canonical)
    if platform is None:
        return one(canonical) if world.catalogue.enum(canonical) is not None else UNKNOWN
    canonical = english(platform.name)
    if owner is None or not owner.object:
        return one(canonical)
    mine, its = generated(owner.name), generated(canonical)
    if mine is not None and its is not None and mine[0] == its[0]:
        return one(canonical, owner.object)
    return one(canonical)


def of_refs(world: World, refs: Iterable[TypeRef]) -> Types:
    """The types that metadata states. None stated is unknown."""
    stated = tuple(refs)
    if any(ref.head in _EXPANDED for ref in stated):
        stated = tuple(_expanded(world, stated, set()))
    if not stated:
        return UNKNOWN
    found = union(_of_ref(world, ref) for ref in stated[:MOST_OPTIONS])
    return Types(found.options, True) if len(stated) > MOST_OPTIONS else found


def _expanded(world: World, refs: Iterable[TypeRef], seen: set[str]) -> Iterator[TypeRef]:
    """Types with defined types and characteristics replaced by what they hold; sets stay as they are."""
    for ref in refs:
        kind = _EXPANDED.get(ref.head)
        if kind is None:
            yield ref
        elif ref.name not in seen:
            seen.add(ref.name)
            known = world.metadata.get(kind, ref.object)
            yield from _expanded(world, known.types, seen) if known is not None else (TypeRef("?"),)


def _of_ref(world: World, ref: TypeRef) -> Types:
    platform = world.catalogue.type(ref.head)
    canonical = english(platform.name) if platform is not None else ref.head
    if platform is None and generated(canonical) is None and world.catalogue.enum(ref.head) is None:
        return UNKNOWN if canonical not in PRIMITIVES else one(canonical)
    return one(canonical, ref.object) if ref.object else one(canonical)


PRIMITIVES = frozenset({"String", "Number", "Date", "Boolean", "Undefined", "Null", "Type", "AnyRef"})
"""Types without members."""
