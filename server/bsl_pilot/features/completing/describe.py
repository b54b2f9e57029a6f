"""What an item says when the user looks at it: as hover would say it of the same name in the code."""

from __future__ import annotations

from bsl_pilot.features.completing.item import Item
from bsl_pilot.features.completing.subject import Subject
from bsl_pilot.features.hover import described
from bsl_pilot.features.hovering.about import About
from bsl_pilot.features.hovering.page import Style
from bsl_pilot.features.meanings.code import member_meanings
from bsl_pilot.features.meanings.model import Data, Meaning, Object
from bsl_pilot.features.meanings.type_names import TypeNames
from bsl_pilot.locale import Text
from bsl_pilot.project.layout import ObjectName
from bsl_pilot.types.infer import Inference
from bsl_pilot.types.members import Member
from bsl_pilot.types.model import Field, Types


def describe(item: Item, inference: Inference, style: Style, *, russian: bool) -> str:
    """The signature and description of what an item names; empty where nothing is known of it."""
    meaning = meaning_of(item.subject, inference) if item.subject is not None else None
    if meaning is None:
        return ""
    return described(
        (meaning,), About(inference, TypeNames(inference.world.catalogue, russian=russian)), style
    )


def meaning_of(subject: Subject, inference: Inference) -> Meaning | None:
    """What hover can write about."""
    if isinstance(subject, Member):
        return next(iter(member_meanings(inference, Types((subject.owner,)), subject.name.ru)), None)
    if isinstance(subject, Field):
        return Data(Text(subject.name, subject.english), None, subject.types)
    if isinstance(subject, ObjectName):
        known = inference.world.metadata.get(*subject)
        return Object(known) if known is not None else None
    return subject
