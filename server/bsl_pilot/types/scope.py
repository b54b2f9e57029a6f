"""What names mean in a module that are no local variables: its own object, the form, the platform, common modules."""

from __future__ import annotations

from collections.abc import Iterator

from bsl_pilot.project.layout import CLASS, Module, ModuleKind
from bsl_pilot.types.attributes import ENUMERATION
from bsl_pilot.types.catalogue import Method
from bsl_pilot.types.forms import form_path
from bsl_pilot.types.lookup import field_of, platform_member, property_types
from bsl_pilot.types.model import NOTHING, UNKNOWN, Type, Types, one
from bsl_pilot.types.module import ModuleCode
from bsl_pilot.types.naming import english, of_texts
from bsl_pilot.types.ports import World

THIS = frozenset({"этотобъект", "thisobject", "этаформа", "thisform"})
_SUFFIXES = {
    ModuleKind.OBJECT: "Object",
    ModuleKind.MANAGER: "Manager",
    ModuleKind.RECORD_SET: "RecordSet",
    ModuleKind.VALUE_MANAGER: "ValueManager",
}
_PICTURES = frozenset({"библиотекакартинок", "picturelib"})


def this_of(where: Module) -> Type | None:
    """The type of `ЭтотОбъект` in a module; None where there is none."""
    if where.owner is None or where.nested:
        return None
    if where.kind is ModuleKind.FORM:
        return Type("ClientApplicationForm", form_path(where.owner, where.form or ""))
    if where.kind is ModuleKind.CLASS:
        return Type(CLASS, where.owner.name)
    suffix = _SUFFIXES.get(where.kind)
    return Type(f"{where.owner.kind}{suffix}", where.owner.name) if suffix else None


class NameScope:
    """The names of one module."""

    def __init__(self, world: World, where: Module) -> None:
        self._world = world
        self.this = this_of(where)

    def own(self, folded: str) -> Types:
        """A property of the module's own object or form; `NOTHING` where it has none of that name."""
        this = self.this
        if this is None:
            return NOTHING
        if folded in THIS:
            return Types((this,))
        if field_of(self._world, this, folded) is None and platform_member(self._world, this, folded) is None:
            return NOTHING
        return property_types(self._world, this, folded)

    def shared(self, folded: str) -> Types:
        """What is there in every module: common modules and those of OneScript libraries, properties of the platform,
        its enumerations."""
        module = self._world.metadata.common_module(folded)
        if module is not None:
            return one("CommonModule", module.name)
        library = self._world.modules.common(folded)
        if (
            library is not None
            and library.where.kind is ModuleKind.SCRIPT
            and library.where.owner is not None
        ):
            return one("CommonModule", library.where.owner.name)
        catalogue = self._world.catalogue
        if folded in _PICTURES:
            return one("PictureLib")
        enum = catalogue.enum(folded)
        if enum is not None:
            return one(ENUMERATION, english(enum.name))
        prop = catalogue.property(folded)
        return of_texts(self._world, prop.types) if prop is not None and prop.types else UNKNOWN

    def has_own_method(self, folded: str) -> bool:
        """Whether the module's own object has a method of the platform of that name."""
        this = self.this
        return this is not None and isinstance(platform_member(self._world, this, folded), Method)


_APPLICATIONS = (ModuleKind.MANAGED_APPLICATION, ModuleKind.ORDINARY_APPLICATION)
"""Modules whose exported methods and variables are there without a name before them."""


def global_codes(world: World) -> Iterator[ModuleCode]:
    """The modules whose exported methods are called without a name before them, one after the other."""
    for name in global_modules(world):
        code = world.modules.common(name)
        if code is not None:
            yield code
    yield from application_codes(world)


def application_codes(world: World) -> Iterator[ModuleCode]:
    """Those of them whose exported variables are there everywhere, too."""
    for kind in _APPLICATIONS:
        code = world.modules.application(kind)
        if code is not None:
            yield code


def global_modules(world: World) -> tuple[str, ...]:
    """Names of the common modules whose methods are called without the module's name."""
    key = "global modules"
    known = world.memory.get(key)
    if known is None:
        known = world.memory[key] = tuple(
            one_.name for one_ in world.metadata.common_modules() if one_.is_global
        )
    assert isinstance(known, tuple)
    return known
