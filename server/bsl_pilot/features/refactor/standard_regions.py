"""The regions that the standard (std455) asks for in a module of some kind, and those of them that are missing."""

from __future__ import annotations

from functools import partial

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.module_facts import ModuleFacts
from bsl_pilot.features.refactor.action import Place, Proposal
from bsl_pilot.features.refactor.code import line_start
from bsl_pilot.features.refactor.names import in_language
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.preproc import Region, regions
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

TITLE = Text("Добавить стандартные области", "Add the standard regions")

VARIABLES = Text("ОписаниеПеременных", "Variables")
PUBLIC = Text("ПрограммныйИнтерфейс", "Public")
EVENTS = Text("ОбработчикиСобытий", "EventHandlers")
INTERNAL = Text("СлужебныйПрограммныйИнтерфейс", "Internal")
PRIVATE = Text("СлужебныеПроцедурыИФункции", "Private")
INITIALIZE = Text("Инициализация", "Initialize")
FORM_EVENTS = Text("ОбработчикиСобытийФормы", "FormEventHandlers")
HEADER_EVENTS = Text("ОбработчикиСобытийЭлементовШапкиФормы", "FormHeaderItemsEventHandlers")
TABLE_EVENTS = Text("ОбработчикиСобытийЭлементовТаблицыФормы", "FormTableItemsEventHandlers")
COMMANDS = Text("ОбработчикиКомандФормы", "FormCommandsEventHandlers")

_OBJECT = (VARIABLES, PUBLIC, EVENTS, INTERNAL, PRIVATE, INITIALIZE)
_APPLICATION = (VARIABLES, PUBLIC, EVENTS, PRIVATE)
_SERVICE = (PUBLIC, INTERNAL, PRIVATE)

STANDARD: dict[str, tuple[Text, ...]] = {
    "common": _SERVICE,
    "service": _SERVICE,
    "object": _OBJECT,
    "record_set": _OBJECT,
    "value_manager": _OBJECT,
    "manager": (PUBLIC, EVENTS, INTERNAL, PRIVATE),
    "form": (VARIABLES, FORM_EVENTS, HEADER_EVENTS, TABLE_EVENTS, COMMANDS, PRIVATE),
    "command": (EVENTS, PRIVATE),
    "managed_application": _APPLICATION,
    "ordinary_application": _APPLICATION,
    "external_connection": _APPLICATION,
    "session": (EVENTS, PRIVATE),
}
"""Regions of the top level by kind of module, in their order."""

_LAYOUT = frozenset({"comment"})


def standard_regions(place: Place) -> Proposal | None:
    """For a module that is empty or has some of the regions; one that has none is sorted (`sort_into_regions`)."""
    wanted = standard_of(place.context.module)
    found = regions(place.document)
    missing = [one for one in wanted if not any(_is(region, one) for region in found)]
    if not missing:
        return None
    if len(missing) == len(wanted) and not _is_empty(place.document):
        return None
    return Proposal(TITLE, partial(_edits, place, wanted, found))


def standard_of(module: ModuleFacts) -> list[Text]:
    """The regions of a module in their order; that of a form's table once for each of them."""
    wanted: list[Text] = []
    for one in STANDARD.get(module.kind, ()):
        if one is TABLE_EVENTS:
            wanted += [Text(one.ru + table, one.en + table) for table in module.tables]
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
            waiting.append(written(in_language(one, russian=ru), "", line_end, russian=ru))
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


def written(name: str, text: str, line_end: str, *, russian: bool) -> str:
    """A region with a text in it, blank lines around that."""
    start, end = ("#Область", "#КонецОбласти") if russian else ("#Region", "#EndRegion")
    inside = f"{text}{line_end * 2}" if text else ""
    return f"{start} {name}{line_end * 2}{inside}{end}"


def _is(region: Region, name: Text) -> bool:
    return fold(region.name) in (fold(name.ru), fold(name.en))


def _is_empty(document: Document) -> bool:
    """Whether the module holds comments at most."""
    return all(part.body.kind in _LAYOUT for part in document.parts)
