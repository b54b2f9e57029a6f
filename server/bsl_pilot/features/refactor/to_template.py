"""A concatenation of strings becomes ``СтрШаблон`` with the same text and the values as parameters."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tree_sitter import Node

from bsl_pilot.features.completing.scene import russian
from bsl_pilot.features.refactor.action import Place, Proposal, refusal
from bsl_pilot.features.refactor.code import text_of, without_parentheses
from bsl_pilot.features.refactor.names import in_language
from bsl_pilot.features.refactor.selection import nodes_around
from bsl_pilot.locale import Text
from bsl_pilot.syntax.faults.health import is_statement
from bsl_pilot.syntax.lexer import tokens
from bsl_pilot.text.snapshot import TextEdit

TITLE = Text("Заменить сложение строк на `СтрШаблон`", "Replace concatenation by `StrTemplate`")

_FUNCTION = Text("СтрШаблон", "StrTemplate")
_MANY = Text("В `СтрШаблон` не больше десяти значений", "`StrTemplate` takes ten values at most")
_COMMENT = Text("Между слагаемыми есть комментарии", "There are comments between the strings")
_MOST = 10
_SAME = frozenset({"identifier", "member_access"})
"""Operands that are equal where their texts are: nothing is called."""


def to_template(place: Place) -> Proposal | None:
    """For a cursor in a sum that has a string literal as its first or second operand, or further on."""
    chain = _chain_at(place)
    if chain is None or chain.has_error:
        return None
    operands = _operands(chain)
    texts = [_literal(one) for one in operands]
    first = next((at for at, text in enumerate(texts) if text is not None), None)
    if first is None or not any(texts) or all(text is not None for text in texts):
        return None
    if any(one.type == "comment" for one in _between(chain, operands)):
        return refusal(TITLE, _COMMENT)
    data, start = place.document.text, operands[0].start_byte
    pieces: list[tuple[str, str | None]] = []
    if first:  # what is added up before the first string may be numbers: their sum is one value
        pieces.append((data.slice(start, operands[first - 1].end_byte), None))
    pieces += [(_argument(one), text) for one, text in zip(operands[first:], texts[first:], strict=True)]
    written = _template(pieces, same={_argument(one) for one in operands if one.type in _SAME})
    if written is None:
        return refusal(TITLE, _MANY)
    return Proposal(TITLE, partial(_edits, place, chain, written))


def _edits(place: Place, chain: Node, written: str) -> list[TextEdit]:
    name = in_language(_FUNCTION, russian=russian(place.document, chain.start_byte))
    return [TextEdit(chain.start_byte, chain.end_byte, f"{name}({written})")]


def _template(pieces: list[tuple[str, str | None]], same: set[str]) -> str | None:
    """The arguments of the call; None where there are too many. Equal names share a number."""
    arguments: list[str] = []
    template = ""
    for at, (code, literal) in enumerate(pieces):
        if literal is not None:
            template += literal.replace("%", "%%")
            continue
        if code in same and code in arguments:
            number = arguments.index(code) + 1
        else:
            arguments.append(code)
            number = len(arguments)
        following = "".join(text or "" for _, text in pieces[at + 1 : at + 2])
        template += f"%({number})" if following[:1] in tuple("0123456789") else f"%{number}"
    return None if len(arguments) > _MOST else ", ".join([f'"{template}"', *arguments])


def _chain_at(place: Place) -> Node | None:
    """The outermost sum around the cursor, within one statement, parentheses and list of arguments."""
    found: Node | None = None
    for node in nodes_around(place.document, place.start):
        if _is_sum(node):
            found = node
        elif found is not None or is_statement(node.type) or node.type == "comment":
            break
    return found if found is not None and place.end <= found.end_byte else None


def _is_sum(node: Node) -> bool:
    operator = node.child_by_field_name("operator") if node.type == "binary" else None
    return operator is not None and operator.type == "+"


def _operands(chain: Node) -> list[Node]:
    """The operands of a sum from left to right. Sums lean to the left, and long ones are deep."""
    found: list[Node] = []
    node = chain
    while _is_sum(node):
        right, left = node.child_by_field_name("right"), node.child_by_field_name("left")
        if right is None or left is None:
            break
        found.append(right)
        node = left
    return [node, *reversed(found)]


def _between(chain: Node, operands: list[Node]) -> Iterator[Node]:
    """The nodes of a sum outside of its operands."""
    inside = {one.id for one in operands}
    stack = [chain]
    while stack:
        for child in stack.pop().children:
            if child.id not in inside:
                yield child
                stack.append(child)


def _literal(node: Node) -> str | None:
    """What stands between the quotes of a single literal, as written; None for all else."""
    if node.type != "string":
        return None
    text = node.text or b""
    found = list(tokens(text))
    return text[1:-1].decode("utf-8", "replace") if len(found) == 1 and found[0].kind == "string" else None


def _argument(node: Node) -> str:
    return text_of(without_parentheses(node))
