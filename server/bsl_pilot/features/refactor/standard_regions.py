"""The regions that the standard (std455) asks for in a module of some kind, and those of them that are missing."""

from __future__ import annotations

from functools import partial

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.refactor.action import Place, Proposal
from bsl_pilot.features.refactor.code import line_start
from bsl_pilot.features.refactor.names import in_language
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.preproc import Region, regions
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

TITLE = Text("Добавить стандартные области", "Add the standard regions")

_VARIABLES = Text("ОписаниеПеременных", "Variables")
_PUBLIC = Text("ПрограммныйИнтерфейс", "Public")
_EVENTS = Text("ОбработчикиСобытий", "EventHandlers")
_INTERNAL = Text("СлужебныйПрограммныйИнтерфейс", "Internal")
_PRIVATE = Text("СлужебныеПроцедурыИФункции", "Private")
_INITIALIZE = Text("Инициализация", "Initialize")
_FORM_EVENTS = Text("ОбработчикиСобытийФормы", "FormEventHandlers")
_HEADER_EVENTS = Text("ОбработчикиСобытийЭлементовШапкиФормы", "FormHeaderItemsEventHandlers")
_TABLE_EVENTS = Text("ОбработчикиСобытийЭлементовТаблицыФормы", "FormTableItemsEventHandlers")
_COMMANDS = Text("ОбработчикиКомандФормы", "FormCommandsEventHandlers")

_OBJECT = (_VARIABLES, _PUBLIC, _EVENTS, _INTERNAL, _PRIVATE, _INITIALIZE)
_APPLICATION = (_VARIABLES, _PUBLIC, _EVENTS, _PRIVATE)
_SERVICE = (_PUBLIC, _INTERNAL, _PRIVATE)

STANDARD: dict[str, tuple[Text, ...]] = {
    "common": _SERVICE,
    "service": _SERVICE,
    "object": _OBJECT,
    "record_set": _OBJECT,
    "value_manager": _OBJECT,
    "manager": (_PUBLIC, _EVENTS, _INTERNAL, _PRIVATE),
    "form": (_VARIABLES, _FORM_EVENTS, _HEADER_EVENTS, _TABLE_EVENTS, _COMMANDS, _PRIVATE),
    "command": (_EVENTS, _PRIVATE),
    "managed_application": _APPLICATION,
    "ordinary_application": _APPLICATION,
    "external_connection": _APPLICATION,
    "session": (_EVENTS, _PRIVATE),
}
"""Regions of the top level by kind of module, in their order."""

_LAYOUT = frozenset({"comment"})


def standard_regions(place: Place) -> Proposal | None:
    """For a module that is empty or has some of the regions; where the others belong in a module without any,
    only its author knows."""
    wanted = _wanted(place)
    found = regions(place.document)
    missing = [one for one in wanted if not any(_is(region, one) for region in found)]
    if not missing:
        return None
    if len(missing) == len(wanted) and not _is_empty(place.document):
        return None
    return Proposal(TITLE, partial(_edits, place, wanted, found))


def _wanted(place: Place) -> list[Text]:
    """The regions of this module; that of a form's table once for each of them."""
    wanted: list[Text] = []
    for one in STANDARD.get(place.context.module, ()):
        if one is _TABLE_EVENTS:
            wanted += [Text(one.ru + table, one.en + table) for table in place.context.tables]
        else:
            wanted.append(one)
    return wanted


def _edits(place: Place, wanted: list[Text], found: list[Region]) -> list[TextEdit]:
    """Each missing region before the next one that is there, the last ones behind the last that is there."""
    document = place.document
    ru = russian(document, place.start)
    line_end = document.text.line_end()
    edits: list[TextEdit] = []
    waiting: list[str] = []
    last: Region | None = None
    for one in wanted:
        region = next((region for region in found if _is(region, one)), None)
        if region is None:
            waiting.append(_written(one, line_end, russian=ru))
            continue
        if waiting:
            at = line_start(document, region.first.start)
            edits.append(TextEdit(at, at, "".join(text + line_end * 2 for text in waiting)))
        waiting, last = [], region
    if waiting:
        edits.append(_at_end(document, waiting, last, line_end))
    return edits


def _at_end(document: Document, waiting: list[str], last: Region | None, line_end: str) -> TextEdit:
    text = (line_end * 2).join(waiting)
    if last is not None and last.last is not None:
        return TextEdit(last.last.end, last.last.end, line_end * 2 + text)
    data = document.text.data
    end = len(data.rstrip())
    if data[:end].removeprefix(b"\xef\xbb\xbf"):
        text = line_end * 2 + text
    return TextEdit(end, len(data), text + line_end)


def _written(name: Text, line_end: str, *, russian: bool) -> str:
    start, end = ("#Область", "#КонецОбласти") if russian else ("#Region", "#EndRegion")
    return f"{start} {in_language(name, russian=russian)}{line_end}{line_end}{end}"


def _is(region: Region, name: Text) -> bool:
    return fold(region.name) in (fold(name.ru), fold(name.en))


def _is_empty(document: Document) -> bool:
    """Whether the module holds comments at most."""
    return all(part.body.kind in _LAYOUT for part in document.parts)
