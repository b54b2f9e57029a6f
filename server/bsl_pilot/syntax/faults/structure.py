"""The open blocks while a piece of a module is read, and what is wrong with their keywords."""

from __future__ import annotations

from dataclasses import dataclass

from bsl_pilot.syntax.blocks import PART_OWNERS, Indent, indent_of
from bsl_pilot.syntax.fault import Repair
from bsl_pilot.syntax.faults import texts
from bsl_pilot.syntax.faults.reader import METHOD_STARTS, Reader, insertion
from bsl_pilot.syntax.keywords import BY_KIND, CLOSERS, OPENERS
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import in_case_of

_FEMININE = frozenset({"try", "procedure", "function"})


@dataclass(slots=True)
class Opened:
    """A block that is open. One without ``keyword`` stands for an opener that is missing: what is wrong
    about it has been said."""

    kind: str
    index: int
    """Index of the keyword among the reader's tokens."""
    indent: Indent
    part: str
    keyword: Token | None


class Structure:
    """Stack of open blocks.

    ``by_indent``: a keyword belongs to the block that it is aligned with. Otherwise to the innermost that
    its kind fits, which is right where the code is not indented.
    """

    def __init__(self, reader: Reader, *, by_indent: bool) -> None:
        self._reader = reader
        self._by_indent = by_indent
        self.stack: list[Opened] = []

    @property
    def method(self) -> Opened | None:
        """The method that is open."""
        return self.stack[0] if self.stack and self.stack[0].kind in METHOD_STARTS else None

    @property
    def in_loop(self) -> bool:
        """Whether a loop is open."""
        return any(block.kind in ("for", "while") for block in self.stack)

    def open(self, kind: str, index: int, *, missing: bool = False) -> None:
        """Opens a block at a token; ``missing``: its keyword should have stood there."""
        token = self._reader.tokens[index]
        self.stack.append(Opened(kind, index, self._reader.indent(index), kind, None if missing else token))

    def part(self, token: Token) -> None:
        """Takes ``Иначе``, ``ИначеЕсли`` or ``Исключение``, which the reader has just passed."""
        index = self._reader.at - 1
        owners = PART_OWNERS[token.kind]
        level = self._owner(owners, self._reader.indent(index))
        if level is None:
            opener = self._like(token, owners[0])
            self._reader.report(
                self._reader.fault(
                    texts.PART_OF_NOTHING, token, found=self._reader.word(token), opener=opener
                )
            )
            self.open(owners[0], index, missing=True)
            self.stack[-1].part = token.kind
            return
        self._unclosed_above(level)
        block = self.stack[level]
        if block.part == "else" or (block.part == token.kind == "except"):
            self._repeated(block, token)
        block.part = token.kind

    def close(self, token: Token) -> None:
        """Takes a closing keyword, which the reader has just passed."""
        indent = self._reader.indent(self._reader.at - 1)
        level = self._owner(OPENERS[token.kind], indent)
        if level is not None:
            self._unclosed_above(level)
            self._no_except(self.stack.pop(), token)
            return
        top = self.stack[-1] if self.stack else None
        if top is not None and self._is_wrong_closer(top, token, indent):
            self._wrong(self.stack.pop(), token)
            return
        opener = self._like(token, OPENERS[token.kind][0])
        fault = self._reader.fault(texts.CLOSES_NOTHING, token, found=self._reader.word(token), opener=opener)
        self._reader.report(fault)

    def close_all(self) -> None:
        """At the end of the text: whatever is open is not closed."""
        self._unclosed_above(-1)

    def _owner(self, wanted: tuple[str, ...], at: Indent) -> int | None:
        """Level of the block that a keyword belongs to which can belong to ``wanted``."""
        fitting = [level for level, block in enumerate(self.stack) if block.kind in wanted]
        if not fitting:
            return None
        innermost = fitting[-1]
        if not self._by_indent or not at.first or self.stack[innermost].kind in METHOD_STARTS:
            return innermost
        aligned = [level for level in fitting if self.stack[level].indent.width == at.width]
        if aligned:
            return aligned[-1]
        if innermost == len(self.stack) - 1:
            return innermost
        return innermost if self.stack[innermost].indent.width > at.width else None

    def _is_wrong_closer(self, top: Opened, token: Token, at: Indent) -> bool:
        if top.kind in METHOD_STARTS:
            return token.kind in ("endprocedure", "endfunction")
        return token.kind not in ("endprocedure", "endfunction") and at.width == top.indent.width

    def _unclosed_above(self, level: int) -> None:
        above = self.stack[level + 1 :]
        del self.stack[level + 1 :]
        for block in above:
            if block.keyword is not None:
                self._unclosed(block, block.keyword)

    def _unclosed(self, block: Opened, keyword: Token) -> None:
        reader = self._reader
        closer = self._like(keyword, CLOSERS[block.kind])
        before = reader.tokens[self._end_of_block(block) - 1]
        at = self._after_comments(reader.end_of_line(before.end), block.indent.width)
        semicolon = "" if block.kind in METHOD_STARTS else ";"
        opener = reader.word(keyword)
        message = texts.NOT_CLOSED_FEMININE if block.kind in _FEMININE else texts.NOT_CLOSED
        fault = reader.fault(
            message,
            before,
            of=Span(keyword.start, keyword.end),
            repairs=(
                insertion(at, f"{reader.line_end}{block.indent.text}{closer}{semicolon}", closer, texts.ADD),
            ),
            opener=opener,
            closer=closer,
        )
        reader.report(fault)

    def _after_comments(self, line_end: int, width: int) -> int:
        """End of the last comment line below ``line_end`` that by its indentation still stands in the block."""
        reader = self._reader
        found = at = line_end
        while at < len(reader.data):
            start = at + (2 if reader.data[at : at + 2] == b"\r\n" else 1)
            at = reader.end_of_line(start)
            line = reader.data[start:at]
            text = line.lstrip()
            if text.startswith(b"//") and indent_of(reader.data, at - len(text)).width > width:
                found = at
            elif text:
                break
        return found

    def _end_of_block(self, block: Opened) -> int:
        """Index of the token before which the block's closer belongs: the first line that is not deeper."""
        reader = self._reader
        if not block.indent.first:
            return self._stop()
        seen_body = False
        for index in range(block.index + 1, self._stop()):
            indent = reader.indent(index)
            if not indent.first:
                continue
            if indent.width > block.indent.width:
                seen_body = True
            elif (
                PART_OWNERS.get(reader.tokens[index].kind) is None
                or block.kind not in PART_OWNERS[reader.tokens[index].kind]
            ):
                aligned = reader.tokens[index].kind == ")" or not self._is_statement_start(index)
                if aligned:
                    continue
                return index if seen_body or indent.width < block.indent.width else self._after_header(block)
        return self._stop()

    def _after_header(self, block: Opened) -> int:
        """Where an empty block would end; in code without indentation, where the reader is."""
        return self._stop() if block.indent.width == 0 else self._header_end(block)

    def _header_end(self, block: Opened) -> int:
        reader = self._reader
        for index in range(block.index + 1, self._stop()):
            if reader.first(index):
                return index
        return self._stop()

    def _is_statement_start(self, index: int) -> bool:
        return self._reader.tokens[index - 1].kind in (";", "then", "do", "else", "try", "except", ")") or (
            self._reader.tokens[index].kind in BY_KIND
        )

    def _stop(self) -> int:
        """Index of the keyword that shows that a block is not closed."""
        reader = self._reader
        return reader.at if reader.kind == "eof" and reader.before.kind not in OPENERS else reader.at - 1

    def _wrong(self, block: Opened, token: Token) -> None:
        if block.keyword is None:
            return
        closer = self._like(block.keyword, CLOSERS[block.kind])
        repair = Repair(texts.REPLACE, (TextEdit(token.start, token.end, closer),), {"word": closer})
        fault = self._reader.fault(
            texts.WRONG_CLOSER,
            token,
            of=Span(block.keyword.start, block.keyword.end),
            repairs=(repair,),
            opener=self._reader.word(block.keyword),
            closer=closer,
            found=self._reader.word(token),
        )
        self._reader.report(fault)

    def _no_except(self, block: Opened, token: Token) -> None:
        if block.kind != "try" or block.part == "except" or block.keyword is None:
            return
        reader = self._reader
        part = self._like(block.keyword, "except")
        indent, line_end = block.indent.text, reader.line_end
        line = token.start - len(reader.indent(reader.at - 1).text.encode())
        step = "\t" if "\t" in indent or not indent else "    "
        handler = self._like(block.keyword, "raise")
        text = f"{indent}{part}{line_end}{indent}{step}{handler};{line_end}"
        repairs = (insertion(line, text, part, texts.ADD),) if reader.first(reader.at - 1) else ()
        of = Span(block.keyword.start, block.keyword.end)
        fault = reader.fault(
            texts.NO_EXCEPT, token, of=of, repairs=repairs, opener=reader.word(block.keyword), part=part
        )
        reader.report(fault)

    def _repeated(self, block: Opened, token: Token) -> None:
        if block.keyword is None:
            return
        of = Span(block.keyword.start, block.keyword.end)
        fault = self._reader.fault(
            texts.PART_AGAIN,
            token,
            of=of,
            opener=self._reader.word(block.keyword),
            found=self._reader.word(token),
            part=self._like(block.keyword, block.part),
        )
        self._reader.report(fault)

    def _like(self, model: Token, kind: str) -> str:
        """A keyword in the language and letter case of ``model``."""
        return like(self._reader, model, kind)


def like(reader: Reader, model: Token, kind: str) -> str:
    """A keyword in the language and letter case of another one."""
    written = reader.data[model.start : model.end].decode("utf-8", "replace")
    keyword = BY_KIND[kind]
    return in_case_of(written, keyword.en if written.isascii() else keyword.ru)
