"""Edits that repairs are made of, careful with what stands around: line ends, comments, semicolons."""

from __future__ import annotations

import re

from bsl_pilot.review.code.method import Method
from bsl_pilot.review.code.node import EXTRAS, Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

_LINE_END = re.compile(rb"[ \t]*(?:\r\n?|\n)")


def without_statement(node: Node, code: Code) -> list[TextEdit]:
    """Removes a statement with its semicolon, and its line where nothing else stands on it."""
    return without_range(node.start, code.statement_end(node), code)


def without_range(start: int, end: int, code: Code) -> list[TextEdit]:
    """Removes a range, and the lines it takes up where nothing else stands on them; of blank lines before and behind
    those the ones behind, too."""
    data = code.data
    line = line_start(start, code)
    behind = _LINE_END.match(data, end)
    if not data[line:start].strip() and (behind is not None or end == len(data)):
        if behind is None:  # the piece ends here: its last line end is another piece's
            return [TextEdit(len(data[:line].rstrip(b"\r\n")) if line else 0, end, "")]
        return [TextEdit(line, behind_blank(data, line, behind.end()), "")]
    return [TextEdit(start, end, "")]


def behind_blank(data: bytes, start: int, end: int) -> int:
    """Where whole lines end that are removed: with the blank ones behind where a blank one stands before."""
    found = _BLANK_BEFORE.search(data[max(start - 200, 0) : start])
    behind = _BLANK_LINES.match(data, end) if found is not None else None
    return end if behind is None else behind.end()


_BLANK_BEFORE = re.compile(rb"(?:^|\n)[ \t]*\r?\n\Z")
_BLANK_LINES = re.compile(rb"(?:[ \t]*\r?\n)+")


def renamed(word: str, new: str, code: Code) -> list[TextEdit] | None:
    """Gives a variable of the method another name at all its places.

    Args:
        word: its folded name.
        new: the name it gets.
        code: the method.

    Returns:
        The edits; None where it may be known outside of the method, or the new name is taken.
    """
    known = code.variables.get(word)
    if known is None or not known.is_local or code.method is None or fold(new) in code.words:
        return None
    places = {one.node.start: one.node for one in known.uses}
    for one in (known.parameter, known.declared):
        if one is not None:
            places[one.start] = one
    return [TextEdit(one.start, one.end, new) for _, one in sorted(places.items())]


def renamed_undeclared(word: str, new: str, code: Code) -> list[TextEdit] | None:
    """Gives a name that a method uses as a variable, but does not declare, another one.

    Returns:
        The edits; None where the name may mean something else before it gets its value there, or the new one is taken.
    """
    known = code.variables.get(word)
    if known is None or known.is_local or code.method is None or fold(new) in code.words:
        return None
    if code.of("execute_statement") or code.called.keys() & {"вычислить", "eval"}:
        return None
    first = known.uses[0].node
    owner = first.parent
    if owner is None or first.field not in ("left", "variable"):
        return None
    always = first.field == "left" and owner.parent is code.method.body
    within = first.field == "variable" and all(
        owner.start <= one.node.start < owner.end for one in known.uses
    )
    if not always and not within:
        return None
    return [
        TextEdit(one.node.start, one.node.end, new)
        for one in sorted(known.uses, key=lambda one: one.node.start)
    ]


def is_plain(start: int, end: int, code: Code) -> bool:
    """Whether no comment and no preprocessor line begins in a range."""
    return not any(start <= one.start < end for one in code.of(*EXTRAS))


def line_start(at: int, code: Code) -> int:
    """The first byte of the line that a byte is in."""
    return max(code.data.rfind(b"\n", 0, at), code.data.rfind(b"\r", 0, at)) + 1


def indent_of(at: int, code: Code) -> str:
    """The blanks at the beginning of the line that a byte is in."""
    start = line_start(at, code)
    line = code.data[start:].split(b"\n", 1)[0]
    return line[: len(line) - len(line.lstrip(b" \t"))].decode("ascii")


def step_of(code: Code) -> str:
    """What one level of indentation is in the piece."""
    return step_in(code.data)


def step_in(data: bytes) -> str:
    """The blanks of the first indented line, which is one level deep; a tab where there is none."""
    found = _INDENTED.search(data)
    return found[1].decode() if found is not None and found[1] in _STEPS else "\t"


_INDENTED = re.compile(rb"\n(\t| +)(?=[^\s|])")
_STEPS = (b"  ", b"    ")


def is_marked(statement: Node, code: Code) -> bool:
    """Whether the comment on the line above tells a tool something about the statement, which must stay the next."""
    start = line_start(statement.start, code)
    above = code.data[line_start(max(start - 1, 0), code) : start].strip() if start else b""
    return FOR_TOOLS.match(above) is not None


FOR_TOOLS = re.compile(rb"//[ \t]*(?:bsl-pilot|BSLLS|noqa|@|" + "АПК".encode() + rb")", re.IGNORECASE)
"""Comments that mean something where they stand."""


def line_end(code: Code) -> str:
    """How lines end in the piece."""
    at = code.data.find(b"\n")
    return "\r\n" if at > 0 and code.data[at - 1 : at] == b"\r" else "\n"


def comment_behind(at: int, code: Code) -> Node | None:
    """The comment that stands behind a byte on the same line, with only blanks between."""
    found = next((one for one in code.of("comment") if one.start >= at), None)
    return None if found is None or code.data[at : found.start].strip(b" \t;") else found


def at_end_of_body(method: Method, text: str, code: Code) -> list[TextEdit] | None:
    """Puts a statement (with its semicolon) before the end of a method, on a line of its own. None where the method
    has no end, or the last statement no semicolon."""
    body = method.body.children if method.body is not None else []
    if method.last is None or (body and body[-1].kind != ";"):
        return None
    start = line_start(method.last.start, code)
    if code.data[start : method.last.start].strip():
        return [TextEdit(method.last.start, method.last.start, f"{text} ")]
    return [TextEdit(start, start, f"{indent_of(start, code)}{step_of(code)}{text}{line_end(code)}")]


def line_stop(at: int, code: Code) -> int:
    """The byte where the line ends that a byte is in, before its line end."""
    match = _NEXT_LINE.search(code.data, at)
    return len(code.data) if match is None else match.start()


_NEXT_LINE = re.compile(rb"[\r\n]")


def put_before(statement: Node, text: str, code: Code) -> list[TextEdit]:
    """Puts a statement (with its semicolon) before another one, on a line of its own where that begins its line."""
    at = statement.start
    alone = not code.data[line_start(at, code) : at].strip()
    gap = f"{line_end(code)}{indent_of(at, code)}" if alone else " "
    return [TextEdit(at, at, f"{text}{gap}")]


def put_first(keyword: Node, text: str, code: Code) -> list[TextEdit]:
    """Puts a statement (with its semicolon) behind the keyword that opens its block, on a line of its own. A comment
    behind the keyword stays there."""
    at, stop = keyword.end, line_stop(keyword.end, code)
    if code.data[at:stop].lstrip().startswith(b"//"):
        at = stop
    return [TextEdit(at, at, f"{line_end(code)}{indent_of(keyword.start, code)}{step_of(code)}{text}")]
