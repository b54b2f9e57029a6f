"""Names in shown code that the project doesn't know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from bsl_pilot.evaluation.modules import Modules
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.words import WORD_BYTES, fold_bytes

_WORD = re.compile(WORD_BYTES)
_LEFT_OF_NAME = {"for", "each", "var", "val", "&", "~", "procedure", "function"}
"""What stands before a name that is new here, or that only the platform knows."""
_STATEMENT_BEGINS = {";", "then", "else", "do", "try", "except"}

Platform = Callable[[str], bool]
"""Whether the platform knows a folded name."""


class KnownNames:
    """The words of a project's modules, counted by modules, so that the one under test can be left out.

    Objects and common modules are named by their files and folders.
    """

    def __init__(self, modules: Modules, platform: Platform) -> None:
        self._words = {path: _words(modules[path].data) for path in modules}
        self._modules = Counter(word for words in self._words.values() for word in words)
        self._folders = _words("/".join(modules).encode("utf-8", "surrogatepass"))
        self._platform = platform

    def unknown(self, path: str, hole: Document, after: Document, start: int, end: int) -> tuple[str, ...]:
        """Names that the shown text ``start:end`` of ``after`` uses and that are nowhere else.

        Args:
            path: the module, whose true text doesn't count.
            hole: the module without the text that was asked for.
            after: the module with the shown text.
            start: first byte of the shown text.
            end: byte behind it.
        """
        here = _words(hole.text.data)
        own = self._words[path]
        found = {fold_bytes(after.text.data[one.start : one.end]) for one in _used(after, start, end)}
        return tuple(
            sorted(
                name
                for name in found
                if not (name in here or name in self._folders or self._modules[name] > (name in own))
                and not self._platform(name)
            )
        )


def _words(data: bytes) -> frozenset[str]:
    return frozenset(map(fold_bytes, _WORD.findall(data)))


def _used(document: Document, start: int, end: int) -> Iterator[Token]:
    """The names in the code between two bytes that are not declared there."""
    part = document.parts.at(start)
    text = document.text
    line_start = text.lines.starts[text.lines.line_of(start)]
    begin = min(part.start, line_start) if part else line_start
    code = list(tokens(text.data, begin))
    for at, token in enumerate(code):
        if token.start >= end:
            return
        if token.kind == "identifier" and token.end > start and not _is_declared(code, at, text.data):
            yield token


def _is_declared(code: Sequence[Token], at: int, data: bytes) -> bool:
    """Whether a name is new here by right: assigned to, counted with, or named by a header."""
    before = code[at - 1] if at else None
    after = code[at + 1].kind if at + 1 < len(code) else ""
    if before is None or before.kind in _LEFT_OF_NAME:
        return True
    begins = before.kind in _STATEMENT_BEGINS or b"\n" in data[before.end : code[at].start]
    return (begins and after == "=") or _in_header(code, at)


def _in_header(code: Sequence[Token], at: int) -> bool:
    """Whether the token is a parameter of a method's header: between the keyword and the closing bracket."""
    for index in range(at - 1, max(-1, at - 200), -1):
        if code[index].kind in ("procedure", "function"):
            return True
        if code[index].kind not in ("identifier", "(", ",", "val", "=", "string", "number", "true", "false"):
            return False
    return False
