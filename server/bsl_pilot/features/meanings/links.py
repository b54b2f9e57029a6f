"""What the names of a link in a comment lead to: `См. Модуль.Метод`."""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.features.links import Link
from bsl_pilot.features.meanings.asked import Asked
from bsl_pilot.features.meanings.indexed import by_names, script_module
from bsl_pilot.features.meanings.model import Found, Meaning, Object, Routine
from bsl_pilot.features.meanings.names import called
from bsl_pilot.project.kinds import kind
from bsl_pilot.project.layout import ModuleKind, ObjectName
from bsl_pilot.text.positions import Span
from bsl_pilot.text.words import fold
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.module import ModuleCode


def linked_meaning(asked: Asked, link: Link) -> Found | None:
    """What a link of the module leads to; None where that does not exist or is not known."""
    meanings = names_meanings(asked, link.names)
    return Found(Span(link.start, link.end), meanings) if meanings else None


def names_meanings(asked: Asked, names: Sequence[str]) -> tuple[Meaning, ...]:
    """The methods, modules or objects that names lead to from a module."""
    meaning = named_meaning(asked.inference, names)
    return (meaning,) if meaning is not None else _by_index(asked, names)


def _by_index(asked: Asked, names: Sequence[str]) -> tuple[Meaning, ...]:
    *chain, name = map(fold, names)
    if chain:
        return by_names(asked, tuple(chain), name)
    return called(asked, name) or script_module(asked, name)


def named_meaning(inference: Inference, names: Sequence[str]) -> Meaning | None:
    """The method, or the object of metadata, that names lead to from a module."""
    if not names:
        return None
    code, rest = _module(inference, names)
    if code is not None and rest:
        method = code.method(fold(rest[0]))
        return Routine(code, method) if method is not None else None
    known_kind = kind(names[0]) if len(names) > 1 else None
    name = names[1] if known_kind is not None else names[0]
    known = inference.world.metadata.get(known_kind.en if known_kind is not None else "CommonModule", name)
    return Object(known) if known is not None else None


def _module(inference: Inference, names: Sequence[str]) -> tuple[ModuleCode | None, Sequence[str]]:
    """The module that names begin with, and the names that are left: the method, maybe one of its parameters."""
    if inference.code.method(fold(names[0])) is not None:
        return inference.code, names
    modules = inference.world.modules
    common = modules.common(names[0])
    if common is not None:
        return common, names[1:]
    known = kind(names[0])
    if known is None or len(names) < 3:
        return None, ()
    if known.en == "CommonModule":
        return modules.common(names[1]), names[2:]
    return modules.of(ObjectName(known.en, names[1]), ModuleKind.MANAGER), names[2:]
