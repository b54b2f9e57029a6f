"""What the editor writes by itself while blocks are typed.

On Enter after the line that opens a block, the keyword that closes it, below the cursor's line: only where
the block is really open, which indentation decides as it does for a reader. And when ``Процедура`` was
changed into ``Функция``, the keyword at the other end follows: the two differ in their endings, so linked
editing, which writes the same letters in both places, can't do it.

The edits of Enter stand behind the cursor's line, so an editor keeps the cursor where it is, and they never
overlap those of the formatter, which look at what stands above only.
"""

from __future__ import annotations

from collections.abc import Sequence

from bsl_pilot.features.completing.preprocessor import CLOSING
from bsl_pilot.features.completing.scene import method_window
from bsl_pilot.features.keyword_groups import METHOD_KINDS
from bsl_pilot.syntax.blocks import Block, block_stack, indent_of, owner_level
from bsl_pilot.syntax.context import Place, context_at
from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.keywords import CLOSERS, MIDDLES, OPENERS, spelling
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.syntax.preproc import Instruction, instructions
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import in_case_of

_LAST_OF_HEADER = {
    "then": ("if", "elsif"),
    "do": ("for", "while"),
    "try": ("try",),
    ")": ("procedure", "function"),
    "export": ("procedure", "function"),
}
"""The token that ends the header of a block, with the part that the block is in then."""
_FOLLOWED_ON = frozenset({" ", "(", "\n"})


def block_closing(document: Document, offset: int, typed: str) -> list[TextEdit]:
    """The edits that close the block whose header Enter was pressed behind.

    Args:
        document: the text with the line end in it.
        offset: byte of the cursor, on the new line.
        typed: what was typed; anything but a line end closes nothing.
    """
    lines = document.text.lines
    line = lines.line_of(offset)
    if typed != "\n" or line == 0 or lines.line_bytes(line).strip():
        return []
    above = lines.line_span(line - 1)
    text = document.text.data[above.start : above.end].strip()
    if not text:
        return []
    closer = (
        _preprocessor(document, line - 1)
        if text.startswith(b"#")
        else _block(document, above.start, above.end)
    )
    return [_below(document, line, closer)] if closer else []


def keyword_following(document: Document, offset: int, typed: str) -> list[TextEdit]:
    """The edit that makes the other keyword of a method agree with the one on the cursor's line.

    Works from either end; the line in which something was typed is the one that is meant.
    """
    if typed not in _FOLLOWED_ON:
        return []
    window = method_window(document, offset)
    data = document.text.data
    words = [
        token
        for token in tokens(data, *window)
        if token.kind in METHOD_KINDS or CLOSERS_OF_METHODS.get(token.kind)
    ]
    if len(words) != 2 or words[0].kind not in METHOD_KINDS or words[1].kind in METHOD_KINDS:
        return []
    opener, closer = words
    if CLOSERS[opener.kind] == closer.kind:
        return []
    lines = document.text.lines
    line = lines.line_of(offset)
    if lines.line_of(opener.start) in (line, line - (typed == "\n")):
        return [_replaced(data, closer, CLOSERS[opener.kind])]
    if lines.line_of(closer.start) == line:
        return [_replaced(data, opener, OPENERS[closer.kind][0])]
    return []


CLOSERS_OF_METHODS = {CLOSERS[kind]: kind for kind in METHOD_KINDS}


def _replaced(data: bytes, token: Token, kind: str) -> TextEdit:
    """The edit that writes another keyword instead of a token, in its language and letter case."""
    old = data[token.start : token.end].decode("utf-8", "replace")
    return TextEdit(
        token.start, token.end, in_case_of(old, spelling(kind, russian=data[token.start] >= 0x80))
    )


def _below(document: Document, line: int, closer: Sequence[str]) -> TextEdit:
    """The edit that puts lines below ``line``."""
    lines = document.text.lines
    line_end = document.text.line_end()
    if line + 1 < len(lines):
        at = lines.starts[line + 1]
        return TextEdit(at, at, "".join(one + line_end for one in closer))
    at = len(document.text.data)
    return TextEdit(at, at, "".join(line_end + one for one in closer))


