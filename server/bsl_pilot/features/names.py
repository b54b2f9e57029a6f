"""The names in one part of a module: what each is, as far as the part alone tells.

Works on tokens, not on the tree: whoever types leaves half a statement behind, and the colours of the
method must not flicker for it. A method is one scope; a name that its scope neither declares nor assigns
is `FREE`: a variable of the module or a property of the global context, which only the module can tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from itertools import zip_longest
from typing import NamedTuple

from bsl_pilot.syntax.keywords import SOFT_KINDS
from bsl_pilot.syntax.lexer import Token
from bsl_pilot.text.words import fold_bytes


class Role(IntEnum):
    """What a name stands for."""

    METHOD = 1
    """Name in the header of a method."""
    CALL = 2
    """Name before a parenthesis, not after a dot: a method of this module or a global one."""
    PARAMETER = 3
    LOCAL = 4
    """Variable of the method, by `Перем`."""
    ASSIGNED = 5
    """Variable that the method assigns without declaring it: its own unless the module has one of the name."""
    FREE = 6
    VARIABLE = 7
    """Name in the module's own `Перем`."""
    MEMBER = 8
    MEMBER_CALL = 9
    TYPE = 10
    ANNOTATION = 11
    LABEL = 12


class Name(NamedTuple):
    """One name: bytes in the part, role, folded text, whether it gets a value here, whether it is declared
    here, index of its scope."""

    start: int
    end: int
    role: Role
    text: str
    write: bool
    declares: bool
    scope: int


class Scope:
    """One method (or the code outside of methods): the names that are known in it."""

    __slots__ = ("assigned", "declared", "is_method", "parameters")

    def __init__(self, *, is_method: bool) -> None:
        self.is_method = is_method
        self.parameters: set[str] = set()
        self.declared: set[str] = set()
        self.assigned: set[str] = set()

    def role(self, name: str) -> Role:
        """Role of a variable of this name."""
        if name in self.parameters:
            return Role.PARAMETER
        if name in self.declared:
            return Role.LOCAL
        return Role.ASSIGNED if name in self.assigned else Role.FREE


_NOTHING = Token("", 0, 0)
_SKIPPED = frozenset({"comment", "preproc"})
_HEADERS = frozenset({"procedure", "function"})
_STARTS_STATEMENT = frozenset(
    {"", ";", "then", "else", "do", "try", "except", "export", ":"}
    | {"endif", "enddo", "endtry", "endprocedure", "endfunction"}
)
_OPERANDS = frozenset(
    {"identifier", "number", "string", "open_string", "date", ")", "]", "true", "false", "undefined", "null"}
)
_AFTER_SOFT_NAME = frozenset({"=", ".", ",", ")", ";"})
_DECLARING = frozenset({Role.PARAMETER, Role.LOCAL, Role.METHOD, Role.VARIABLE})
"""Roles that a name has before its scope is resolved only where it is declared."""

_FIXED_BY_PREVIOUS = {
    "&": Role.ANNOTATION,
    "~": Role.LABEL,
    "procedure": Role.METHOD,
    "function": Role.METHOD,
    "new": Role.TYPE,
}


def names(data: bytes, tokens: Iterable[Token]) -> list[Name]:
    """The names among the tokens of one part, in the order of the text."""
    reader = _Reader(data)
    code = [token for token in tokens if token.kind not in _SKIPPED]
    before = _NOTHING
    for token, after in zip_longest(code, code[1:], fillvalue=_NOTHING):
        reader.read(before, token, after.kind)
        before = token
    return reader.resolved()


class _Reader:
    """Reads tokens one by one; variables get their role at the end, when their scope is known."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._found: list[Name] = []
        self._scopes = [Scope(is_method=False)]
        self._header = False  # between `Процедура` and the parenthesis that ends its parameters
        self._header_end = -1
        self._declaring = False  # between `Перем` and `;`
        self._depth = 0  # of parentheses, in a header
        self._annotation_depth = 0  # of parentheses, in the arguments of an annotation

    def read(self, before: Token, token: Token, after: str) -> None:
        kind = token.kind
        if kind == "identifier" or (kind in SOFT_KINDS and after in _AFTER_SOFT_NAME):
            self._read_name(before, token, after)
        elif kind in _HEADERS:
            self._scopes.append(Scope(is_method=True))
            self._header, self._declaring = True, False
            self._depth = self._annotation_depth = 0
        elif kind in ("endprocedure", "endfunction"):
            self._scopes.append(Scope(is_method=False))
            self._header = self._declaring = False
        elif kind == "var":
            self._declaring = True
        elif kind == ";":
            self._header = self._declaring = False
        elif kind in ("(", ")"):
            self._read_parenthesis(before, token, 1 if kind == "(" else -1)

    def _read_parenthesis(self, before: Token, token: Token, step: int) -> None:
        if self._annotation_depth or (step > 0 and self._found and self._is_annotation(before)):
            self._annotation_depth += step
        elif self._header:
            self._depth += step
            if self._depth <= 0:
                self._header, self._header_end = False, token.end

    def _is_annotation(self, token: Token) -> bool:
        last = self._found[-1]
        return last.role is Role.ANNOTATION and last.end == token.end

    def _read_name(self, before: Token, token: Token, after: str) -> None:
        text = fold_bytes(self._data[token.start : token.end])
        role = self._role(before, after)
        scope = self._scopes[-1]
        declares = role in _DECLARING or (role is Role.LABEL and after == ":")
        write = declares
        if role is Role.FREE and self._is_assigned(before, token, after):
            scope.assigned.add(text)
            write = True
        elif role is Role.PARAMETER:
            scope.parameters.add(text)
        elif role is Role.LOCAL:
            scope.declared.add(text)
        self._found.append(Name(token.start, token.end, role, text, write, declares, len(self._scopes) - 1))

    def _role(self, before: Token, after: str) -> Role:
        if before.kind == ".":
            return Role.MEMBER_CALL if after == "(" else Role.MEMBER
        if fixed := _FIXED_BY_PREVIOUS.get(before.kind):
            return fixed
        if self._annotation_depth:
            return Role.MEMBER
        if self._header and self._depth:
            return Role.FREE if before.kind == "=" else Role.PARAMETER
        if self._declaring:
            return Role.LOCAL if self._scopes[-1].is_method else Role.VARIABLE
        return Role.CALL if after == "(" else Role.FREE

    def _is_assigned(self, before: Token, token: Token, after: str) -> bool:
        if before.kind in ("for", "each"):
            return True
        if after != "=":
            return False
        if before.kind in _STARTS_STATEMENT or before.end == self._header_end:
            return True
        # A statement without its `;` is one being typed: the next line still begins a statement.
        return before.kind in _OPERANDS and b"\n" in self._data[before.end : token.start]

    def resolved(self) -> list[Name]:
        scopes = self._scopes
        return [
            name._replace(role=scopes[name.scope].role(name.text)) if name.role is Role.FREE else name
            for name in self._found
        ]
