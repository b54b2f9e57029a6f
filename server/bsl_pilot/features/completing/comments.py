"""Completion in the comment above a method: its sections, its parameters, and the whole of it on ``//``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from bsl_pilot.features.completing.comment_types import comment_type_items
from bsl_pilot.features.completing.item import CompletionOptions, Group, Item, ItemKind
from bsl_pilot.features.completing.knowledge import Knowledge
from bsl_pilot.features.completing.scene import Word
from bsl_pilot.features.doc_comment import PARAMETERS, RETURNS, description
from bsl_pilot.features.headers import Header, code_tokens, headers
from bsl_pilot.locale import Text
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.headers import headers as header_lines
from bsl_pilot.syntax.keywords import SOFT_KINDS
from bsl_pilot.syntax.lexer import tokens

_SECTIONS = (PARAMETERS, ("Пример:", "Example:"), ("Варианты вызова:", "Call options:"))
_DEPRECATED = ("Устарела. Следует использовать ", "Deprecated. Instead, use ")
_DESCRIPTION = Text("описание метода", "description of the method")
_HEADER_BYTES = 4096


class _Method(NamedTuple):
    """The method below a comment."""

    name: str
    parameters: tuple[str, ...]
    is_function: bool
    russian: bool


def comment_items(
    document: Document,
    at: Word,
    comment_start: int,
    options: CompletionOptions,
    knowledge: Knowledge | None = None,
) -> Iterator[Item]:
    """Items for the comment that begins at ``comment_start``, when it stands right above a method."""
    line = document.text.lines.line_of(at.start)
    if document.text.data[document.text.lines.starts[line] : comment_start].strip():
        return
    method = _method_below(document, line)
    if method is None:
        return
    before = document.text.slice(comment_start + 2, at.start)
    section = _section_above(document, line)
    if knowledge is not None:
        world = knowledge.inference.world
        yield from comment_type_items(world, before, section, russian=method.russian)
    if before.strip():
        return
    alone = not _is_comment(document, line - 1) and not _is_comment(document, line + 1)
    if alone and not at.typed and options.snippets:
        yield _template(document, method, at, comment_start)
    if section in _SECTIONS[0]:
        for name in method.parameters:
            yield Item(name, ItemKind.VARIABLE, Group.NEAR, f"{name} - ")
    yield from _sections(method)


def _sections(method: _Method) -> Iterator[Item]:
    names = [*_SECTIONS[:1], *([RETURNS] if method.is_function else []), *_SECTIONS[1:]]
    for pair in names:
        yield Item(pair[not method.russian], ItemKind.KEYWORD, Group.KEYWORD)
    yield Item(_DEPRECATED[not method.russian].strip(), ItemKind.KEYWORD, Group.KEYWORD)


def _method_below(document: Document, line: int) -> _Method | None:
    """The method whose header or annotations follow the comment lines from ``line`` on."""
    lines = document.text.lines
    while _is_comment(document, line):
        line += 1
    if line >= len(lines):
        return None
    start = lines.starts[line]
    data = document.text.data
    found = header_lines(data, start, min(len(data), start + _HEADER_BYTES))
    if not found or found[0].start != start:
        return None
    code = code_tokens(tokens(data, found[0].keyword, min(len(data), found[0].keyword + _HEADER_BYTES)))
    header = next(headers(data, code), None)
    return None if header is None else _method(data, header)


def _method(data: bytes, header: Header) -> _Method:
    name = data[header.name.start : header.name.end].decode("utf-8", "replace")
    is_russian = data[header.keyword.start] >= 0x80
    return _Method(name, _parameter_names(header), header.keyword.kind == "function", is_russian)


def _parameter_names(header: Header) -> tuple[str, ...]:
    """The names in the parenthesised list of a header."""
    text = header.parameters.encode("utf-8", "replace")
    found: list[str] = []
    begins = False
    for token in tokens(text):
        if begins and (token.kind == "identifier" or token.kind in SOFT_KINDS):
            found.append(text[token.start : token.end].decode("utf-8", "replace"))
        begins = token.kind in ("(", ",") or (begins and token.kind == "val")
    return tuple(found)


def _template(document: Document, method: _Method, at: Word, comment_start: int) -> Item:
    """The whole description with a hole for everything that only the author knows."""
    ru = method.russian
    gap = "" if document.text.data[comment_start + 2 : at.cursor] else " "
    holes = count(2, 2)
    parameters = [(name, _typed(next(holes), russian=ru)) for name in method.parameters]
    returns = _typed(next(holes), russian=ru) if method.is_function else None
    about = f"${{1:{'Описание' if ru else 'Description'}}}."
    first, *more = description(about, parameters, returns, russian=ru)
    rows = [gap + first.strip(), *(f"//{row}" for row in more)]
    label = f"// {method.name}"
    text = document.text.line_end().join(rows)
    return Item(
        label, ItemKind.SNIPPET, Group.NEEDED, text, snippet=True, filter=label[3:], detail=_DESCRIPTION
    )


def _typed(hole: int, *, russian: bool) -> str:
    """The holes for a type and for words about it."""
    kind, words = ("Тип", "описание") if russian else ("Type", "description")
    return f"${{{hole}:{kind}}} - ${{{hole + 1}:{words}}}"


def _is_comment(document: Document, line: int) -> bool:
    lines = document.text.lines
    return 0 <= line < len(lines) and lines.line_bytes(line).lstrip().startswith(b"//")


def _section_above(document: Document, line: int) -> str:
    """The last section's name above a line of the comment; empty where there is none."""
    known = {name for pair in (*_SECTIONS, RETURNS) for name in pair}
    line -= 1
    while _is_comment(document, line):
        text = document.text.lines.line_bytes(line).decode("utf-8", "replace").strip()[2:].strip()
        if text in known:
            return text
        line -= 1
    return ""