def _block(document: Document, start: int, end: int) -> list[str]:
    """The lines that close the block whose header ends the line ``start:end``; none where it is closed."""
    code = [one for one in tokens(document.text.data, start, end) if one.kind != "comment"]
    if not code or code[-1].kind not in _LAST_OF_HEADER or context_at(document, end).place is Place.STRING:
        return []
    stack = block_stack(document, code[-1].end)
    parts = _LAST_OF_HEADER[code[-1].kind]
    if not stack or stack[-1].kind not in parts or not _ends_header(stack[-1], code):
        return []
    return [] if _is_closed(document, stack, end) else _closing_lines(document.text.data, stack[-1])


def _ends_header(block: Block, code: Sequence[Token]) -> bool:
    """Whether the last of ``code`` ends the header of ``block``, and not something inside of it."""
    last = code[-1]
    if last.kind == "try":
        return block.start == last.start
    if last.kind in ("then", "do"):
        return block.part == last.kind
    header = [token for token in code if token.start >= block.end]
    if block.part != block.kind or block.start < code[0].start:
        return block.part == block.kind and _balance(code) < 0 and code[-1].kind in (")", "export")
    depth = 0
    for token in header:
        depth += (token.kind == "(") - (token.kind == ")")
        if depth == 0 and token.kind == ")":
            return token is last or (last.kind == "export" and token is header[-2])
    return False


def _balance(code: Sequence[Token]) -> int:
    return sum((token.kind == "(") - (token.kind == ")") for token in code)


def _closing_lines(data: bytes, block: Block) -> list[str]:
    keyword = data[block.start : block.end].decode("utf-8", "replace")
    russian = data[block.start] >= 0x80

    def word(kind: str) -> str:
        return block.indent + in_case_of(keyword, spelling(kind, russian=russian))

    closer = word(CLOSERS[block.kind])
    if block.kind in METHOD_KINDS:
        return [closer]
    return [word("except"), f"{closer};"] if block.kind == "try" else [f"{closer};"]


def _is_closed(document: Document, stack: Sequence[Block], offset: int) -> bool:
    """Whether what follows byte ``offset`` closes the innermost block of ``stack``."""
    data = document.text.data
    level = len(stack) - 1
    kinds = [block.kind for block in stack]
    widths = [len(block.indent.expandtabs(4)) for block in stack]
    for token in tokens(data, offset, _limit(document, offset)):
        if token.kind in METHOD_KINDS:
            return False
        if token.kind in CLOSERS:
            kinds.append(token.kind)
            widths.append(indent_of(data, token.start).width)
        elif token.kind in OPENERS or token.kind in MIDDLES:
            wanted = OPENERS.get(token.kind) or (MIDDLES[token.kind],)
            owner = owner_level(kinds, widths, wanted, indent_of(data, token.start))
            if owner is None:
                continue
            if owner < level:
                return False
            if token.kind in OPENERS:
                if owner == level:
                    return True
                del kinds[owner:], widths[owner:]
    return False


def _limit(document: Document, offset: int) -> int:
    """Where the method around ``offset`` ends at the latest."""
    return max(method_window(document, offset).end, offset)


def _preprocessor(document: Document, line: int) -> list[str]:
    """The line that closes the ``#Область`` or ``#Если`` of ``line``; none where all that is open is closed."""
    start, end = document.text.lines.line_span(line)
    stack: list[Instruction] = []
    mine: list[Instruction] = []
    for one in instructions(document):
        if one.kind in ("region", "if"):
            stack.append(one)
            if start <= one.start < end:
                mine = [other for other in stack if other.kind == one.kind]
        elif one.kind in ("endregion", "endif"):
            opener = "region" if one.kind == "endregion" else "if"
            for at in range(len(stack) - 1, -1, -1):
                if stack[at].kind == opener:
                    del stack[at]
                    break
    if not any(one is other for one in mine for other in stack) or not _is_complete(mine[-1]):
        return []
    return [_directive(document, mine[-1])]


def _is_complete(one: Instruction) -> bool:
    """Whether the instruction has its name, or its condition with `Тогда`."""
    if one.kind == "region":
        return bool(one.argument)
    words = list(tokens(one.argument.encode("utf-8", "replace")))
    return bool(words) and words[-1].kind == "then"


def _directive(document: Document, opener: Instruction) -> str:
    data = document.text.data
    line = data[opener.start : opener.end].decode("utf-8", "replace")
    word = line[1:].split()[0]
    pair = CLOSING[opener.kind]
    closer = in_case_of(word, pair[0] if word[0] > "\x7f" else pair[1])
    return f"{indent_of(data, opener.start).text}#{closer}"
