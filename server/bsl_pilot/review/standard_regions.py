"""Names of the regions that the standard (std455) has for modules of some kind, as rules compare them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bsl_pilot.features.refactor.standard_regions import STANDARD
from bsl_pilot.locale import Text
from bsl_pilot.review.module import ModuleFacts
from bsl_pilot.review.scene import ModuleType
from bsl_pilot.text.words import fold

PUBLIC = frozenset({"программныйинтерфейс", "public"})
INTERNAL = frozenset({"служебныйпрограммныйинтерфейс", "internal"})
PRIVATE = frozenset({"служебныепроцедурыифункции", "private"})
API = PUBLIC | INTERNAL
"""Folded names of the regions whose methods others call."""
TABLES = ("обработчикисобытийэлементовтаблицыформы", "formtableitemseventhandlers")
"""How the names of regions begin that end with the name of a form's table."""
FORM_EVENTS = frozenset({"обработчикисобытийформы", "formeventhandlers"})
EVENTS = frozenset({"обработчикисобытий", "eventhandlers"})

_KINDS = {
    ModuleType.COMMON: "common",
    ModuleType.HTTP_SERVICE: "service",
    ModuleType.WEB_SERVICE: "service",
    ModuleType.SERVICE: "service",
    ModuleType.OBJECT: "object",
    ModuleType.RECORD_SET: "record_set",
    ModuleType.VALUE_MANAGER: "value_manager",
    ModuleType.MANAGER: "manager",
    ModuleType.FORM: "form",
    ModuleType.COMMAND: "command",
    ModuleType.MANAGED_APPLICATION: "managed_application",
    ModuleType.ORDINARY_APPLICATION: "ordinary_application",
    ModuleType.EXTERNAL_CONNECTION: "external_connection",
    ModuleType.SESSION: "session",
}


class Standard(NamedTuple):
    """The regions of one kind of module: folded names in both languages, and the names as written."""

    words: frozenset[str]
    names: tuple[Text, ...]

    def has(self, name: str) -> bool:
        """Whether a region of this name may stand at the top level."""
        word = fold(name)
        return word in self.words or (TABLES[0] in self.words and word.startswith(TABLES))


@cache
def standard(of: ModuleType) -> Standard | None:
    """The regions of a kind of module; None for kinds that the standard says nothing of."""
    kind = _KINDS.get(of)
    if kind is None:
        return None
    names = STANDARD[kind]
    return Standard(frozenset(fold(word) for one in names for word in (one.ru, one.en)), names)


def region_names(module: ModuleFacts, offset: int) -> list[str]:
    """Folded names of the regions around a byte, the outermost first."""
    return [fold(one.name) for one in module.regions_around(offset)]
