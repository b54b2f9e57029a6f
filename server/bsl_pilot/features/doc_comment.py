"""The comment above a method: the words in it that mean something, and how one is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bsl_pilot.text.positions import Span

PARAMETERS = ("Параметры:", "Parameters:")
RETURNS = ("Возвращаемое значение:", "Returns:")

_SECTION = re.compile(
    r"//\s*((?:Параметры|Parameters|Возвращаемое значение|Returns|Return value|Примеры?|Examples?"
    r"|Варианты вызова|Call options|Описание|Description)\s*:)\s*\Z",
    re.IGNORECASE,
)
_DEPRECATED = re.compile(r"//\s*((?:Устарела|Устарел|Deprecated)(?=[.:,\s]|\Z)[.:]?)", re.IGNORECASE)


def section(line: bytes) -> Span | None:
    """Bytes of a section's name with its colon (`Параметры:`) in a comment that is nothing else."""
    return _group(_SECTION, line)


def deprecation(line: bytes) -> Span | None:
    """Bytes of the word that says that the method is out of use (`Устарела.`) at the start of a comment."""
    return _group(_DEPRECATED, line)


def _group(pattern: re.Pattern[str], line: bytes) -> Span | None:
    text = line.decode("utf-8", "replace")
    match = pattern.match(text)
    if match is None:
        return None
    start = len(text[: match.start(1)].encode())
    return Span(start, start + len(match.group(1).encode()))


def description(
    about: str, parameters: Sequence[tuple[str, str]], returns: str | None, *, russian: bool
) -> list[str]:
    """The lines of a method's description, each as it follows ``//``.

    ``parameters`` are names, each with its types and words (``Строка - описание``), ``returns`` is the same of
    the result; None for a procedure.
    """
    rows = [f" {about}"]
    if parameters:
        rows += ["", f" {PARAMETERS[not russian]}"]
        rows += [f"  {name} - {words}" for name, words in parameters]
    if returns is not None:
        rows += ["", f" {RETURNS[not russian]}", f"  {returns}"]
    return [*rows, ""]
