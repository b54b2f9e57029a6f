"""Where code between `#Если` and `#КонецЕсли` runs, by the conditions of the branches around it."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.preproc import instructions
from bsl_pilot.text.words import WORD, fold
from bsl_pilot.types.catalogue import Contexts

LONGEST = 64
"""Words of a condition that are read."""
_ALL = ~Contexts(0)
_THIN = Contexts.THIN_CLIENT | Contexts.WEB_CLIENT | Contexts.MOBILE_CLIENT
_TOKEN = re.compile(WORD.pattern + r"|[()]")
_NOT = frozenset({"не", "not"})
_AND = frozenset({"и", "and"})
_OR = frozenset({"или", "or"})
_THEN = frozenset({"тогда", "then"})


class Holds(NamedTuple):
    """Where a condition may hold, and where it surely does."""

    may: Contexts
    must: Contexts

    def negated(self) -> Holds:
        """Where it does not hold."""
        return Holds(_ALL & ~self.must, _ALL & ~self.may)


_NOBODY_KNOWS = Holds(_ALL, Contexts(0))
"""A symbol of an operating system, or one that is half typed."""
_CLIENT = Holds(_THIN | Contexts.THICK_CLIENT | Contexts.MOBILE_APP_CLIENT, _THIN)
_SERVER = Holds(
    Contexts.SERVER | Contexts.MOBILE_APP_SERVER | Contexts.MOBILE_STANDALONE_SERVER, Contexts.SERVER
)
_THICK = Holds(Contexts.THICK_CLIENT, Contexts(0))  # there are two of them, and the catalogue knows one


def _just(contexts: Contexts) -> Holds:
    return Holds(contexts, contexts)


_SYMBOLS = {
    fold(name): holds
    for holds, names in (
        (_SERVER, ("Сервер", "Server", "НаСервере", "AtServer")),
        (_CLIENT, ("Клиент", "Client", "НаКлиенте", "AtClient")),
        (_just(Contexts.THIN_CLIENT), ("ТонкийКлиент", "ThinClient")),
        (_just(Contexts.WEB_CLIENT), ("ВебКлиент", "WebClient")),
        (_just(Contexts.MOBILE_CLIENT), ("МобильныйКлиент", "MobileClient")),
        (_THICK, ("ТолстыйКлиентОбычноеПриложение", "ThickClientOrdinaryApplication")),
        (_THICK, ("ТолстыйКлиентУправляемоеПриложение", "ThickClientManagedApplication")),
        (_just(Contexts.EXTERNAL_CONNECTION), ("ВнешнееСоединение", "ExternalConnection")),
        (_just(Contexts.MOBILE_APP_CLIENT), ("МобильноеПриложениеКлиент", "MobileAppClient")),
        (_just(Contexts.MOBILE_APP_SERVER), ("МобильноеПриложениеСервер", "MobileAppServer")),
        (_just(Contexts.MOBILE_STANDALONE_SERVER), ("МобильныйАвтономныйСервер", "MobileStandaloneServer")),
    )
    for name in names
}


def compiled_contexts(document: Document, offset: int) -> Contexts | None:
    """Where the code at a byte can run; None where no `#Если` is around it."""
    open_: list[tuple[Contexts, Contexts]] = []  # where this branch may be there, and where one before it is
    for line in instructions(document):
        if line.start >= offset:
            break
        if line.kind == "if":
            open_.append(condition(line.argument))
        elif line.kind == "endif" and open_:
            open_.pop()
        elif line.kind in ("elsif", "else") and open_:
            taken = open_[-1][1]
            holds = condition(line.argument) if line.kind == "elsif" else Holds(_ALL, _ALL)
            open_[-1] = holds.may & ~taken, taken | holds.must
    if not open_:
        return None
    found = _ALL
    for may, _ in open_:
        found &= may
    return found


def condition(text: str) -> Holds:
    """What stands between `#Если` and `Тогда`; what makes no sense may hold anywhere."""
    words = [fold(one) for one in islice((one[0] for one in _TOKEN.finditer(text)), LONGEST)]
    return _Condition([one for one in words if one not in _THEN]).read()


class _Condition:
    """Reads by precedence: `Или`, `И`, `Не`."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._at = 0

    def read(self) -> Holds:
        found = self._any()
        return found if self._at == len(self._words) else _NOBODY_KNOWS

    def _next(self, among: frozenset[str]) -> bool:
        if self._at < len(self._words) and self._words[self._at] in among:
            self._at += 1
            return True
        return False

    def _any(self) -> Holds:
        found = self._all()
        while self._next(_OR):
            other = self._all()
            found = Holds(found.may | other.may, found.must | other.must)
        return found

    def _all(self) -> Holds:
        found = self._one()
        while self._next(_AND):
            other = self._one()
            found = Holds(found.may & other.may, found.must & other.must)
        return found

    def _one(self) -> Holds:
        if self._next(_NOT):
            return self._one().negated()
        if self._next(frozenset("(")):
            found = self._any()
            self._next(frozenset(")"))
            return found
        if self._at == len(self._words):
            return _NOBODY_KNOWS
        self._at += 1
        return _SYMBOLS.get(self._words[self._at - 1], _NOBODY_KNOWS)
