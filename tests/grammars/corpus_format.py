"""Reads tree-sitter corpus files, so that they run without the tree-sitter command.

A case is a title between two lines of `=`, the source, a line of `---`, and the tree as an s-expression. Only names
of nodes and fields count in the tree; blanks do not.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_HEADER = re.compile(r"^={3,}\n(?P<title>[^\n]+)\n={3,}\n", re.MULTILINE)
_DIVIDER = re.compile(r"^-{3,}\n", re.MULTILINE)


class Case(NamedTuple):
    title: str
    source: str
    tree: str


def cases(path: Path) -> list[Case]:
    """The cases of one corpus file; `ValueError` where a case has no divider."""
    text = path.read_text(encoding="utf-8")
    headers = list(_HEADER.finditer(text))
    ends = [header.start() for header in headers[1:]] + [len(text)]
    return [
        _case(header["title"], text[header.end() : end]) for header, end in zip(headers, ends, strict=True)
    ]


def _case(title: str, body: str) -> Case:
    divider = _DIVIDER.search(body)
    if divider is None:
        raise ValueError(f"{title}: no line of --- between source and tree")
    return Case(title, body[: divider.start()].strip("\n"), normal(body[divider.end() :]))


def normal(tree: str) -> str:
    """An s-expression with one blank between its parts."""
    return re.sub(r"\s+\)", ")", " ".join(tree.split()))
