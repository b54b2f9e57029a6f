"""Tokens of a piece of a module, read forward, with the means to say what is wrong where."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from bsl_pilot.locale import Text
from bsl_pilot.syntax.blocks import Indent, indent_of
from bsl_pilot.syntax.fault import PARSE_ERROR, Fault, Repair
from bsl_pilot.syntax.keywords import CLOSERS, KIND_OF_WORD, SOFT_KINDS
from bsl_pilot.syntax.lexer import Token, tokens
from bsl_pilot.text.positions import Span
from bsl_pilot.text.snapshot import TextEdit
from bsl_pilot.text.words import fold_bytes

NAMES = SOFT_KINDS | {"identifier"}
METHOD_STARTS = frozenset({"procedure", "function"})
MIDDLES = frozenset({"elsif", "else", "except"})
ENDS = frozenset({"eof", *CLOSERS.values(), *MIDDLES})
"""Before these a statement may end without ``;``."""
STATEMENTS = frozenset(
    {"if", "for", "while", "try", "return", "raise", "break", "continue", "goto", "var", "execute", "~"}
)
"""Tokens that begin a statement and stand nowhere else."""
_LAYOUT = frozenset({"comment", "preproc"})
_QUOTED = 40


class Stuck(Exception):  # noqa: N818  (it is how reading a statement ends, not an error of ours)
    """The statement can't be read further; ``resume`` is the index where a new one surely begins."""

    def __init__(self, fault: Fault, resume: int | None = None) -> None:
        super().__init__(fault.message.en)
        self.fault = fault
        self.resume = resume


class Place(NamedTuple):
    """Where a fault is shown: byte range."""

    start: int
    end: int


class Reader:
    """A cursor over the tokens of ``data``, comments and preprocessor lines left out.

    ``faults`` collects what was found, in bytes of ``data``; their repairs are proposals, not yet tried.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.tokens = [token for token in tokens(data) if token.kind not in _LAYOUT]
        self.tokens.append(Token("eof", len(data), len(data)))
        self.faults: list[Fault] = []
        self.at = 0
        self.statement = 0  # index of the first token of what is being read
        self._indents: dict[int, Indent] = {}
        self._undo_members()

    def _undo_members(self) -> None:
        """A word after a dot is a member, whatever it is, unless its line is plainly the next statement."""
        for index in range(1, len(self.tokens) - 1):
            token = self.tokens[index]
            if self.tokens[index - 1].kind != "." or token.kind != "identifier" or not self.first(index):
                continue
            kind = KIND_OF_WORD.get(fold_bytes(self.data[token.start : token.end]), "identifier")
            self.tokens[index] = token._replace(kind=kind)

    @property
    def here(self) -> Token:
        """The token at the cursor; ``eof`` at the end."""
        return self.tokens[self.at]

    @property
    def kind(self) -> str:
        """Kind of the token at the cursor."""
        return self.tokens[self.at].kind

    @property
    def before(self) -> Token:
        """The token before the cursor; of a string with several lines the last."""
        token = self.tokens[max(self.at - 1, 0)]
        if token.kind != "string":
            return token
        start = max(self.data.rfind(mark, token.start, token.end) for mark in (b"\n", b"\r")) + 1
        line = self.data[start : token.end]
        return token._replace(start=start + len(line) - len(line.lstrip())) if start else token

    def peek(self, distance: int = 1) -> str:
        """Kind of a token further on."""
        return self.tokens[min(self.at + distance, len(self.tokens) - 1)].kind

    def take(self) -> Token:
        """The token at the cursor, which moves on."""
        token = self.tokens[self.at]
        self.at = min(self.at + 1, len(self.tokens) - 1)
        return token

    def accept(self, *kinds: str) -> bool:
        """Moves on if the token is one of ``kinds``."""
        if self.kind not in kinds:
            return False
        self.take()
        return True

    def indent(self, index: int) -> Indent:
        """Indentation of a token's line."""
        token = self.tokens[index]
        found = self._indents.get(token.start)
        if found is None:
            found = self._indents[token.start] = indent_of(self.data, token.start)
        return found

    def first(self, index: int) -> bool:
        """Whether a token begins its line."""
        return self.indent(index).first

    def word(self, token: Token) -> str:
        """A token as it is quoted in a message: one line, not long."""
        text = self.data[token.start : min(token.end, token.start + 8 * _QUOTED)].decode("utf-8", "replace")
        line = text.splitlines()[0] if text else ""
        return line if len(line) <= _QUOTED else line[: _QUOTED - 1] + "…"

    @cached_property
    def line_end(self) -> str:
        """The line end that the text uses."""
        end = self.data.find(b"\n")
        return "\r\n" if end > 0 and self.data[end - 1 : end] == b"\r" else "\n"

    def end_of_line(self, offset: int) -> int:
        """Byte of the end of the line that holds ``offset``, before its line end."""
        ends = [at for at in (self.data.find(b"\n", offset), self.data.find(b"\r", offset)) if at >= 0]
        return min(ends, default=len(self.data))

    def fault(
        self,
        message: Text,
        where: Token | Place,
        *,
        of: Span | None = None,
        repairs: tuple[Repair, ...] = (),
        **fields: object,
    ) -> Fault:
        """A fault at a token or place; ``of`` is where the construct begins that it belongs to."""
        end = where.end
        if isinstance(where, Token):
            end = min(end, max(self.end_of_line(where.start), where.start))
        return Fault(PARSE_ERROR, where.start, end, message, fields, of, repairs)

    def report(self, fault: Fault) -> None:
        """Notes a fault, unless one is known to touch the same place."""
        if not any(one.start <= fault.start <= one.end for one in self.faults[-2:]):
            self.faults.append(fault)


def insertion(offset: int, text: str, word: str, title: Text) -> Repair:
    """A proposal to insert ``text`` at a byte; ``word`` is what the title names."""
    return Repair(title, (TextEdit(offset, offset, text),), {"word": word})
