"""Typing replayed: a method is taken out of its module and typed anew, key by key, with the engine at work.

At each key the typist takes what is shown if all of it is right (Tab), and types on otherwise. Time is virtual:
pauses cost nothing, the engine's debounce works as it does for people, and the backend takes the time that it
really takes.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from bsl_pilot.completion.prompt import normalise
from bsl_pilot.completion.request import Request, Result
from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.evaluation.subject import Completer, applied
from bsl_pilot.evaluation.typist import Script
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.faults.health import is_sound
from bsl_pilot.syntax.nodes import METHODS
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import ByteEdit

SIZES = range(150, 2000)
"""Bytes of the methods that are typed."""
AFTER_TAB = 0.5
"""Seconds in which the typist reads what Tab has brought."""
REST = 30.0
"""Virtual seconds after a method, in which everything in the background has to end."""


class Method(NamedTuple):
    """A method to be typed anew."""

    path: str
    span: Span


@dataclass(slots=True)
class Typing:
    """What came of the typing of one or more methods."""

    characters: int = 0
    accepted: int = 0
    """Characters inserted by suggestions that were right as a whole."""
    words: int = 0
    """Characters of right words at the beginning of suggestions that are wrong further on."""
    keys: int = 0
    taken: int = 0
    """Suggestions taken."""
    shown: int = 0
    """Suggestions that appeared, each counted once however long it stays."""
    flickers: int = 0
    """Suggestions that went away or changed while the user was typing just them."""
    stale: int = 0
    """Suggestions that don't fit to the text they were asked for."""
    leaked: int = 0
    """Tasks that are still there long after the last key."""
    seconds: list[float] = field(default_factory=list)
    """Real seconds of every request that was answered before the next key."""
    delays: list[float] = field(default_factory=list)
    """Virtual seconds from a key to the suggestion that it brought, debounce and all."""

    @property
    def ratio(self) -> float | None:
        """Share of the characters that right suggestions inserted; None where nothing was typed."""
        return self.accepted / self.characters if self.characters else None

    def add(self, other: Typing) -> None:
        """Puts another typing's figures to these."""
        for name in self.__slots__:
            mine = getattr(self, name)
            setattr(self, name, mine + getattr(other, name))


def methods(modules: Modules, count: int, seed: int) -> list[Method]:
    """Methods of chance, the same in every run: those with the smallest hash of seed, path and text."""
    found = [(chance, path, span) for path in modules for chance, span in _chances(modules, path, seed)]
    return [Method(path, span) for _, path, span in sorted(found)[:count]]


def _chances(modules: Modules, path: str, seed: int) -> Iterator[tuple[bytes, Span]]:
    document = Document.parse(modules[path])
    for part in document.parts:
        if part.body.kind in METHODS and part.body.length in SIZES and document.parts.fact(part, is_sound):
            text = document.text.data[part.start : part.end]
            chance = hashlib.blake2b(f"{seed}\0{path}\0".encode("utf-8", "surrogatepass") + text)
            yield chance.digest(), Span(part.start, part.end)


async def replay(modules: Modules, method: Method, engine: Completer) -> Typing:
    """Types one method."""
    document = modules.document(method.path)
    text = normalise(document.text.slice(*method.span))
    hole = document.edit([ByteEdit(*method.span, b"")])
    session = _Session(
        engine, method.path, Script(f"{method.path}:{method.span.start}", text), hole, method.span.start
    )
    tasks = asyncio.all_tasks()
    await session.type_all()
    await asyncio.sleep(REST)
    session.done.leaked = len(asyncio.all_tasks() - tasks)
    return session.done


class _Suggestion(NamedTuple):
    """Ghost text: what it adds behind the cursor, and the offer it comes from."""

    text: str
    offer: str

    def behind(self, typed: str) -> _Suggestion:
        """What is left of it when its beginning has been typed."""
        rest = self.text[len(typed) :]
        return _Suggestion(rest, self.offer) if rest else _NONE


_NONE = _Suggestion("", "")


class _Session:
    """An editor with a typist before it."""

    def __init__(self, engine: Completer, path: str, script: Script, document: Document, offset: int) -> None:
        self.done = Typing(characters=script.characters)
        self._engine = engine
        self._path = path
        self._uri = f"file:///{path}"
        self._script = script
        self._document = document
        self._line_end = document.text.line_end()
        self._offset = offset
        self._at = 0
        self._suggestion = _NONE
        self._credited = 0
        self._asked: asyncio.Task[None] | None = None

    async def type_all(self) -> None:
        """Types to the method's end."""
        while self._at < len(self._script.text):
            right = self._script.right(self._at, self._suggestion.text)
            pause = self._take(right) if right else self._press()
            await self._cancel()
            self._asked = asyncio.create_task(self._ask(self._suggestion))
            await asyncio.sleep(pause)
        await self._cancel()

    def _take(self, right: int) -> float:
        """Tab: what is shown goes into the text. The seconds until the next key."""
        self.done.accepted += self._script.count(self._at, self._at + right)
        self.done.taken += 1
        self._insert(self._script.text[self._at : self._at + right])
        self._engine.accepted(self._suggestion.offer)
        self._suggestion = _NONE
        return AFTER_TAB

    def _press(self) -> float:
        """A key: what is shown stays where it goes on with just that. The seconds until the next key."""
        key = self._script.key(self._at)
        self._insert(key.text)
        follows = self._suggestion.text.startswith(key.text)
        self._suggestion = self._suggestion.behind(key.text) if follows else _NONE
        return key.pause

    def _insert(self, text: str) -> None:
        self.done.keys += 1
        data = text.replace("\n", self._line_end).encode("utf-8", "surrogatepass")
        edit = ByteEdit(self._offset, self._offset, data)
        self._document = self._document.edit([edit])
        self._engine.changed(self._uri, [edit], self._document)
        self._offset += len(data)
        self._at += len(text)

    async def _ask(self, expected: _Suggestion) -> None:
        """Asks for a suggestion and shows it. ``expected`` is the one that the user is typing."""
        pressed, began = asyncio.get_running_loop().time(), time.perf_counter()
        request = Request(self._uri, self._path, self._document, self._offset)
        result = await self._engine.complete(request)
        self.done.seconds.append(time.perf_counter() - began)
        self._suggestion = self._fitting(result)
        if self._suggestion.offer:
            self._engine.shown(self._suggestion.offer)
        if self._suggestion.text == expected.text:
            return
        self.done.flickers += bool(expected.text.strip())
        if self._suggestion.text:
            self.done.shown += 1
            self.done.delays.append(asyncio.get_running_loop().time() - pressed)
            self._credit_words()

    def _fitting(self, result: Result) -> _Suggestion:
        for offer in result.offers:
            place = applied(self._document, self._offset, offer)
            if place is None:
                self.done.stale += 1
            elif place.text:
                return _Suggestion(place.text, offer.id)
        return _NONE

    def _credit_words(self) -> None:
        """Counts the right words of a suggestion that is wrong further on, each character once."""
        if self._script.right(self._at, self._suggestion.text):
            return
        end = self._at + self._script.right_words(self._at, self._suggestion.text)
        start = max(self._at, self._credited)
        if end > start:
            self.done.words += self._script.count(start, end)
            self._credited = end

    async def _cancel(self) -> None:
        """The editor takes back a request that is not answered yet."""
        if self._asked is not None:
            self._asked.cancel()
            with suppress(asyncio.CancelledError):
                await self._asked
