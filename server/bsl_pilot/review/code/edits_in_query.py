"""How new lines go into the text of a query."""

from __future__ import annotations

from bsl_pilot.review.code.node import Node


def new_line(node: Node) -> str:
    """A line end of the module with the indent and the margin of the line that a node of a query begins in, or of the
    next one of the literal."""
    data = node.data
    end = "\r\n" if b"\r\n" in data else "\n"
    start = max(data.rfind(b"\n", 0, node.start), data.rfind(b"\r", 0, node.start)) + 1
    line = data[start : node.start]
    blanks = line[: len(line) - len(line.lstrip(b" \t"))].decode("ascii")
    return f"{end}{blanks}|"
