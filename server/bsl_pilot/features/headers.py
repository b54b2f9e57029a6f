"""Headers of methods and declarations of module variables, by tokens: found in any state of the code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bsl_pilot.syntax.keywords import SOFT_KINDS
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.positions import Span

HEADERS = frozenset({"procedure", "function"})
ENDS = frozenset({"endprocedure", "endfunction"})
_STOPS_PARAMETERS = HEADERS | ENDS | {";", "if", "for", "while", "try", "return", "var"}
_NO_SPACE_BEFORE = frozenset({",", ")", "("})
_NO_SPACE_AFTER = frozenset({"(", "&", "-", "+"})


class Header(NamedTuple):
    """Header of a method.

    ``start`` is the first byte of its annotations, ``parameters`` the parenthesised list as one line.
    """

    start: int
    keyword: Token
    name: Span
    parameters: str
    annotations: tuple[str, ...]
    export: Token | None


class Variable(NamedTuple):
    """One variable of the module: its name, whether it is exported, and the whole declaration."""

    name: Span
    exported: bool
    declaration: Span


def code_tokens(tokens: Iterable[Token]) -> list[Token]:
    """The tokens without comments and preprocessor lines."""
    return [token for token in tokens if token.kind not in ("comment", "preproc")]


def headers(data: bytes, code: list[Token]) -> Iterator[Header]:
    """Headers among ``code`` (see ``code_tokens``); one without a name yet is none."""
    for at, token in enumerate(code):
        if token.kind not in HEADERS or at + 1 >= len(code):
            continue
        name = code[at + 1]
        if name.kind != "identifier" and name.kind not in SOFT_KINDS:
            continue
        end = _parameters_end(code, at + 2)
        after = code[end] if end < len(code) else None
        start, annotations = _annotations(data, code, at)
        yield Header(
            start,
            token,
            Span(name.start, name.end),
            one_line(data, code[at + 2 : end]),
            annotations,
            after if after is not None and after.kind == "export" else None,
        )


def variables(code: list[Token]) -> Iterator[Variable]:
    """Variables of the module among ``code``: those declared outside of methods."""
    inside = False
    for at, token in enumerate(code):
        if token.kind in HEADERS:
            inside = True
        elif token.kind in ENDS:
            inside = False
        elif token.kind == "var" and not inside:
            yield from _declared(code, at + 1)


def one_line(data: bytes, tokens: Iterable[Token]) -> str:
    """Tokens as one line of text with usual spaces."""
    pieces: list[str] = []
    glue = True
    for token in tokens:
        if not glue and token.kind not in _NO_SPACE_BEFORE:
            pieces.append(" ")
        pieces.append(" ".join(data[token.start : token.end].decode("utf-8", "replace").split()))
        glue = token.kind in _NO_SPACE_AFTER
    return "".join(pieces)


def _parameters_end(code: list[Token], at: int) -> int:
    """Index after the parenthesis that closes the list which begins at ``at``, or where it breaks off."""
    if at >= len(code) or code[at].kind != "(":
        return at
    depth = 0
    for index in range(at, len(code)):
        kind = code[index].kind
        if kind in _STOPS_PARAMETERS:
            return index
        depth += (kind == "(") - (kind == ")")
        if depth == 0:
            return index + 1
    return len(code)


def _annotations(data: bytes, code: list[Token], at: int) -> tuple[int, tuple[str, ...]]:
    """First byte of what stands before the keyword at ``at`` and belongs to it, and the annotations."""
    found: list[str] = []
    while at > 0:
        first = _annotation_start(code, at)
        if first < 0:
            break
        if code[first].kind == "&":
            found.append(one_line(data, code[first:at]))
        at = first
    return code[at].start, tuple(reversed(found))


def _annotation_start(code: list[Token], at: int) -> int:
    """Index of the first token of the annotation (or `Асинх`) that ends before ``at``; -1 where none does."""
    index = at - 1
    if code[index].kind == "async":
        return index
    if code[index].kind == ")":
        depth = 0
        while index >= 0:
            depth += (code[index].kind == ")") - (code[index].kind == "(")
            index -= 1
            if depth == 0:
                break
    return index - 1 if index > 0 and code[index - 1].kind == "&" else -1


def _declared(code: list[Token], at: int) -> Iterator[Variable]:
    start = code[at - 1].start
    while at < len(code) and (code[at].kind == "identifier" or code[at].kind in SOFT_KINDS):
        name = code[at]
        exported = at + 1 < len(code) and code[at + 1].kind == "export"
        at += 1 + exported
        yield Variable(Span(name.start, name.end), exported, Span(start, code[at - 1].end))
        if at >= len(code) or code[at].kind != ",":
            return
        at += 1
        start = code[at].start if at < len(code) else name.end
