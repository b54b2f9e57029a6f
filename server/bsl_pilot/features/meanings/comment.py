"""The comment above a method as prose: what its author says, section by section, for a reader.

What the comment says of types is read by `types.doc`; here words count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from bsl_pilot.features.doc_comment import deprecation
from bsl_pilot.text.words import fold
from bsl_pilot.types.doc import types_in

_SECTION = re.compile(
    r"\s*(?:(?P<parameters>Параметры|Parameters)|(?P<returns>Возвращаемое значение|Returns|Return value)"
    r"|(?P<examples>Примеры?|Examples?)|(?P<calls>Варианты вызова|Call options)"
    r"|(?P<about>Описание|Description))\s*:\s*(?P<rest>.*)\Z",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s*(?P<stars>\**)\s*(?P<name>[^\s:,*-][^\s:,]*)\s+[-–—]\s*(?P<rest>.*)\Z")
_FIELD = re.compile(r"\s*(?P<stars>\*+)\s*(?P<name>[^\s:,-]+)\s*(?:[-–—:]\s*(?P<rest>.*))?\Z")
_ANOTHER = re.compile(r"\s*[-–—]\s+(?P<rest>.*)\Z")
_TYPES_END = re.compile(r"\s+[-–—](?:\s+|\Z)|\s*:(?:\s+|\Z)")


@dataclass(slots=True)
class Entry:
    """A parameter, a field of one (`level` 1 and deeper), or a result (without a name): types as written, and words."""

    name: str
    types: str = ""
    text: str = ""
    level: int = 0


@dataclass(slots=True)
class Comment:
    """The sections of a comment. Lists of lines keep blank ones between paragraphs."""

    about: list[str] = field(default_factory=list)
    deprecated: str | None = None
    """What follows the word that says so; None where nothing says so."""
    parameters: list[Entry] = field(default_factory=list)
    returns: list[Entry] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def parameter(self, name: str) -> Entry | None:
        """What is said of a parameter."""
        folded = fold(name)
        return next((one for one in self.parameters if one.level == 0 and fold(one.name) == folded), None)


@lru_cache(maxsize=512)
def read_comment(comment: bytes) -> Comment:
    """Reads a comment, its slashes included. The result is shared: don't change it."""
    reader = _Reader()
    for line in comment.splitlines():
        reader.take(line.strip())
    return reader.comment


class _Reader:
    def __init__(self) -> None:
        self.comment = Comment()
        self._section = "about"
        self._indent = -1

    def take(self, raw: bytes) -> None:
        """One line with its slashes."""
        line = raw.decode("utf-8", "replace").lstrip("\ufeff").removeprefix("//").rstrip()
        section = _SECTION.match(line)
        if section is not None:
            self._section = _named(section)
            self._indent = -1
            line = section["rest"]
            if not line:
                return
        said = deprecation(raw) if self._section == "about" else None
        if said is not None:
            self.comment.deprecated = raw[said.end :].decode("utf-8", "replace").strip()
            return
        _TAKERS[self._section](self, line)

    def about(self, line: str) -> None:
        """Prose."""
        self.comment.about.append(line.strip())

    def examples(self, line: str) -> None:
        """Code."""
        self.comment.examples.append(line)

    def calls(self, line: str) -> None:
        """A way to call."""
        self.comment.calls.append(line.strip())

    def parameters(self, line: str) -> None:
        """A line below `Параметры:`."""
        indent = len(line) - len(line.lstrip())
        found = _FIELD.match(line) if self.comment.parameters else None
        if found is None and (self._indent < 0 or indent <= self._indent):
            found = _ENTRY.match(line)
            self._indent = indent if found is not None and self._indent < 0 else self._indent
        if found is None:
            _go_on(self.comment.parameters, line)
            return
        types, text = _parted(found["rest"] or "")
        self.comment.parameters.append(Entry(found["name"], types, text, len(found["stars"])))

    def returns(self, line: str) -> None:
        """A line below `Возвращаемое значение:`."""
        entries = self.comment.returns
        found = _FIELD.match(line) if entries else None
        if found is not None:
            types, text = _parted(found["rest"] or "")
            entries.append(Entry(found["name"], types, text, len(found["stars"])))
        elif entries:
            _go_on(entries, line)
        elif line.strip():
            another = _ANOTHER.match(line)
            entries.append(Entry("", *_parted(another["rest"] if another is not None else line.strip())))


_TAKERS = {
    "about": _Reader.about,
    "examples": _Reader.examples,
    "calls": _Reader.calls,
    "parameters": _Reader.parameters,
    "returns": _Reader.returns,
}


def _named(section: re.Match[str]) -> str:
    return next(name for name in _TAKERS if section[name])


def _go_on(entries: list[Entry], line: str) -> None:
    """A line that continues the last entry: more words, or one more type behind a dash."""
    if not entries or not line.strip():
        return
    last = entries[-1]
    another = _ANOTHER.match(line)
    types, text = _parted(another["rest"]) if another is not None else ("", line.strip())
    if types:
        last.types = f"{last.types}, {types}" if last.types else types
    last.text = f"{last.text} {text}".strip()


def _parted(text: str) -> tuple[str, str]:
    """The types that a text begins with, as written, and the words behind them."""
    if not types_in(text):
        return "", text.strip()
    end = _TYPES_END.search(text)
    if end is None:
        return text.strip().rstrip(".:;"), ""
    return text[: end.start()].strip(), text[end.end() :].strip()
