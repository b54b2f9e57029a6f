"""The attributes that the platform gives to objects of metadata, as fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bsl_pilot.project.metadata.model import MetadataObject
from bsl_pilot.project.metadata.standard import standard_attributes
from bsl_pilot.types.model import UNKNOWN, Field, Types, one, union
from bsl_pilot.types.ports import World

MOST_EXT_DIMENSIONS = 3


def standard_fields(world: World, known: MetadataObject) -> Iterator[Field]:
    """The standard attributes of an object; those that not every object of its kind has, too."""
    for attribute in standard_attributes(known):
        name = attribute.type
        resolve = _RESOLVED.get(name)
        types = (
            resolve(world, known) if resolve is not None else UNKNOWN if name.startswith("<") else one(name)
        )
        if attribute.en.endswith("<N>"):
            english = attribute.en.removesuffix("<N>")
            for at in range(1, MOST_EXT_DIMENSIONS + 1):
                yield Field(f"{attribute.ru}{at}", types, f"{english}{at}")
            continue
        yield Field(attribute.ru, types, attribute.en)


def _references(names: tuple[str, ...]) -> Types:
    """References to objects of metadata by their full names."""
    split = (name.partition(".") for name in names)
    return union(one(f"{head}Ref", rest) for head, _, rest in split) or UNKNOWN


def _own(_world: World, known: MetadataObject) -> Types:
    return one(f"{known.kind}Ref", known.name)


def _owners(_world: World, known: MetadataObject) -> Types:
    return _references(known.lists.get("Owners", ()))


def _code(_world: World, known: MetadataObject) -> Types:
    return (
        one("Number")
        if "Number" in (known.properties.get("CodeType"), known.properties.get("NumberType"))
        else (one("String"))
    )


def _documents(_world: World, known: MetadataObject) -> Types:
    return _references(known.lists.get("RegisteredDocuments", ()))


def _account(_world: World, known: MetadataObject) -> Types:
    return _linked(known, "ChartOfAccounts")


def _calculation_type(_world: World, known: MetadataObject) -> Types:
    return _linked(known, "ChartOfCalculationTypes")


def _task(_world: World, known: MetadataObject) -> Types:
    return _linked(known, "Task")


def _linked(known: MetadataObject, name: str) -> Types:
    """A reference to the object that a property names."""
    target = known.properties.get(name, "")
    return _references((target,)) if "." in target else UNKNOWN


def _recorder(world: World, known: MetadataObject) -> Types:
    """The documents that write to a register."""
    key = "recorders"
    recorders = world.memory.get(key)
    if recorders is None:
        recorders = world.memory[key] = _recorders(world)
    assert isinstance(recorders, dict)
    return _references(tuple(f"Document.{name}" for name in recorders.get(f"{known.kind}.{known.name}", ())))


def _recorders(world: World) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in world.metadata.names("Document"):
        document = world.metadata.get("Document", name)
        for register in document.lists.get("RegisterRecords", ()) if document is not None else ():
            found.setdefault(register, []).append(name)
    return found


_RESOLVED: dict[str, Callable[[World, MetadataObject], Types]] = {
    "<Ref>": _own,
    "<Owners>": _owners,
    "<Code>": _code,
    "<Documents>": _documents,
    "<Account>": _account,
    "<CalculationType>": _calculation_type,
    "<Task>": _task,
    "<Recorder>": _recorder,
}
