"""Parameters of the events that the platform calls, for the modules that handle them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bsl_pilot.locale import Text
from bsl_pilot.review.scene import ModuleType, Scene
from bsl_pilot.text.words import fold
from bsl_pilot.types.catalogue import current

Parameters = tuple[Text, ...]
"""Names of the parameters of one signature."""

_OWNERS = {
    ModuleType.OBJECT: "Object",
    ModuleType.MANAGER: "Manager",
    ModuleType.RECORD_SET: "RecordSet",
    ModuleType.VALUE_MANAGER: "ValueManager",
}
_APPLICATION = frozenset(
    {
        *(ModuleType.MANAGED_APPLICATION, ModuleType.ORDINARY_APPLICATION, ModuleType.APPLICATION),
        *(ModuleType.SESSION, ModuleType.EXTERNAL_CONNECTION),
    }
)
_OWN_PARAMETERS = frozenset({"CalculationRegister", "Sequence", "Recalculation"})
"""Kinds whose record sets are written with parameters that the catalogue does not tell."""
_WRITES = frozenset({"beforewrite", "onwrite", "beforedelete"})
_OTHER = {
    "onclose": (0,),
    "beforeclose": (2,),
    "beforeexit": (0, 1),
    "notificationprocessing": (2,),
    "action": (0,),
    "click": (1,),
    "startchoice": (4,),
    "selection": (1,),
    "beforestart": (0,),
    "oncomposeresult": (4,),
    "texteditend": (4,),
    "autocomplete": (5,),
}
"""How many parameters handlers of other releases or of other items have."""
_DRAGGED = ("Элемент", "ПараметрыПеретаскивания", "СтандартнаяОбработка")
_OF_OTHER_ITEMS = {
    "choiceprocessing": (
        ("Элемент", "ВыбранноеЗначение", "ДополнительныеДанные", "ВыборДобавлением", "СтандартнаяОбработка"),
    ),
    "selection": (("Элемент", "ВыбраннаяДата"),),
    "drag": (_DRAGGED, (*_DRAGGED, "Область")),
    "dragcheck": (_DRAGGED, (*_DRAGGED, "Область")),
}
"""Signatures that the catalogue lacks: of input fields, calendars, pictures and spreadsheets, for events that it knows
of tables alone or in an older form."""


Signatures = tuple[str, tuple[Parameters, ...]]
"""The folded English name of an event, and its signatures."""


def events_of(scene: Scene) -> dict[str, Signatures]:
    """The events of a module by their folded Russian and English names; those of a form stand in its metadata."""
    if scene.type is ModuleType.COMMAND:
        return _events("CommandModule", scene.type, "")
    if scene.type in _APPLICATION:
        return _events("ГлобальныйКонтекст", scene.type, "")
    suffix = _OWNERS.get(scene.type)
    if suffix is None or scene.owner is None:
        return {}
    return _events(f"{scene.owner.kind}{suffix}", scene.type, scene.owner.kind)


@cache
def _events(owner: str, type_: ModuleType, kind: str) -> dict[str, Signatures]:
    found: dict[str, Signatures] = {}
    for event in current().events(owner):
        word = fold(event.name.en)
        if event.signatures is None or (kind in _OWN_PARAMETERS and word in _WRITES):
            continue
        written = tuple(tuple(one.name for one in signature.parameters) for signature in event.signatures)
        if word in _WRITES:
            written = _of_writing(word, written, type_, kind)
        for name in (fold(event.name.ru), word):
            found[name] = (word, written)
    return found


def _of_writing(
    word: str, written: tuple[Parameters, ...], type_: ModuleType, kind: str
) -> tuple[Parameters, ...]:
    """The catalogue lists the signatures of all owners of an event together."""
    of_object = 3 if (kind, word) == ("Document", "beforewrite") else 1
    wanted = 2 if type_ is ModuleType.RECORD_SET else of_object
    return tuple(one for one in written if len(one) == wanted)


@cache
def form_events() -> dict[str, tuple[Parameters, ...]]:
    """Signatures of the events of forms and their items by folded English names, those of all owners together."""
    found: dict[str, tuple[Parameters, ...]] = {}
    for event in current().all_events():
        word = fold(event.name.en)
        if event.signatures is not None:
            written = tuple(tuple(one.name for one in signature.parameters) for signature in event.signatures)
            found[word] = (*found.get(word, ()), *written)
    for word, others in _OF_OTHER_ITEMS.items():
        written = tuple(tuple(Text(name, name) for name in one) for one in others)
        found[word] = (*found.get(word, ()), *written)
    found["action"] = ((Text("Команда", "Command"),),)
    return found


def counts(event: str, signatures: Sequence[Parameters]) -> set[int]:
    """How many parameters a handler of an event (by its folded English name) may have."""
    return {*map(len, signatures), *_OTHER.get(event, ())}
