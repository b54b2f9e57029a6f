"""Which parts of a module are certainly right, told from the tree alone and fast.

The grammar is soft where half-typed code must not break the tree: ``;`` may be missing, so may a method's
end, ``Тогда``, ``Цикл``, pieces of a loop's header or of ``?(…)``; ``Объект.`` is a node, ``Попытка`` needs
no ``Исключение``; what is not closed is closed by a ``missing_…`` node. What it lets pass is looked for here,
by a walk over statements that does not enter expressions.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tree_sitter import Node, Query, QueryCursor

from bsl_pilot.syntax.languages import BSL
from bsl_pilot.syntax.nodes import METHODS, PREPROC

BLOCKS = frozenset(
    {
        "block",
        "if_statement",
        "elsif_clause",
        "else_clause",
        "while_statement",
        "for_statement",
        "for_each_statement",
        "try_statement",
    }
)
_LOOPS = frozenset({"while_statement", "for_statement", "for_each_statement"})
_HEAD_ENDS = {"if_statement": "then", "elsif_clause": "then", "while_statement": "do"}
_JUMPS = frozenset({"break_statement", "continue_statement"})
MISSING = ("missing_close", "missing_endif", "missing_enddo", "missing_endtry", "missing_operand")
"""Nodes of no width that stand for what the text lacks."""
LAYOUT = PREPROC | {"comment"}
SELF_ENDED = frozenset({"label", ";"}) | METHODS
"""Kinds after which another statement may follow without ``;``."""
_TRAILING_DOT = re.compile(rb"\.(?=[ \t]*(?:\r|\n|//|\Z|[^0-9A-Za-z_\x80-\xff \t]))")
_QUESTION = re.compile(rb"\?(?=\s*\()")
_IN_STRING_OR_COMMENT = re.compile(rb'^\s*[|]|//|^(?:[^"]|"[^"]*")*"[^"]*$')


def is_statement(kind: str) -> bool:
    """Whether a node of this kind stands in a block as a statement."""
    return kind.endswith("_statement") or kind in ("assignment", "label")


def is_sound(node: Node) -> bool:
    """Whether a part is certainly without a fault, for its own; what follows it may lack a ``;``."""
    if node.has_error or node.is_missing:
        return False
    if node.type in LAYOUT:
        return True
    if not (node.type in METHODS or is_statement(node.type)):
        return node.is_named or node.type == ";"
    return _statements_sound(node) and not _has_soft_expression(node) and not _lacks_something(node)


@lru_cache(maxsize=1)
def _missing() -> Query:
    return Query(BSL, "".join(f"({kind}) @missing " for kind in MISSING))


def _lacks_something(part: Node) -> bool:
    """Whether the grammar had to end something softly. A query walks the whole subtree, but in C."""
    return bool(QueryCursor(_missing()).captures(part))


def _statements_sound(part: Node) -> bool:
    procedure = part.type == "procedure_definition"
    if not _own_sound(part, procedure, loop=False):
        return False
    todo = [(part, False)]
    while todo:
        node, loop = todo.pop()
        loop = loop or node.type in _LOOPS
        if node.type in _HEAD_ENDS and not any(
            child.type == _HEAD_ENDS[node.type] for child in node.children
        ):
            return False
        ended = True
        for child in node.children:
            kind = child.type
            if kind in BLOCKS:
                todo.append((child, loop))
            if kind == ";":
                ended = True
            elif is_statement(kind):
                if not ended or not _own_sound(child, procedure, loop=loop):
                    return False
                ended = kind == "label"
    return True


def _own_sound(node: Node, procedure: bool, *, loop: bool) -> bool:
    kind = node.type
    if kind == "incomplete_statement":
        return False
    if kind in METHODS:
        return node.children[-1].type in ("endprocedure", "endfunction")
    if kind in ("for_statement", "for_each_statement"):
        return _loop_head_sound([child.type for child in node.children])
    if kind == "try_statement":
        return any(child.type == "except" for child in node.children)
    if kind == "return_statement":
        return not (procedure and node.child_count > 1)
    return loop or kind not in _JUMPS


def _loop_head_sound(kinds: list[str]) -> bool:
    """Whether ``Для`` has all pieces up to ``Цикл``."""
    if "do" not in kinds:
        return False
    head = kinds[: kinds.index("do")]
    return ("to" in head or "in" in head) and head[-1] not in ("to", "in")


def _has_soft_expression(part: Node) -> bool:
    """Whether some dot of the code has no name after it, or some ``?(…)`` not three parts.

    Asks the tree only about the few dots and question marks of the text that look like it.
    """
    text = part.text or b""
    for match in _TRAILING_DOT.finditer(text):
        line = max(text.rfind(b"\n", 0, match.start()), text.rfind(b"\r", 0, match.start())) + 1
        if _IN_STRING_OR_COMMENT.search(text[line : match.start()]):
            continue
        at = part.start_byte + match.start()
        leaf = part.descendant_for_byte_range(at, at + 1)
        if leaf is not None and leaf.type in ("member_access", "ERROR"):
            return True
    return any(_is_soft_ternary(part, match.start()) for match in _QUESTION.finditer(text))


def _is_soft_ternary(part: Node, offset: int) -> bool:
    at = part.start_byte + offset
    leaf = part.descendant_for_byte_range(at, at + 1)
    if leaf is None or leaf.type != "?" or leaf.parent is None:
        return False
    fields = ("condition", "consequence", "alternative")
    return any(leaf.parent.child_by_field_name(field) is None for field in fields)
