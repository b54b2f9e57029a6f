"""Edits that repairs are made of, careful with what stands around: line ends, comments, semicolons."""

from __future__ import annotations

import re

from bsl_pilot.review.code.method import Method
from bsl_pilot.review.code.node import Node
from bsl_pilot.review.code.piece import Code
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold

_LINE_END = re.compile(rb"[ \t]*(?:\r\n?|\n)")


def without_statement(node: Node, code: Code) -> list[TextEdit]:
    """Removes a statement with its semicolon, and its line where nothing else stands on it."""
    return without_range(node.start, code.statement_end(node), code)


def without_range(start: int, end: int, code: Code) -> list[TextEdit]:
    """Removes a range, and the lines it takes up where nothing else stands on them."""
    data = code.data
    line = line_start(start, code)
    behind = _LINE_END.match(data, end)
    if not data[line:start].strip() and (behind is not None or end == len(data)):
        if behind is None:  # the piece ends here: its last line end is another piece's
            return [TextEdit(len(data[:line].rstrip(b"\r\n")) if line else 0, end, "")]
        return [TextEdit(line, behind.end(), "")]
    return [TextEdit(start, end, "")]


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


def line_start(at: int, code: Code) -> int:
    """The first byte of the line that a byte is in."""
    return max(code.data.rfind(b"\n", 0, at), code.data.rfind(b"\r", 0, at)) + 1


def indent_of(at: int, code: Code) -> str:
    """The blanks at the beginning of the line that a byte is in."""
    start = line_start(at, code)
    line = code.data[start:].split(b"\n", 1)[0]
    return line[: len(line) - len(line.lstrip(b" \t"))].decode("ascii")


def line_end(code: Code) -> str:
    """How lines end in the piece."""
    at = code.data.find(b"\n")
    return "\r\n" if at > 0 and code.data[at - 1 : at] == b"\r" else "\n"


def at_end_of_body(method: Method, text: str, code: Code) -> list[TextEdit] | None:
    """Puts a statement (with its semicolon) before the end of a method, on a line of its own. None where the method
    has no end, or the last statement no semicolon."""
    body = method.body.children if method.body is not None else []
    if method.last is None or (body and body[-1].kind != ";"):
        return None
    start = line_start(method.last.start, code)
    if code.data[start : method.last.start].strip():
        return [TextEdit(method.last.start, method.last.start, f"{text} ")]
    return [TextEdit(start, start, f"{indent_of(start, code)}\t{text}{line_end(code)}")]
